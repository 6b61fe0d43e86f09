package orycli.output;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats by name. */
enum Format {
    TABLE("table", "table (or default)"),
    JSON("json", "json"),
    JSON_PRETTY("json-pretty", "json-pretty"),
    YAML("yaml", "yaml"),
    JSON_PATH("jsonpath", "jsonpath=PATH"),
    JSON_POINTER("jsonpointer", "jsonpointer=POINTER"),
    QUIET("quiet", "quiet");

    private static final String TABLE_TOO = "default";

    private final String word;
    private final String description;

    Format(String word, String description) {
        this.word = word;
        this.description = description;
    }

    static OutputFormatter parse(String text) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        Optional<String> path = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
        return of(word).filter(format -> path.isEmpty() || format.takesPath())
                .map(format -> format.formatter(path))
                .orElseThrow(() -> FormatSyntaxException.unknown("unknown format "
                        + FormatSyntaxException.quoted(text)
                        + ": it is one of "
                        + Arrays.stream(values())
                                .map(format -> format.description)
                                .collect(Collectors.joining(", "))));
    }

    private static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word) || (format == TABLE && word.equals(TABLE_TOO)))
                .findFirst();
    }

    private boolean takesPath() {
        return this == JSON_PATH || this == JSON_POINTER;
    }

    private OutputFormatter formatter(Optional<String> path) {
        return switch (this) {
            case TABLE -> new TableFormatter();
            case JSON -> new JsonFormatter();
            case JSON_PRETTY -> new PrettyJsonFormatter();
            case YAML -> new YamlFormatter();
            case JSON_PATH ->
                new JsonPathFormatter(JsonPath.parse(path.filter(given -> !given.isEmpty())
                        .orElseThrow(() -> new FormatSyntaxException(
                                "format jsonpath needs a path, such as jsonpath=client_id (gjson's path syntax)"))));
            case JSON_POINTER ->
                JsonPointerFormatter.parse(path.orElseThrow(() -> new FormatSyntaxException(
                        "format jsonpointer needs a pointer, such as jsonpointer=/client_id (RFC 6901)")));
            case QUIET -> new QuietFormatter();
        };
    }

    static List<String> words() {
        return Arrays.stream(values()).map(format -> format.word).toList();
    }
}
