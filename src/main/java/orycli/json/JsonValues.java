package orycli.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The values of a text in UTF-8, one after another, none of which is kept: those of a JSON array, if the text begins with
 * one, or else any number of values that stand one behind the other, each on a line or not.
 */
public final class JsonValues implements Closeable {
    private final TreeReader in;
    private long position;
    private int line;
    private boolean isBegun;
    private boolean isArray;

    private JsonValues(TreeReader in) {
        this.in = in;
    }

    /**
     * Begins to read. What is returned closes the stream.
     *
     * @throws IOException where it cannot be read; a {@link JsonSyntaxException} where it is not UTF-8
     */
    public static JsonValues of(InputStream in) throws IOException {
        Reader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        try {
            skipByteOrderMark(text);
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
        return new JsonValues(Json.reader(text));
    }

    private static void skipByteOrderMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
    }

    /**
     * The next value; empty behind the last.
     *
     * @throws IOException where it cannot be read; a {@link JsonSyntaxException} where it is not JSON, or there is nothing
     *     at all. There is no going on after it
     */
    public Optional<JsonNode> next() throws IOException {
        try {
            Optional<JsonToken> token = isBegun ? in.next() : first();
            if (token.isEmpty()) {
                return Optional.empty();
            }
            if (isArray && token.get() == JsonToken.END_ARRAY) {
                if (in.next().isPresent()) {
                    throw in.malformed();
                }
                return Optional.empty();
            }
            position++;
            line = in.line();
            return Optional.of(in.value(token.get()));
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private Optional<JsonToken> first() throws IOException {
        isBegun = true;
        JsonToken token = in.next().orElseThrow(() -> new JsonSyntaxException("it is empty"));
        isArray = token == JsonToken.START_ARRAY;
        return isArray ? in.next() : Optional.of(token);
    }

    /** Which value the last one is, counted from 1. One that could not be read counts. */
    public long position() {
        return position;
    }

    /** The line on which the last value begins, counted from 1. */
    public int line() {
        return line;
    }

    private static JsonSyntaxException notUtf8() {
        return new JsonSyntaxException("it is not UTF-8");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
