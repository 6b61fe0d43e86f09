package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import orycli.json.Json;

/**
 * What the configuration file holds: the session, and what is selected. A field that this version does not know keeps
 * its value and its place.
 *
 * @param json is never changed, and nothing within it is
 * @param outdated whether the file is of a version whose session cannot be used any more, and counts as empty
 */
public record OryConfig(ObjectNode json, boolean outdated) {
    static final String VERSION = "v1";
    /** How the file says that nothing is selected. */
    private static final String NIL = "00000000-0000-0000-0000-000000000000";

    /** Ten years in seconds: beyond the year 9999 no date can be read by either program. */
    private static final long LONGEST_LIFE = 10L * 365 * 24 * 60 * 60;

    private static final String TOKEN = "access_token";
    private static final String PROJECT = "selected_project";
    private static final String WORKSPACE = "selected_workspace";
    private static final String IDENTITY = "session_identity_traits";

    /** An access token, and what makes a new one of it. */
    record Token(String accessToken, Optional<String> refreshToken, Optional<Instant> expiry) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** A person on Ory Network. */
    public record Identity(String id, String email, String name) {}

    /** Nobody is signed in and nothing is selected. */
    static OryConfig empty() {
        ObjectNode json = Json.nodes().objectNode();
        json.put("version", VERSION)
                .putNull(TOKEN)
                .put(PROJECT, NIL)
                .put(WORKSPACE, NIL)
                .set(IDENTITY, json(new Identity(NIL, "", "")));
        return new OryConfig(json, false);
    }

    /** What may be shown: what is known to be no secret. */
    public ObjectNode publicJson() {
        ObjectNode shown = Json.nodes().objectNode();
        shown.put("version", VERSION)
                .put(PROJECT, selectedProject().orElse(NIL))
                .put(WORKSPACE, selectedWorkspace().orElse(NIL))
                .set(IDENTITY, json(identity()));
        return shown;
    }

    /** The selected project's id. */
    public Optional<String> selectedProject() {
        return selected(PROJECT);
    }

    /** The selected workspace's id. */
    public Optional<String> selectedWorkspace() {
        return selected(WORKSPACE);
    }

    private Optional<String> selected(String field) {
        return text(json, field).filter(id -> !id.equals(NIL));
    }

    /** Who is signed in. */
    public Identity identity() {
        JsonNode identity = json.path(IDENTITY);
        return new Identity(
                text(identity, "ID").orElse(NIL),
                text(identity, "email").orElse(""),
                text(identity, "name").orElse(""));
    }

    Optional<Token> token() {
        JsonNode token = json.path(TOKEN);
        return text(token, "access_token")
                .filter(Credentials::isSendable)
                .map(access -> new Token(access, text(token, "refresh_token"), expiry(token)));
    }

    /** A date of the year 1 is Go's way to say that there is none; one that cannot be read is long past. */
    private static Optional<Instant> expiry(JsonNode token) {
        Optional<String> text = text(token, "expiry").filter(date -> !date.startsWith("0001-"));
        try {
            return text.map(date -> OffsetDateTime.parse(date).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.of(Instant.EPOCH);
        }
    }

    OryConfig withProject(String id) {
        return with(PROJECT, Json.nodes().textNode(id));
    }

    OryConfig withWorkspace(String id) {
        return with(WORKSPACE, Json.nodes().textNode(id));
    }

    /**
     * This, with the token that a token endpoint answered (RFC 6749, section 5.1).
     *
     * @param now when it was answered
     */
    OryConfig withToken(ObjectNode answer, Instant now) {
        ObjectNode token = json.get(TOKEN) instanceof ObjectNode old
                ? copy(old)
                : Json.nodes().objectNode();
        token.put("access_token", answer.path("access_token").asText(""));
        token.put("token_type", text(answer, "token_type").orElse("bearer"));
        // Where there is no new one, the old one stays good.
        text(answer, "refresh_token").ifPresent(refresh -> token.put("refresh_token", refresh));
        token.remove("expiry");
        token.remove("expires_in");
        long seconds = seconds(answer);
        if (seconds > 0) {
            token.put("expiry", now.plusSeconds(seconds).toString()).put("expires_in", seconds);
        }
        return with(TOKEN, token);
    }

    /** How long the token that was answered is good, at the most {@link #LONGEST_LIFE}; 0 where that is not said. */
    static long seconds(ObjectNode tokenAnswer) {
        JsonNode life = tokenAnswer.path("expires_in");
        if (life.isNumber() && !life.canConvertToLong()) {
            return life.decimalValue().signum() > 0 ? LONGEST_LIFE : 0;
        }
        return Math.max(0, Math.min(life.asLong(0), LONGEST_LIFE));
    }

    /** This, signed in. What somebody else had selected is selected no more. */
    OryConfig signedIn(ObjectNode tokenAnswer, Identity identity, Instant now) {
        OryConfig before = identity.id().equals(identity().id()) ? this : signedOut();
        return before.with(TOKEN, Json.nodes().nullNode())
                .withToken(tokenAnswer, now)
                .with(IDENTITY, json(identity));
    }

    /** This, with nobody signed in and nothing selected. */
    OryConfig signedOut() {
        OryConfig nobody = this;
        for (var field : empty().json.properties()) {
            nobody = nobody.with(field.getKey(), field.getValue());
        }
        return nobody;
    }

    private OryConfig with(String field, JsonNode value) {
        ObjectNode changed = copy(json);
        changed.put("version", VERSION).set(field, value);
        return new OryConfig(changed, false);
    }

    /** As deep as it is changed. */
    private static ObjectNode copy(ObjectNode object) {
        return Json.nodes().objectNode().setAll(object);
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field).asText("")).filter(value -> !value.isEmpty());
    }

    private static ObjectNode json(Identity identity) {
        return Json.nodes()
                .objectNode()
                .put("ID", identity.id())
                .put("email", identity.email())
                .put("name", identity.name());
    }
}
