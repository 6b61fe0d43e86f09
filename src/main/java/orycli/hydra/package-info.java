/** Ory Hydra's admin API, as far as it manages OAuth 2.0 clients. */
@NullMarked
package orycli.hydra;

import org.jspecify.annotations.NullMarked;
