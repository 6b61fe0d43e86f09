/** The commands for trying things out without a server. */
@NullMarked
package orycli.command.sandbox;

import org.jspecify.annotations.NullMarked;
