/** Flags that several commands share, made into values. */
@NullMarked
package orycli.command.option;

import org.jspecify.annotations.NullMarked;
