package orycli.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.UrlPart;

/**
 * The parameters of a query or of a form (application/x-www-form-urlencoded).
 *
 * @param values by name in Go's order
 */
record Form(Map<String, List<String>> values) {
    private static final String TYPE = "application/x-www-form-urlencoded";

    private static final Pattern SPACES = Pattern.compile(" +");

    /** The parameters in the text, without what has a bad escape in it, as in Go. */
    static Form parse(String text) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String parameter : text.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (parameter.isEmpty() || parameter.contains(";")) {
                continue;
            }
            try {
                String unescapedValue = UrlPart.QUERY.unescape(value);
                values.computeIfAbsent(UrlPart.QUERY.unescape(name), n -> new ArrayList<>())
                        .add(unescapedValue);
            } catch (SyntaxException e) {
                // Left out, as in Go's URL.Query.
            }
        }
        return new Form(values);
    }

    /** The form that was posted; a body of another type is none. */
    static Form of(Request request) {
        boolean isForm = request.header("Content-Type").stream()
                .limit(1)
                .map(type -> type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))
                .anyMatch(TYPE::equals);
        return parse(isForm ? request.body() : "");
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value of the name, or else an empty one. */
    String first(String name) {
        return values.getOrDefault(name, List.of("")).get(0);
    }

    /** The words of the first value (RFC 6749, section 3.3). */
    List<String> words(String name) {
        return split(first(name));
    }

    /** What a token is to be good for; as in Hydra, each but once. */
    List<String> scopes() {
        return words("scope").stream().distinct().toList();
    }

    /** As Hydra reads an audience: a parameter each, or all in one with spaces between them. */
    List<String> audience() {
        List<String> given = all("audience");
        return given.size() > 1
                ? given.stream().filter(value -> !value.isEmpty()).toList()
                : split(first("audience"));
    }

    /** About how many bytes of memory the parameters take. */
    long size() {
        long characters = values.values().stream()
                .flatMap(List::stream)
                .mapToLong(String::length)
                .sum();
        return 500 + 2 * characters + 100L * values.size();
    }

    static List<String> split(String text) {
        return SPACES.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }
}
