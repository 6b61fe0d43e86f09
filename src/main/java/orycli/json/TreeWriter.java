package orycli.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * Writes one document, part by part: what is written of a long list need not be kept. A name stands before each value of
 * an object. Nothing here fails; the exception is that of the libraries, which could write to a file too.
 */
public interface TreeWriter {
    void beginObject() throws IOException;

    void endObject() throws IOException;

    void beginArray() throws IOException;

    void endArray() throws IOException;

    void name(String name) throws IOException;

    /** A value that is neither an object nor an array. */
    void scalar(JsonNode value) throws IOException;

    /** Any value, with all that is in it. */
    default void tree(JsonNode value) throws IOException {
        Walk.over(value, this);
    }

    /** The text since the last call. A part that depends on what follows may come with a later one. */
    String take() throws IOException;

    /** The text since the last call up to the end of the document, which is a line end. Nothing may be written after it. */
    String end() throws IOException;
}
