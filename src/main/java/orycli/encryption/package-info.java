/** Secrets that only the holder of a PGP key can read. Begin at {@link orycli.encryption.PgpKeySource}. */
@NullMarked
package orycli.encryption;

import org.jspecify.annotations.NullMarked;
