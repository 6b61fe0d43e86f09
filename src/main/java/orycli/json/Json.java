package orycli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.Reader;
import orycli.text.Escapes;

/**
 * JSON text to trees and back. A number keeps its digits: {@code 1.50} is written as {@code 1.50}. What is written is
 * safe to print: the characters of {@link Escapes} are escaped.
 */
public final class Json {
    /** {@link Limits} take the place of Jackson's own, and what was read can be written, also within a list. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            // A table of the names that were met, which lives as long as the program, is no gain for one answer.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    /**
     * The one JSON value of the text.
     *
     * @throws JsonSyntaxException where the text is not exactly one JSON value
     */
    public static JsonNode parse(String text) throws JsonSyntaxException {
        return parse(text, Limits.USUAL);
    }

    /** As {@link #parse(String)}, with other limits. */
    public static JsonNode parse(String text, Limits limits) throws JsonSyntaxException {
        return read(text, limits, true);
    }

    /**
     * The first JSON value of the text, whatever follows it: what a server does that decodes a stream.
     *
     * @throws JsonSyntaxException where the text does not begin with a JSON value
     */
    public static JsonNode parseFirst(String text) throws JsonSyntaxException {
        return parseFirst(text, Limits.USUAL);
    }

    /** As {@link #parseFirst(String)}, with other limits. */
    public static JsonNode parseFirst(String text, Limits limits) throws JsonSyntaxException {
        return read(text, limits, false);
    }

    private static JsonNode read(String text, Limits limits, boolean isAll) throws JsonSyntaxException {
        try (TreeReader in = new TreeReader(FACTORY.createParser(text), limits)) {
            JsonToken first = in.next().orElseThrow(() -> new JsonSyntaxException("it is empty"));
            JsonNode value = in.value(first);
            if (isAll && in.next().isPresent()) {
                throw in.malformed();
            }
            return value;
        } catch (JsonSyntaxException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a string can always be read", e);
        }
    }

    static TreeReader reader(Reader text) throws IOException {
        return new TreeReader(FACTORY.createParser(text), Limits.USUAL);
    }

    /** The value on one line, without spaces between its parts. */
    public static String write(JsonNode node) {
        return write(writer(), node);
    }

    /** The value on many lines, indented by two spaces; empty objects and arrays stay on one. */
    public static String writePretty(JsonNode node) {
        return write(prettyWriter(), node);
    }

    private static String write(TreeWriter writer, JsonNode node) {
        try {
            writer.tree(node);
            return writer.take();
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Writes as {@link #write} does. */
    public static TreeWriter writer() {
        try {
            return JsonWriter.onOneLine(FACTORY);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Writes as {@link #writePretty} does. */
    public static TreeWriter prettyWriter() {
        try {
            return JsonWriter.pretty(FACTORY);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private static IllegalStateException unwritten(IOException e) {
        return new IllegalStateException("a tree can always be written", e);
    }

    /** Where nodes are made. */
    public static JsonNodeFactory nodes() {
        return JsonNodeFactory.instance;
    }
}
