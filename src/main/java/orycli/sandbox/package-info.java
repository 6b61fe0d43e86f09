/** An in-memory Hydra on loopback. */
@NullMarked
package orycli.sandbox;

import org.jspecify.annotations.NullMarked;
