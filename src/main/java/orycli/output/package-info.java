/** Results in the formats a user can ask for. */
@NullMarked
package orycli.output;

import org.jspecify.annotations.NullMarked;
