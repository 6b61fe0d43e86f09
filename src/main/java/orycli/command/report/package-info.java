/** What went wrong, in words and as an exit code. */
@NullMarked
package orycli.command.report;

import org.jspecify.annotations.NullMarked;
