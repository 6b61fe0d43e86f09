/**
 * Go's libraries, as far as Hydra shows them: {@code encoding/json}, {@code net/url}, {@code path}, {@code time}, go-jose and
 * json-patch. Every class is named after what it imitates; none of them is needed to follow the server.
 */
@NullMarked
package orycli.sandbox.go;

import org.jspecify.annotations.NullMarked;
