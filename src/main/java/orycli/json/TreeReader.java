package orycli.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes trees of Jackson's tokens. Jackson's own mapper would do it too, but loads 440 classes, which takes longer than
 * a request; it also recurses, and throws what is no {@link IOException} for a number it cannot hold.
 */
final class TreeReader implements Closeable {
    private final JsonParser in;
    private final Limits limits;

    TreeReader(JsonParser in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The next token, unless the text is at its end. */
    Optional<JsonToken> next() throws IOException {
        try {
            return Optional.ofNullable(in.nextToken());
        } catch (JsonProcessingException e) {
            throw translated(e);
        }
    }

    /** The value that begins with a token, which {@link #next} gave last. Of the same names the last one wins. */
    JsonNode value(JsonToken first) throws IOException {
        try {
            return tree(first);
        } catch (JsonProcessingException e) {
            throw translated(e); // a text is read to its end only when it is asked for
        }
    }

    private JsonNode tree(JsonToken first) throws IOException {
        JsonNode root = node(first);
        Deque<JsonNode> open = new ArrayDeque<>();
        if (root.isContainerNode()) {
            open.push(root);
        }
        String name = "";
        while (!open.isEmpty()) {
            JsonToken token = next().orElseThrow(() -> error("it ends too early"));
            if (token == JsonToken.FIELD_NAME) {
                name = in.currentName();
                continue;
            }
            if (token.isStructEnd()) {
                open.pop();
                continue;
            }
            JsonNode node = node(token);
            if (open.peek() instanceof ObjectNode object) {
                object.set(name, node);
            } else if (open.peek() instanceof ArrayNode array) {
                array.add(node);
            }
            if (node.isContainerNode()) {
                if (open.size() == limits.depth()) {
                    throw error("it is nested too deeply");
                }
                open.push(node);
            }
        }
        return root;
    }

    /** A value, or an object or array that is still to be filled. */
    private JsonNode node(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> Json.nodes().objectNode();
            case START_ARRAY -> Json.nodes().arrayNode();
            case VALUE_STRING -> Json.nodes().textNode(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
            case VALUE_TRUE -> Json.nodes().booleanNode(true);
            case VALUE_FALSE -> Json.nodes().booleanNode(false);
            case VALUE_NULL -> Json.nodes().nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw malformed();
        };
    }

    private JsonNode number(JsonToken token) throws IOException {
        String text = in.getText();
        if (text.length() > limits.digits()) {
            throw outOfRange();
        }
        return token == JsonToken.VALUE_NUMBER_INT ? whole(text) : decimal(text);
    }

    private static JsonNode whole(String text) {
        BigInteger number = new BigInteger(text);
        if (number.bitLength() < Integer.SIZE) {
            return Json.nodes().numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE
                ? Json.nodes().numberNode(number.longValue())
                : Json.nodes().numberNode(number);
    }

    private JsonNode decimal(String text) throws JsonSyntaxException {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw outOfRange(); // its exponent is no int
        }
        if (Math.abs((long) number.precision() - number.scale()) > limits.digits()) {
            throw outOfRange();
        }
        return Json.nodes().numberNode(number);
    }

    private JsonSyntaxException outOfRange() {
        return error("it has a number that is out of range");
    }

    /** That the last token is one too many. */
    JsonSyntaxException malformed() {
        return error("it is malformed");
    }

    private JsonSyntaxException error(String why) {
        return error(why, in.currentTokenLocation());
    }

    /** Jackson's own words quote the text, which may hold a secret. */
    private JsonSyntaxException translated(JsonProcessingException e) {
        String why = e instanceof StreamConstraintsException
                ? "it has a text that is too long"
                : e instanceof JsonEOFException ? "it ends too early" : "it is malformed";
        return error(why, Objects.requireNonNullElse(e.getLocation(), in.currentLocation()));
    }

    private static JsonSyntaxException error(String why, JsonLocation at) {
        return new JsonSyntaxException(why + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }

    /** Where the last token begins, counted from 1. */
    int line() {
        return in.currentTokenLocation().getLineNr();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
