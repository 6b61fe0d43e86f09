package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import orycli.json.Json;

/** {@code jsonpath=PATH}: what the path finds, as JSON; {@code null} for nothing, as the reference prints it. */
final class JsonPathFormatter implements OutputFormatter {
    private final JsonPath path;

    JsonPathFormatter(JsonPath path) {
        this.path = path;
    }

    @Override
    public String format(Document document) {
        JsonNode found = path.find(document.json()).orElse(Json.nodes().nullNode());
        return Json.writePretty(found) + "\n";
    }
}
