package orycli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import orycli.text.Escapes;

/**
 * JSON text to trees and back. A number keeps its digits: {@code 1.50} is written as {@code 1.50}. What is written is
 * safe to print: the characters of {@link Escapes} are escaped.
 */
public final class Json {
    /** What was read can be written, also within a list: reading alone has a limit to how deep a value nests. */
    private static final StreamWriteConstraints UNLIMITED =
            StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamWriteConstraints(UNLIMITED).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    /**
     * The one JSON value of the text.
     *
     * @throws JsonSyntaxException where the text is not exactly one JSON value
     */
    public static JsonNode parse(String text) throws JsonSyntaxException {
        return read(MAPPER.reader(), text);
    }

    /**
     * The first JSON value of the text, whatever follows it: what a server does that decodes a stream.
     *
     * @throws JsonSyntaxException where the text does not begin with a JSON value
     */
    public static JsonNode parseFirst(String text) throws JsonSyntaxException {
        return read(MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS), text);
    }

    private static JsonNode read(ObjectReader reader, String text) throws JsonSyntaxException {
        try {
            JsonNode node = reader.readTree(text);
            if (node.isMissingNode()) {
                throw new JsonSyntaxException("it is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            // Jackson's own words quote the text, which may hold a secret.
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new JsonSyntaxException(
                    (e instanceof JsonEOFException ? "it ends too early" : "it is malformed") + where);
        }
    }

    /** The value on one line, without spaces between its parts. */
    public static String write(JsonNode node) {
        return write(MAPPER.writer(), node);
    }

    /** The value on many lines, indented by two spaces; empty objects and arrays stay on one. */
    public static String writePretty(JsonNode node) {
        return write(PRETTY, node);
    }

    private static String write(ObjectWriter writer, JsonNode node) {
        try {
            // Outside of strings JSON is ASCII, and inside Jackson has escaped what is below a space.
            return Escapes.of(writer.writeValueAsString(node), 0x7F);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Where nodes are made. */
    public static JsonNodeFactory nodes() {
        return JsonNodeFactory.instance;
    }
}
