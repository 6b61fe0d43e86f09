package orycli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A workspace as the console's API answered it.
 *
 * @param json is never changed
 */
public record Workspace(ObjectNode json) {
    public String id() {
        return json.path("id").asText("");
    }

    public String name() {
        return json.path("name").asText("");
    }

    /** What is paid for, if anything is. */
    public Optional<String> subscriptionPlan() {
        return Optional.of(json.path("subscription_plan").asText("")).filter(plan -> !plan.isEmpty());
    }
}
