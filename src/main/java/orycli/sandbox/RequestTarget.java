package orycli.sandbox;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import orycli.sandbox.go.Path;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.UrlPart;

/**
 * What a request asks for, as Hydra's routers see it: the path with the prefix {@code /admin}, given or not, and without a
 * slash at its end.
 *
 * @param path still escaped, so that a slash in an id stays a part of it
 * @param query by name in Go's order, without what has a bad escape in it
 */
record RequestTarget(String path, Map<String, List<String>> query) {
    static RequestTarget of(URI uri) {
        String whole = uri.toString();
        // A path that begins with two slashes looks like a host to java.net.URI.
        boolean isPath = whole.startsWith("/");
        int mark = whole.indexOf('?');
        String path = isPath ? (mark < 0 ? whole : whole.substring(0, mark)) : pathOf(uri);
        return new RequestTarget(prefixed(path), query(mark < 0 ? "" : whole.substring(mark + 1)));
    }

    private static String pathOf(URI uri) {
        return uri.getRawPath() == null ? "/" : uri.getRawPath();
    }

    private static String prefixed(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.startsWith("/admin") ? trimmed : Path.clean("/admin/" + trimmed);
    }

    /** The path to be sent to instead, where this one has empty segments or dots in it. */
    Optional<String> redirect() {
        String clean = Path.clean(path) + (path.endsWith("/") ? "/" : "");
        return clean.equals(path) ? Optional.empty() : Optional.of(clean);
    }

    /** The segments of the path behind {@code /admin}; none for what is not there or has a bad escape. */
    List<String> segments() {
        String[] parts = path.split("/", -1);
        List<String> segments = new ArrayList<>();
        try {
            for (String part : parts) {
                segments.add(UrlPart.PATH_SEGMENT.unescape(part));
            }
        } catch (SyntaxException e) {
            return List.of();
        }
        return segments.size() > 2 && segments.get(1).equals("admin")
                ? segments.subList(2, segments.size())
                : List.of();
    }

    /** The first value of the name that is not empty, or else an empty one. */
    String parameter(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The first value of the name, or else an empty one. */
    String first(String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }

    /** This target with another value for a name. */
    RequestTarget with(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(query);
        more.put(name, List.of(value));
        return new RequestTarget(path, more);
    }

    @Override
    public String toString() {
        String parameters = query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> UrlPart.QUERY.escape(entry.getKey()) + "=" + UrlPart.QUERY.escape(value)))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new TreeMap<>();
        for (String parameter : text.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (parameter.isEmpty() || parameter.contains(";")) {
                continue;
            }
            try {
                String unescapedValue = UrlPart.QUERY.unescape(value);
                query.computeIfAbsent(UrlPart.QUERY.unescape(name), n -> new ArrayList<>())
                        .add(unescapedValue);
            } catch (SyntaxException e) {
                // Left out, as in Go's URL.Query.
            }
        }
        return query;
    }
}
