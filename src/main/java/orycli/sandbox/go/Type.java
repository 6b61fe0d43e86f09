package orycli.sandbox.go;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import orycli.json.Json;

/**
 * The types of the fields in Hydra's client, as Go's {@code encoding/json} decodes them. Values are kept as the JSON that
 * Go writes for them.
 */
public enum Type {
    STRING("string"),
    STRINGS("sqlxx.StringSliceJSONFormat"),
    BOOL("bool"),
    NULLABLE_BOOL("bool"),
    INT("int"),
    TIME("time.Time"),
    /** Any JSON; not given is another thing than {@code null}. */
    ANY("json.RawMessage"),
    KEYS("x.JoseJSONWebKeySet"),
    DURATION("string");

    /** Go reads 10,000 levels, and the client is one of them. */
    private static final int MAX_DEPTH = 9_999;

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

    private final String goName;

    Type(String goName) {
        this.goName = goName;
    }

    /** What a field that is not given holds. */
    public JsonNode zero() {
        return switch (this) {
            case STRING -> TextNode.valueOf("");
            case BOOL -> BooleanNode.FALSE;
            case INT -> IntNode.valueOf(0);
            case TIME -> TextNode.valueOf("0001-01-01T00:00:00Z");
            case ANY -> MissingNode.getInstance();
            case STRINGS, NULLABLE_BOOL, KEYS, DURATION -> NullNode.instance;
        };
    }

    /** What Go's {@code omitempty} leaves out. */
    public boolean isEmpty(JsonNode value) {
        return switch (this) {
            case STRING -> value.textValue().isEmpty();
            case STRINGS -> value.isEmpty();
            case BOOL -> !value.booleanValue();
            case INT -> value.intValue() == 0;
            case ANY -> value.isMissingNode();
            case KEYS -> value.isNull();
            // Structures in Go, which are never empty.
            case NULLABLE_BOOL, TIME, DURATION -> false;
        };
    }

    /**
     * The value that the given JSON becomes in a field of this type.
     *
     * @param before what the field held; {@code null} leaves most types as they are
     * @param field its name with that of its structure, for the error
     */
    public JsonNode decode(JsonNode given, JsonNode before, String field) throws SyntaxException {
        if (given.isNull() && this != ANY) {
            return this == STRINGS || this == KEYS ? NullNode.instance : before;
        }
        return switch (this) {
            case STRING -> require(given.isTextual(), given, field);
            case STRINGS -> strings(given, field);
            case BOOL, NULLABLE_BOOL -> require(given.isBoolean(), given, field);
            case INT -> require(given.isIntegralNumber() && given.canConvertToLong(), given, field);
            case TIME -> time(given);
            case ANY -> shallow(given);
            case KEYS -> JsonWebKeys.decode(require(given.isObject(), given, field));
            case DURATION -> duration(given);
        };
    }

    private JsonNode require(boolean fits, JsonNode given, String field) throws SyntaxException {
        if (!fits) {
            throw mismatch(given, field, goName);
        }
        return given;
    }

    private static SyntaxException mismatch(JsonNode given, String field, String goName) {
        return new SyntaxException(
                "json: cannot unmarshal " + kind(given) + " into Go struct field " + field + " of type " + goName);
    }

    public static SyntaxException mismatchedValue(JsonNode given, String goName) {
        return new SyntaxException("json: cannot unmarshal " + kind(given) + " into Go value of type " + goName);
    }

    private static String kind(JsonNode value) {
        return value.isBoolean() ? "bool" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private JsonNode strings(JsonNode given, String field) throws SyntaxException {
        ArrayNode strings = Json.nodes().arrayNode();
        for (JsonNode element : require(given.isArray(), given, field)) {
            if (!element.isTextual() && !element.isNull()) {
                throw mismatch(element, field, STRING.goName);
            }
            strings.add(element.isNull() ? "" : element.textValue());
        }
        return strings;
    }

    private static JsonNode duration(JsonNode given) throws SyntaxException {
        if (!given.isTextual()) {
            throw mismatchedValue(given, STRING.goName);
        }
        return TextNode.valueOf(Duration.normalize(given.textValue()));
    }

    private static JsonNode time(JsonNode given) throws SyntaxException {
        if (!given.isTextual()) {
            throw new SyntaxException("Time.UnmarshalJSON: input is not a JSON string");
        }
        String text = given.textValue();
        try {
            if (RFC_3339.matcher(text).matches()) {
                return time(OffsetDateTime.parse(text));
            }
        } catch (DateTimeParseException e) {
            // A thirteenth month and its like end below, as any other text does.
        }
        throw new SyntaxException("parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse it");
    }

    /** A time in UTC as Go writes it: without the zeros at the end of the fraction. */
    public static TextNode time(OffsetDateTime time) {
        return TextNode.valueOf(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC)));
    }

    private static JsonNode shallow(JsonNode given) throws SyntaxException {
        // Level by level: what nests so deeply may be too much for the stack.
        List<JsonNode> containers = given.isContainerNode() ? List.of(given) : List.of();
        for (int depth = 1; !containers.isEmpty(); depth++) {
            if (depth > MAX_DEPTH) {
                throw new SyntaxException("exceeded max depth");
            }
            List<JsonNode> inside = new ArrayList<>();
            for (JsonNode container : containers) {
                for (JsonNode element : container) {
                    if (element.isContainerNode()) {
                        inside.add(element);
                    }
                }
            }
            containers = inside;
        }
        return given;
    }
}
