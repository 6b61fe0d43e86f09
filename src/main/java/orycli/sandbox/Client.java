package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orycli.json.Json;

/**
 * One OAuth 2.0 client with a value in every field. It belongs to the one request that made it; a client that has been put
 * in the store is changed no more. The nodes in it are never changed, only replaced.
 */
final class Client {
    private final Map<ClientField, JsonNode> values = new EnumMap<>(ClientField.class);

    private Client() {
        for (ClientField field : ClientField.values()) {
            values.put(field, field.type().zero());
        }
    }

    /** The client in a request's body; members that Hydra does not know are dropped, as it does. */
    static Client decode(JsonNode body) throws GoSyntaxException {
        requireObject(body, "client.Client");
        Client client = new Client();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            client.decode(member);
        }
        return client;
    }

    private void decode(Map.Entry<String, JsonNode> member) throws GoSyntaxException {
        Optional<ClientField> named = ClientField.named(member.getKey());
        if (named.isPresent()) {
            ClientField field = named.get();
            String where = "Client." + field.jsonName();
            values.put(field, field.type().decode(member.getValue(), get(field), where));
        }
    }

    /** This client with the lifespans in a request's body, and those alone. */
    Client withLifespans(JsonNode body) throws GoSyntaxException {
        requireObject(body, "client.Lifespans");
        Client changed = copy();
        for (ClientField field : ClientField.values()) {
            if (field.isLifespan()) {
                changed.values.put(field, NullNode.instance);
            }
        }
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (ClientField.named(member.getKey())
                    .filter(ClientField::isLifespan)
                    .isPresent()) {
                changed.decode(member);
            }
        }
        return changed;
    }

    private static void requireObject(JsonNode body, String goName) throws GoSyntaxException {
        // To Go, null is a structure of which nothing is given.
        if (!body.isObject() && !body.isNull()) {
            throw GoType.mismatchedValue(body, goName);
        }
    }

    Client copy() {
        Client copy = new Client();
        copy.values.putAll(values);
        return copy;
    }

    String id() {
        return text(ClientField.CLIENT_ID);
    }

    JsonNode get(ClientField field) {
        // Every field has a value from the constructor on.
        return values.getOrDefault(field, field.type().zero());
    }

    String text(ClientField field) {
        return get(field).textValue();
    }

    List<String> texts(ClientField field) {
        List<String> texts = new ArrayList<>();
        get(field).forEach(element -> texts.add(element.textValue()));
        return texts;
    }

    boolean isUnset(ClientField field) {
        return field.type().isEmpty(get(field));
    }

    void set(ClientField field, String text) {
        values.put(field, TextNode.valueOf(text));
    }

    void set(ClientField field, List<String> texts) {
        ArrayNode array = Json.nodes().arrayNode();
        texts.forEach(array::add);
        values.put(field, array);
    }

    void set(ClientField field, OffsetDateTime time) {
        values.put(field, GoType.time(time));
    }

    void clear(ClientField field) {
        values.put(field, field.type().zero());
    }

    void setDefault(ClientField field, String text) {
        if (isUnset(field)) {
            set(field, text);
        }
    }

    /** Gives a value to what may not be null in Hydra's database. The answer to the request shows it too. */
    void prepareToSave() {
        setDefault(ClientField.JWKS);
        setDefault(ClientField.METADATA);
        setDefault(ClientField.AUDIENCE);
        setDefault(ClientField.ALLOWED_CORS_ORIGINS);
        OffsetDateTime now = now();
        set(ClientField.UPDATED_AT, now);
        if (get(ClientField.CREATED_AT).equals(GoType.TIME.zero())) {
            set(ClientField.CREATED_AT, now);
        }
    }

    private void setDefault(ClientField field) {
        boolean isList = field.type() == GoType.STRINGS;
        if (isUnset(field)) {
            values.put(field, isList ? Json.nodes().arrayNode() : Json.nodes().objectNode());
        }
    }

    /** Now, to the microsecond that Hydra's database keeps. */
    static OffsetDateTime now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /**
     * What is left of this client when it comes back out of Hydra's database. The secret is not: Hydra keeps a hash, but
     * nothing in the sandbox ever asks for a secret, so it keeps none.
     */
    Client stored() {
        Client stored = copy();
        stored.clear(ClientField.CLIENT_SECRET);
        stored.clear(ClientField.REGISTRATION_ACCESS_TOKEN);
        stored.clear(ClientField.REGISTRATION_CLIENT_URI);
        for (ClientField field : ClientField.values()) {
            if (get(field).isNull() && field.type() == GoType.STRINGS) {
                stored.values.put(field, Json.nodes().arrayNode());
            }
        }
        return stored;
    }

    /** {@link #stored()} in place of another one, whose time of creation stays. */
    Client storedInPlaceOf(Client before) {
        Client stored = stored();
        stored.values.put(ClientField.CREATED_AT, before.get(ClientField.CREATED_AT));
        return stored;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.nodes().objectNode();
        values.forEach((field, value) -> {
            if (field.isWritten(value)) {
                json.set(field.jsonName(), value);
            }
        });
        return json;
    }
}
