/** An in-memory Hydra admin API on loopback. */
@NullMarked
package orycli.sandbox;

import org.jspecify.annotations.NullMarked;
