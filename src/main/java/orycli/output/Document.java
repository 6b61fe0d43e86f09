package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A result in every shape that a format can ask for.
 *
 * @param json what the JSON formats, YAML and the paths show
 * @param table what people read
 * @param ids what {@code --quiet} prints, one a line
 */
public record Document(JsonNode json, Table table, List<String> ids) {
    public Document {
        ids = List.copyOf(ids);
    }
}
