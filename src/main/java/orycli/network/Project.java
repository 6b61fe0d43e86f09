package orycli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A project as the console's API answered it. A field that this version does not know keeps its value and its place.
 *
 * @param json is never changed
 */
public record Project(ObjectNode json) {
    public String id() {
        return text("id");
    }

    public String slug() {
        return text("slug");
    }

    public String name() {
        return text("name");
    }

    public String environment() {
        return text("environment");
    }

    public String state() {
        return text("state");
    }

    /** The workspace's id, where the project is in one. */
    public Optional<String> workspaceId() {
        return Optional.of(text("workspace_id")).filter(id -> !id.isEmpty());
    }

    private String text(String field) {
        return json.path(field).asText("");
    }
}
