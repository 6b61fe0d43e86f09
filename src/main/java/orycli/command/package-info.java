/** The command tree, and exceptions put into words. */
@NullMarked
package orycli.command;

import org.jspecify.annotations.NullMarked;
