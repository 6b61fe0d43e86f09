package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import orycli.json.Json;

/** A request that the public side of Hydra turns down (RFC 6749, section 5.2). */
final class OAuth2Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final OAuth2Error error;
    private final String hint;

    OAuth2Refusal(OAuth2Error error) {
        this(error, error.usualHint());
    }

    OAuth2Refusal(OAuth2Error error, String hint) {
        super(error + ": " + hint, null, false, false);
        this.error = error;
        this.hint = hint;
    }

    OAuth2Error error() {
        return error;
    }

    String name() {
        return error.name().toLowerCase(Locale.ROOT);
    }

    String description() {
        String description = hint.isEmpty() ? error.description() : error.description() + " " + hint;
        // As in fosite, which keeps quotes out of what may become a part of a header.
        return description.replace('"', '\'');
    }

    ObjectNode toJson() {
        return Json.nodes().objectNode().put("error", name()).put("error_description", description());
    }

    Answer answer() {
        return Answer.uncached(error.status(), toJson());
    }
}
