/** What is done with tokens: getting, looking at and ending them. */
@NullMarked
package orycli.command.token;

import org.jspecify.annotations.NullMarked;
