package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orycli.http.Redaction;
import orycli.hydra.ClientField.Kind;
import orycli.json.Json;

/** A client as it is sent: the fields that were given, in the order they were given in; the others are absent. */
public record ClientRequest(ObjectNode json) {
    public ClientRequest {
        json = json.deepCopy();
    }

    @Override
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** Nothing is given. */
    public static ClientRequest empty() {
        return new ClientRequest(Json.nodes().objectNode());
    }

    /**
     * The client in a file. Fields that only a server can set are left out, and so are those that are {@code null}, so
     * that what a server answered can be sent again.
     *
     * @throws InvalidClientException where it is not an object, or has a field that is not a client's
     */
    public static ClientRequest of(JsonNode client) throws InvalidClientException {
        if (!(client instanceof ObjectNode object)) {
            throw new InvalidClientException("it is not a JSON object", Optional.empty());
        }
        ObjectNode kept = Json.nodes().objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            Optional<ClientField> field = ClientField.named(name);
            if (field.isEmpty()) {
                throw new InvalidClientException("it has the unknown field '" + name + "'", Optional.of(name));
            }
            if (field.get().kind() != Kind.READ_ONLY && !member.getValue().isNull()) {
                kept.set(name, member.getValue());
            }
        }
        return new ClientRequest(kept);
    }

    public ClientRequest with(ClientField field, String value) {
        return with(field, Json.nodes().textNode(value));
    }

    public ClientRequest with(ClientField field, boolean value) {
        return with(field, Json.nodes().booleanNode(value));
    }

    public ClientRequest with(ClientField field, List<String> values) {
        if (field.kind() == Kind.WORDS) {
            return with(field, String.join(" ", values));
        }
        ArrayNode array = Json.nodes().arrayNode();
        values.forEach(array::add);
        return with(field, array);
    }

    public ClientRequest with(ClientField field, JsonNode value) {
        ObjectNode changed = json();
        changed.set(field.field(), value);
        return new ClientRequest(changed);
    }

    /** This request, and from the other one what is given only there. */
    public ClientRequest orElse(ClientRequest other) {
        ObjectNode merged = json();
        other.json.properties().forEach(member -> merged.putIfAbsent(member.getKey(), member.getValue()));
        return new ClientRequest(merged);
    }

    /** Whether what should be public keys are not (RFC 7591, section 2). */
    public boolean hasPrivateKey() {
        JsonNode keys = json.path(ClientField.JWKS.field());
        return !Redaction.members(keys).equals(keys);
    }

    /** The request's JSON, as it can be shown. */
    public ObjectNode redacted() {
        ObjectNode shown = json();
        secret().ifPresent(secret -> shown.put(ClientField.CLIENT_SECRET.field(), Redaction.REDACTED));
        return shown;
    }

    /** The id that the client shall have; an empty one leaves the choice to the server. */
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
        return Optional.ofNullable(json.get(field.field()))
                .map(JsonNode::asText)
                .filter(value -> !value.isEmpty());
    }
}
