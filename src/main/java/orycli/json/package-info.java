/** Jackson, configured in one place. */
@NullMarked
package orycli.json;

import org.jspecify.annotations.NullMarked;
