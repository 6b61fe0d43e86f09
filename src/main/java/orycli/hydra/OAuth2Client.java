package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.ClientField.Kind;
import orycli.json.Json;

/**
 * A client as a server answered it. A field that this version does not know keeps its value and its place.
 *
 * @param json never changed once it is here, nor what is in it
 */
public record OAuth2Client(ObjectNode json) {
    private static final String SECRET = ClientField.CLIENT_SECRET.field();

    public String id() {
        return text(ClientField.CLIENT_ID).orElse("");
    }

    /** The secret, which a server tells only when it sets it. */
    public Optional<String> secret() {
        return text(ClientField.CLIENT_SECRET);
    }

    /** The field's value as it is; JSON's {@code null} where it is unset. */
    JsonNode value(ClientField field) {
        JsonNode value = json.get(field.field());
        return value == null ? Json.nodes().nullNode() : value;
    }

    /** The field's value, unless it is unset or empty. */
    public Optional<String> text(ClientField field) {
        return Optional.of(json.path(field.field()).asText("")).filter(value -> !value.isEmpty());
    }

    /** The field's values, or its words; none where it is unset. */
    public List<String> list(ClientField field) {
        if (field.kind() == Kind.WORDS) {
            return text(field)
                    .map(words -> List.of(words.strip().split("\\s+")))
                    .orElse(List.of());
        }
        return StreamSupport.stream(json.path(field.field()).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /**
     * This client with its secret encrypted, and without the registration access token, which is as good as the secret:
     * with it the client can be read and changed (RFC 7592, section 3).
     */
    public OAuth2Client encryptSecret(SecretEncryptor encryptor) {
        ObjectNode changed = Json.nodes().objectNode().setAll(json);
        secret().ifPresent(secret -> changed.put(SECRET, encryptor.encrypt(secret)));
        changed.remove(ClientField.REGISTRATION_ACCESS_TOKEN.field());
        return new OAuth2Client(changed);
    }

    /** This client with the secret that a request set, for servers that do not repeat it. */
    OAuth2Client withSecret(Optional<String> set) {
        if (secret().isPresent() || set.isEmpty() || isPublic()) {
            return this;
        }
        ObjectNode changed = Json.nodes().objectNode().setAll(json);
        return new OAuth2Client(changed.put(SECRET, set.get()));
    }

    /** Whether it is a public client (RFC 6749, section 2.1), which has no secret. */
    boolean isPublic() {
        return text(ClientField.TOKEN_ENDPOINT_AUTH_METHOD)
                .filter("none"::equals)
                .isPresent();
    }

    /** When the server says it was created, where that can be read. */
    Optional<Instant> createdAt() {
        try {
            return Optional.of(OffsetDateTime.parse(
                            json.path(ClientField.CREATED_AT.field()).asText(""))
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether a server that was sent the request may have made this client of it. */
    boolean isLike(ClientRequest request) {
        return Stream.of(
                        ClientField.CLIENT_NAME,
                        ClientField.OWNER,
                        ClientField.SCOPE,
                        ClientField.GRANT_TYPES,
                        ClientField.RESPONSE_TYPES,
                        ClientField.REDIRECT_URIS,
                        ClientField.AUDIENCE,
                        ClientField.METADATA)
                .map(ClientField::field)
                .filter(request.json()::has)
                .allMatch(field -> alike(field, request.json().path(field)));
    }

    /** Servers leave out what is empty, and Hydra gives a scope of its own to a client that comes without one. */
    private boolean alike(String field, JsonNode sent) {
        JsonNode kept = json.path(field);
        return kept.equals(sent) || (isEmpty(sent) && (isEmpty(kept) || field.equals(ClientField.SCOPE.field())));
    }

    static boolean isEmpty(JsonNode node) {
        return node.isContainerNode() ? node.isEmpty() : node.asText("").isEmpty() || node.isNull();
    }
}
