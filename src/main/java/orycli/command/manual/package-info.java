/** What the program says of its commands: help on the screen, man pages, and what shells complete. */
@NullMarked
package orycli.command.manual;

import org.jspecify.annotations.NullMarked;
