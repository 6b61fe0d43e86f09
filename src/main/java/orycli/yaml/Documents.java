package orycli.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** Texts that may be JSON or YAML, such as files. */
public final class Documents {
    private Documents() {}

    /**
     * The one value of the text.
     *
     * @throws IOException where it is not exactly one; the message is the end of a sentence, names the place and never
     *     quotes the text
     */
    public static JsonNode parse(String text) throws IOException {
        if (text.isBlank()) {
            throw new JsonSyntaxException("it is empty");
        }
        return isJson(text) ? json(text) : Yaml.parse(text);
    }

    private static JsonNode json(String text) throws JsonSyntaxException {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw new JsonSyntaxException("it is not JSON: " + e.getMessage());
        }
    }

    /**
     * As {@link #parse(String)}, where the name of the file says what it is meant to be, if it says anything.
     *
     * @throws IOException where it is not exactly one; the message is the end of a sentence
     */
    public static JsonNode parse(String text, String file) throws IOException {
        return isJsonFile(file) && !text.isBlank() ? json(text) : parse(text);
    }

    /** Whether the name of a file says that it is JSON. */
    public static boolean isJsonFile(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /**
     * Whether a text is meant to be JSON, by its first character that is not blank. YAML could begin with the same, but
     * who begins so and makes a mistake wants to be told about JSON.
     *
     * @param beginning the text, or as much of it as holds that character
     */
    public static boolean isJson(String beginning) {
        String begun = beginning.stripLeading();
        return begun.startsWith("{") || begun.startsWith("[") || begun.startsWith("\"");
    }
}
