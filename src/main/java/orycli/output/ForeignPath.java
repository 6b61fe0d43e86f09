package orycli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path in the spelling of JSONPath (RFC 9535), kubectl or jq, which others mean by these words: {@code $.items[0].x},
 * <code>{.client_id}</code>, {@code .client_id}.
 */
final class ForeignPath {
    /** A key after a point, an index, all elements, or a key in quotes. */
    private static final Pattern PART = Pattern.compile(
            "\\.([^\\s.\\[\\](){}*?@$'\"]+)|\\[([0-9]+)]|(\\.\\*|\\[\\*])|\\['([^']+)']|\\[\"([^\"]+)\"]");

    private ForeignPath() {}

    /** The same in gjson's spelling; empty where it is gjson's already, or says what gjson cannot. */
    static Optional<String> inGjson(String path) {
        String rest = path.startsWith("{") && path.endsWith("}") ? path.substring(1, path.length() - 1) : path;
        rest = rest.startsWith("$") ? rest.substring(1) : rest;
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(rest);
        int end = 0;
        while (part.find() && part.start() == end) {
            parts.add(spelled(part));
            end = part.end();
        }
        // A last # would count the elements.
        if (!parts.isEmpty() && parts.get(parts.size() - 1).equals("#")) {
            parts.remove(parts.size() - 1);
        }
        return end < rest.length() || parts.isEmpty() ? Optional.empty() : Optional.of(String.join(".", parts));
    }

    private static String spelled(Matcher part) {
        if (part.group(3) != null) {
            return "#";
        }
        for (int group : new int[] {1, 4, 5}) {
            if (part.group(group) != null) {
                return part.group(group).replaceAll("[\\\\.|#@*?!{}\\[\\]()=<>%]", "\\\\$0");
            }
        }
        return part.group(2);
    }
}
