package orycli.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orycli.json.TreeWriter;

/** YAML text to trees of JSON and back. */
public final class Yaml {
    private Yaml() {}

    /**
     * The one document of the text.
     *
     * @throws YamlSyntaxException where the text is not exactly one YAML document, or has what JSON has not: a key that is
     *     no text, the same key twice, a tag of its own
     */
    public static JsonNode parse(String text) throws YamlSyntaxException {
        YamlReader in = new YamlReader(text);
        JsonNode document = in.next().orElseThrow(() -> new YamlSyntaxException("it is empty"));
        if (in.next().isPresent()) {
            throw in.secondDocument();
        }
        return document;
    }

    /**
     * All documents of the text, without those that hold nothing.
     *
     * @throws YamlSyntaxException as {@link #parse}, save that there may be any number of documents, and none
     */
    public static List<JsonNode> parseAll(String text) throws YamlSyntaxException {
        YamlReader in = new YamlReader(text);
        List<JsonNode> documents = new ArrayList<>();
        for (Optional<JsonNode> next = in.next(); next.isPresent(); next = in.next()) {
            documents.add(next.get());
        }
        return documents;
    }

    /** The value as one document. What is written is safe to print, as JSON is. */
    public static String write(JsonNode node) {
        try {
            TreeWriter writer = new YamlWriter();
            writer.tree(node);
            return writer.end();
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Writes as {@link #write} does. */
    public static TreeWriter writer() {
        try {
            return new YamlWriter();
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private static IllegalStateException unwritten(IOException e) {
        return new IllegalStateException("a tree can always be written", e);
    }
}
