package orycli.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import orycli.json.TreeWriter;

/** YAML text to trees of JSON and back. */
public final class Yaml {
    private Yaml() {}

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
