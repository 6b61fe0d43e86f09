/** The command tree, and how a command line is read and run. */
@NullMarked
package orycli.command;

import org.jspecify.annotations.NullMarked;
