/** Ory Network: its projects and who may use them. */
@NullMarked
package orycli.network;

import org.jspecify.annotations.NullMarked;
