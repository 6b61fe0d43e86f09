package orycli.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A request as it was sent.
 *
 * @param target what stands between the method and the version
 * @param headers by name, whatever its case
 * @param body what is no UTF-8 in it is U+FFFD, as in Go
 */
record Request(String method, String target, Map<String, List<String>> headers, String body) {
    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
