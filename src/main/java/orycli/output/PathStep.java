package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import orycli.json.Json;

/** What stands between the dots of a {@link JsonPath}. */
sealed interface PathStep {
    /**
     * What this step and those after it find. Empty lets an earlier wildcard try its next key, a {@link MissingNode}
     * does not: the search ended here, without a result.
     */
    Optional<JsonNode> find(JsonNode node, List<PathStep> rest);

    /** What the steps find, one after the other; the node itself if there are none. */
    static Optional<JsonNode> walk(JsonNode node, List<PathStep> steps) {
        return steps.isEmpty() ? Optional.of(node) : steps.get(0).find(node, steps.subList(1, steps.size()));
    }

    /** A key of an object, or the index of an array; the first key that leads somewhere if there are wildcards. */
    record Key(Wildcard name, OptionalInt index) implements PathStep {
        @Override
        public Optional<JsonNode> find(JsonNode node, List<PathStep> rest) {
            if (node.isArray()) {
                return index.isPresent() && index.getAsInt() < node.size()
                        ? walk(node.path(index.getAsInt()), rest)
                        : Optional.empty();
            }
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                if (name.matches(property.getKey())) {
                    Optional<JsonNode> found = walk(property.getValue(), rest);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** {@code #}: the length of an array, or what the steps after it find in each of its elements. */
    record Each() implements PathStep {
        @Override
        public Optional<JsonNode> find(JsonNode node, List<PathStep> rest) {
            if (!node.isArray()) {
                return node.has("#") ? walk(node.path("#"), rest) : Optional.empty();
            }
            if (rest.isEmpty()) {
                return Optional.of(Json.nodes().numberNode(node.size()));
            }
            ArrayNode all = Json.nodes().arrayNode();
            for (JsonNode element : node) {
                walk(element, rest).filter(found -> !found.isMissingNode()).ifPresent(all::add);
            }
            return Optional.of(all);
        }
    }

    /** {@code #(...)}: the first element that meets the condition, or all of them for {@code #(...)#}. */
    record Query(Optional<JsonPath> path, PathCondition condition, boolean all) implements PathStep {
        @Override
        public Optional<JsonNode> find(JsonNode node, List<PathStep> rest) {
            if (!node.isArray()) {
                return Optional.empty();
            }
            ArrayNode matches = Json.nodes().arrayNode();
            for (JsonNode element : node) {
                if (meets(element)) {
                    JsonNode found = walk(element, rest).orElse(MissingNode.getInstance());
                    if (!all) {
                        return Optional.of(found);
                    }
                    if (!found.isMissingNode()) {
                        matches.add(found);
                    }
                }
            }
            return all ? Optional.of(matches) : Optional.empty();
        }

        private boolean meets(JsonNode element) {
            if (path.isEmpty()) {
                // Without a path only plain values can be compared; gjson looks for the empty key of an object.
                return condition.test(element.isContainerNode() ? element.path("") : element);
            }
            return element.isContainerNode()
                    && condition.test(path.get().find(element).orElse(MissingNode.getInstance()));
        }
    }
}
