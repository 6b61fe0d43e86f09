/** The world outside the process: streams, environment, interrupts and exit codes. */
@NullMarked
package orycli.terminal;

import org.jspecify.annotations.NullMarked;
