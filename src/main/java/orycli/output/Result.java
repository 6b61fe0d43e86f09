package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One result in every shape that a format can ask for.
 *
 * @param json what the JSON formats, YAML and the paths show
 * @param cells its line of a table
 * @param id what {@code --quiet} prints
 */
public record Result(JsonNode json, List<String> cells, String id) {
    public Result {
        cells = List.copyOf(cells);
    }
}
