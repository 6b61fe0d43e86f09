package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import orycli.json.Json;

/** What a path or pointer finds in all results together. */
final class PathRendering implements Rendering {
    private final Shape shape;
    private final Lookup lookup;
    private final Requirement requirement;
    private final ArrayNode results = Json.nodes().arrayNode();

    PathRendering(Shape shape, Lookup lookup, Requirement requirement) {
        this.shape = shape;
        this.lookup = lookup;
        this.requirement = requirement;
    }

    /** Finds in a value what is to be printed. */
    @FunctionalInterface
    interface Lookup {
        /** The text, which ends with a newline. */
        String in(JsonNode value) throws NothingFoundException;
    }

    /** That there is something. */
    @FunctionalInterface
    interface Requirement {
        void check(JsonNode value) throws NothingFoundException;
    }

    @Override
    public String add(Result result) {
        results.add(result.json());
        return "";
    }

    @Override
    public void requireFound(PageEnd page) throws NothingFoundException {
        requirement.check(whole(page));
    }

    @Override
    public String end(PageEnd page) throws IOException {
        return shape == Shape.ONE && results.isEmpty() ? "" : lookup.in(whole(page));
    }

    private JsonNode whole(PageEnd page) {
        return switch (shape) {
            case ONE -> results.path(0);
            case ARRAY -> results;
            case PAGE -> page(page);
        };
    }

    private ObjectNode page(PageEnd page) {
        ObjectNode whole = Json.nodes().objectNode();
        whole.set("items", results);
        return whole.put("next_page_token", page.nextToken()).put("is_last_page", page.isLast());
    }
}
