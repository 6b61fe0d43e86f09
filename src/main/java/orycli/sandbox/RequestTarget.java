package orycli.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import orycli.sandbox.go.Path;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.Url;
import orycli.sandbox.go.UrlPart;

/**
 * What a request asks for, as Hydra's routers see it: the path with the prefix {@code /admin}, given or not, and without one
 * slash at its end.
 *
 * @param path still escaped, so that a slash in an id stays a part of it
 * @param isAdmin whether the prefix was given
 * @param rawQuery as it was given, without the question mark
 * @param query by name in Go's order, without what has a bad escape in it
 */
record RequestTarget(String path, boolean isAdmin, String rawQuery, Map<String, List<String>> query) {
    private static final String PREFIX = "/admin";

    /**
     * The target in a request's first line.
     *
     * @throws SyntaxException where it is no URL, or the path has a bad escape in it; one in the query does not matter
     */
    static RequestTarget of(String target) throws SyntaxException {
        Url url = Url.parseRequest(target);
        String query = url.query().isEmpty() ? "" : url.query().substring(1);
        return new RequestTarget(
                path(url),
                url.path().startsWith(PREFIX),
                query,
                Form.parse(query).values());
    }

    /**
     * Hydra cuts the slash, and a {@code %2F} too, off the path without its escapes. Where Go sees that the escaped path is
     * not that path any more, it escapes it anew, and every slash that was a part of an id comes to divide it.
     */
    private static String path(Url url) throws SyntaxException {
        String path =
                url.path().endsWith("/") ? url.path().substring(0, url.path().length() - 1) : url.path();
        String escaped = url.escapedPath();
        if (!path.startsWith(PREFIX)) {
            path = Path.clean(PREFIX + "/" + path);
            escaped = Path.clean(PREFIX + "/" + escaped);
        }
        return UrlPart.PATH.unescape(escaped).equals(path) ? escaped : UrlPart.PATH.escape(path);
    }

    /** Where to send a request instead whose path has empty segments or dots in it. Go escapes the escaped path again. */
    Optional<String> redirect() {
        String shortest = Path.clean(path);
        String clean = path.endsWith("/") && !shortest.equals("/") ? shortest + "/" : shortest;
        return clean.equals(path)
                ? Optional.empty()
                : Optional.of(UrlPart.PATH.escape(clean) + (rawQuery.isEmpty() ? "" : "?" + rawQuery));
    }

    /** The segments of the path behind {@code /admin}; none for what is not there. */
    List<String> segments() {
        String[] parts = path.split("/", -1);
        List<String> segments = new ArrayList<>();
        for (String part : parts) {
            segments.add(unescaped(part));
        }
        return segments.size() > 2 && segments.get(1).equals("admin")
                ? segments.subList(2, segments.size())
                : List.of();
    }

    private static String unescaped(String part) {
        try {
            return UrlPart.PATH_SEGMENT.unescape(part);
        } catch (SyntaxException e) {
            throw new IllegalStateException("the whole path was unescaped before", e);
        }
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

    /** The path with this query, in which some names have another value. */
    String with(Map<String, String> changed) {
        Map<String, List<String>> all = new TreeMap<>(query);
        changed.forEach((name, value) -> all.put(name, List.of(value)));
        return path + "?"
                + all.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(value -> UrlPart.QUERY.escape(entry.getKey()) + "=" + UrlPart.QUERY.escape(value)))
                        .collect(Collectors.joining("&"));
    }
}
