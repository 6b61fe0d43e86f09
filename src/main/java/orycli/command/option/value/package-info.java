/** What reads the value of a flag. */
@NullMarked
package orycli.command.option.value;

import org.jspecify.annotations.NullMarked;
