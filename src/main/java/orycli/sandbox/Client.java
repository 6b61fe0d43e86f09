package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import orycli.json.Json;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.Type;

/**
 * One OAuth 2.0 client with a value in every field. It belongs to the one request that made it. The nodes in it are never
 * changed, only replaced.
 */
final class Client {
    private final Map<Field, JsonNode> values;

    /** @param values one for each field; the client changes them */
    Client(Map<Field, JsonNode> values) {
        this.values = values;
    }

    private static Client empty() {
        Map<Field, JsonNode> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            values.put(field, field.type().zero());
        }
        return new Client(values);
    }

    /** The client in a request's body; members that Hydra does not know are dropped, as it does. */
    static Client decode(JsonNode body) throws SyntaxException {
        requireObject(body, "client.Client");
        Client client = empty();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            client.decode(member);
        }
        return client;
    }

    private void decode(Map.Entry<String, JsonNode> member) throws SyntaxException {
        Optional<Field> named = Field.named(member.getKey());
        if (named.isPresent()) {
            Field field = named.get();
            String where = "Client." + field.jsonName();
            values.put(field, field.type().decode(member.getValue(), get(field), where));
        }
    }

    /** This client with the lifespans in a request's body, and those alone. */
    Client withLifespans(JsonNode body) throws SyntaxException {
        requireObject(body, "client.Lifespans");
        Client changed = copy();
        for (Field field : Field.values()) {
            if (field.isLifespan()) {
                changed.values.put(field, NullNode.instance);
            }
        }
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (Field.named(member.getKey()).filter(Field::isLifespan).isPresent()) {
                changed.decode(member);
            }
        }
        return changed;
    }

    private static void requireObject(JsonNode body, String goName) throws SyntaxException {
        // To Go, null is a structure of which nothing is given.
        if (!body.isObject() && !body.isNull()) {
            throw Type.mismatchedValue(body, goName);
        }
    }

    Client copy() {
        return new Client(new EnumMap<>(values));
    }

    String id() {
        return text(Field.CLIENT_ID);
    }

    JsonNode get(Field field) {
        // Every field has a value from the constructor on.
        return values.getOrDefault(field, field.type().zero());
    }

    String text(Field field) {
        return get(field).textValue();
    }

    List<String> texts(Field field) {
        List<String> texts = new ArrayList<>();
        get(field).forEach(element -> texts.add(element.textValue()));
        return texts;
    }

    List<String> scopes() {
        return Form.split(text(Field.SCOPE));
    }

    /** A client that says nothing may use authorization codes (RFC 7591, section 2). */
    boolean mayUse(GrantType type) {
        return isUnset(Field.GRANT_TYPES)
                ? type == GrantType.AUTHORIZATION_CODE
                : texts(Field.GRANT_TYPES).contains(type.toString());
    }

    /** Whether it cannot authenticate itself. */
    boolean isPublic() {
        return text(Field.TOKEN_ENDPOINT_AUTH_METHOD).equals("none");
    }

    boolean isUnset(Field field) {
        return field.type().isEmpty(get(field));
    }

    void set(Field field, JsonNode value) {
        values.put(field, value);
    }

    void set(Field field, String text) {
        values.put(field, TextNode.valueOf(text));
    }

    void set(Field field, List<String> texts) {
        ArrayNode array = Json.nodes().arrayNode();
        texts.forEach(array::add);
        values.put(field, array);
    }

    /** A time, to the microsecond that Hydra's database keeps. */
    void set(Field field, Instant time) {
        values.put(field, Type.time(time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)));
    }

    void clear(Field field) {
        values.put(field, field.type().zero());
    }

    void setDefault(Field field, String text) {
        setDefault(field, () -> text);
    }

    void setDefault(Field field, Supplier<String> text) {
        if (isUnset(field)) {
            set(field, text.get());
        }
    }

    /** Gives a value to what may not be null in Hydra's database. The answer to the request shows it too. */
    void prepareToSave(Instant now) {
        setDefault(Field.JWKS);
        setDefault(Field.METADATA);
        setDefault(Field.AUDIENCE);
        setDefault(Field.ALLOWED_CORS_ORIGINS);
        set(Field.UPDATED_AT, now);
        if (get(Field.CREATED_AT).equals(Type.TIME.zero())) {
            set(Field.CREATED_AT, now);
        }
    }

    private void setDefault(Field field) {
        if (isUnset(field)) {
            values.put(field, field.atRest());
        }
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
