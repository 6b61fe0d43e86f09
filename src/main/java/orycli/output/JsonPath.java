package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A path of <a href="https://github.com/tidwall/gjson/blob/master/SYNTAX.md">gjson</a>, which the reference uses: keys
 * with wildcards, indexes, {@code #}, queries and pipes. Modifiers, multipaths and literals are not taken.
 *
 * <p>Where gjson's code and its own description differ, this is the description: a pipe works on all that stands before
 * it (gjson forgets it where a query found nothing, and overlooks it behind {@code #.x.#}), an escaped {@code *} beside
 * another wildcard is a star, and text in quotes that begins with {@code ~} is text.
 */
final class JsonPath {
    /** What pipes stand between. None is empty. */
    private final List<List<PathStep>> stages;

    private final String text;

    JsonPath(String text, List<List<PathStep>> stages) {
        this.text = text;
        this.stages = List.copyOf(stages);
    }

    /**
     * Reads a path.
     *
     * @throws FormatSyntaxException where the path is malformed; gjson would silently find nothing
     */
    static JsonPath parse(String path) {
        return new JsonPathParser(path).parse();
    }

    /** What the path finds, which may be a JSON null. */
    Optional<JsonNode> find(JsonNode root) {
        JsonNode at = root;
        for (List<PathStep> stage : stages) {
            Optional<JsonNode> found = PathStep.walk(at, stage);
            if (found.isEmpty() || found.get().isMissingNode()) {
                return Optional.empty();
            }
            at = found.get();
        }
        return Optional.of(at);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
