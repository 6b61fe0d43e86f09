package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import orycli.json.Json;
import orycli.text.Escapes;

/** {@code jsonpath=PATH}: what the path finds, as JSON; {@code null} for nothing, as the reference prints it. */
final class JsonPathFormatter implements OutputFormatter {
    private final JsonPath path;

    JsonPathFormatter(JsonPath path) {
        this.path = path;
    }

    @Override
    public String format(Document document) {
        return found(document.json());
    }

    @Override
    public ResultStream open(Shape shape, List<String> header, Sink sink) {
        return new ResultStream(shape, new PathRendering(shape, this::found, this::requireFound), sink);
    }

    @Override
    public void requireFound(Document document) throws NothingFoundException {
        requireFound(document.json());
    }

    private void requireFound(JsonNode root) throws NothingFoundException {
        if (path.find(root).isEmpty()) {
            throw new NothingFoundException(Escapes.of(path.toString()) + " finds nothing in the result");
        }
    }

    private String found(JsonNode root) {
        return Json.writePretty(path.find(root).orElse(Json.nodes().nullNode())) + "\n";
    }
}
