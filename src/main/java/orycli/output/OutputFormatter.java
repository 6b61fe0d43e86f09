package orycli.output;

import orycli.text.Escapes;

/** One way to print a result. A format is chosen before anything is sent, and renders whole or not at all. */
public interface OutputFormatter {
    /**
     * The text for stdout, ending with a newline unless it is empty.
     *
     * @throws NothingFoundException where a JSON pointer finds nothing
     */
    String format(Document document) throws NothingFoundException;

    /**
     * The format that a value of {@code --format} names.
     *
     * @throws FormatSyntaxException where there is no such format, or its path is missing or malformed
     */
    static OutputFormatter parse(String format) {
        return switch (format) {
            case "table", "default" -> new TableFormatter();
            case "json" -> new JsonFormatter();
            case "json-pretty" -> new PrettyJsonFormatter();
            case "yaml" -> new YamlFormatter();
            case "quiet" -> new QuietFormatter();
            case "jsonpath", "jsonpath=" ->
                throw new FormatSyntaxException(
                        "format jsonpath needs a path, such as jsonpath=client_id (gjson's path syntax)");
            case "jsonpointer" ->
                throw new FormatSyntaxException(
                        "format jsonpointer needs a pointer, such as jsonpointer=/client_id (RFC 6901)");
            default -> parseWithPath(format);
        };
    }

    /** What {@code --quiet} asks for: only the ids. */
    static OutputFormatter quiet() {
        return new QuietFormatter();
    }

    private static OutputFormatter parseWithPath(String format) {
        if (format.startsWith("jsonpath=")) {
            return new JsonPathFormatter(JsonPath.parse(format.substring("jsonpath=".length())));
        }
        if (format.startsWith("jsonpointer=")) {
            return JsonPointerFormatter.parse(format.substring("jsonpointer=".length()));
        }
        throw new FormatSyntaxException("unknown format \"" + Escapes.of(format) + "\": it is one of"
                + " table (or default), json, json-pretty, yaml, jsonpath=PATH, jsonpointer=POINTER, quiet");
    }
}
