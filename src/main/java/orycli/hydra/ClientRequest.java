package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orycli.http.Redaction;
import orycli.hydra.ClientField.Kind;
import orycli.json.Json;

/**
 * A client as it is sent: the fields that were given, in the order they were given in; the others are absent.
 *
 * @param json never changed once it is here, nor what is in it
 */
public record ClientRequest(ObjectNode json) {
    /** What the JSON of the Go program has in every object: members of no name of their own. */
    private static final String ADDITIONAL_PROPERTIES = "AdditionalProperties";

    /**
     * What an object says of a client.
     *
     * @param unknown the names in it that no field of a client has, in their order; they are not in the request
     */
    public record Reading(ClientRequest request, List<String> unknown) {}

    /** Collects the fields of a request. */
    public static final class Builder {
        private final ObjectNode json = Json.nodes().objectNode();

        private Builder() {}

        public Builder set(ClientField field, String value) {
            return set(field, Json.nodes().textNode(value));
        }

        public Builder set(ClientField field, boolean value) {
            return set(field, Json.nodes().booleanNode(value));
        }

        public Builder set(ClientField field, List<String> values) {
            if (field.kind() == Kind.WORDS) {
                return set(field, String.join(" ", values));
            }
            ArrayNode array = Json.nodes().arrayNode();
            values.forEach(array::add);
            return set(field, array);
        }

        /** Sets the field, but takes {@code null} and <code>{}</code> for no keys, as servers answer so where there are none. */
        public Builder set(ClientField field, JsonNode value) {
            boolean isEmpty = value.isNull() || (value.isObject() && value.isEmpty());
            if (field != ClientField.JWKS || !isEmpty) {
                json.set(field.field(), value);
            }
            return this;
        }

        public ClientRequest build() {
            return new ClientRequest(copy(json));
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Nothing is given. */
    public static ClientRequest empty() {
        return builder().build();
    }

    /**
     * The client in a file. What a server answered can be sent again: fields that only a server can set are left out,
     * and so are those that are unset there.
     *
     * @throws InvalidClientException where it is no object, has fields that are not a client's, or values that no server
     *     takes
     */
    public static ClientRequest of(JsonNode client) throws InvalidClientException {
        List<String> unknown = unknown(object(client));
        if (!unknown.isEmpty()) {
            throw InvalidClientException.unknown(unknown);
        }
        return read(client).request;
    }

    /**
     * As {@link #of}, but fields that are not a client's are no error.
     *
     * @throws InvalidClientException where it is no object, or has values that no server takes
     */
    public static Reading read(JsonNode client) throws InvalidClientException {
        Builder builder = builder();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object(client).properties()) {
            ClientField.named(member.getKey())
                    .filter(field -> field.kind() != Kind.READ_ONLY)
                    .filter(field -> !member.getValue().isNull())
                    .ifPresent(field -> {
                        field.problem(member.getValue()).ifPresent(problems::add);
                        builder.set(field, member.getValue());
                    });
        }
        ClientRequest request = builder.build();
        if (problems.isEmpty()) {
            request.problem().ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidClientException(String.join("; ", problems));
        }
        return new Reading(request, unknown(object(client)));
    }

    private static ObjectNode object(JsonNode client) throws InvalidClientException {
        if (client.isArray()) {
            throw new InvalidClientException("it holds a list; 'ory import oauth2-client' takes a list of clients");
        }
        if (client instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidClientException("it is not a JSON object");
    }

    private static List<String> unknown(ObjectNode client) {
        return client.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> ClientField.named(name).isEmpty() && !name.equals(ADDITIONAL_PROPERTIES))
                .toList();
    }

    /** This request, and from the other one what is given only there. */
    public ClientRequest over(ClientRequest other) {
        ObjectNode merged = copy(json);
        other.json.properties().forEach(member -> merged.putIfAbsent(member.getKey(), member.getValue()));
        return new ClientRequest(merged);
    }

    public boolean has(ClientField field) {
        return json.has(field.field());
    }

    public Optional<JsonNode> get(ClientField field) {
        return Optional.ofNullable(json.get(field.field()));
    }

    /** What a server would take and should not, or would take for something else: the end of a sentence. */
    public Optional<String> problem() {
        return Stream.of(
                        get(ClientField.CLIENT_ID).map(JsonNode::asText).flatMap(ClientId::problem),
                        get(ClientField.CLIENT_SECRET)
                                .map(JsonNode::asText)
                                .flatMap(ClientSecret::problem)
                                .map(reason -> "the client's secret cannot be used: " + reason),
                        get(ClientField.JWKS).flatMap(ClientRequest::problemOfKeys))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** RFC 7591, section 2, and RFC 7517, section 5. A server drops keys that are in no set, without a word. */
    private static Optional<String> problemOfKeys(JsonNode keys) {
        if (!Redaction.members(keys).equals(keys)) {
            return Optional.of("jwks holds a private key, which would go to the server; give the public keys alone");
        }
        return keys.path("keys").isArray()
                ? Optional.empty()
                : Optional.of("jwks needs a \"keys\" array: wrap a single key in {\"keys\":[…]}");
    }

    /** The request's JSON, as it can be shown. */
    public ObjectNode redacted() {
        ObjectNode shown = copy(json);
        secret().ifPresent(secret -> shown.put(ClientField.CLIENT_SECRET.field(), Redaction.REDACTED));
        return shown;
    }

    /** The id that the client shall have, unless that is left to the server. */
    public Optional<String> id() {
        return text(ClientField.CLIENT_ID);
    }

    /** The secret that the client shall have; an empty one leaves the choice to the server. */
    public Optional<String> secret() {
        return text(ClientField.CLIENT_SECRET);
    }

    Optional<String> name() {
        return text(ClientField.CLIENT_NAME);
    }

    private Optional<String> text(ClientField field) {
        return get(field).map(JsonNode::asText).filter(value -> !value.isEmpty());
    }

    /** An object of its own, with the same members. */
    private static ObjectNode copy(ObjectNode json) {
        return Json.nodes().objectNode().setAll(json);
    }
}
