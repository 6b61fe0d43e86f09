/** Text, whatever it says: read with a limit, and made safe to print. */
@NullMarked
package orycli.text;

import org.jspecify.annotations.NullMarked;
