package orycli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A command line, the world it runs in, and what is expected of it, as a line of {@code conformance/cases.json} says.
 * In the command line and the environment, {@code @port} stands for the port of the admin API.
 *
 * @param files what is in the working directory, which is the home folder too, by name
 * @param setup the clients that exist
 * @param fail what the API answers instead of doing what it is asked
 * @param wanted what is right, where the reference is wrong; else missing
 * @param reference what the reference did; missing where it is wrong
 * @param stdout how the reference's output is compared
 */
record ConformanceCase(
        String id,
        List<String> arguments,
        Map<String, String> environment,
        String stdin,
        Map<String, String> files,
        List<JsonNode> setup,
        List<JsonNode> fail,
        Optional<JsonNode> wanted,
        JsonNode reference,
        Output stdout) {

    /** How an output is compared with that of the reference. */
    enum Output {
        /** Not at all. */
        ANY,
        /** Byte for byte. */
        EXACT,
        /** It has all that the reference printed. */
        JSON,
        /** As {@link #JSON}. */
        YAML,
        /** It holds the secret, encrypted. */
        PGP
    }

    static Stream<ConformanceCase> all() {
        return list(ConformanceNetwork.resource("/conformance/cases.json")).stream()
                .map(ConformanceCase::of);
    }

    private static ConformanceCase of(JsonNode line) {
        return new ConformanceCase(
                line.path("id").textValue(),
                list(line.path("argv")).stream().map(JsonNode::textValue).toList(),
                texts(line.path("env")),
                line.path("stdin").asText(""),
                texts(line.path("files")),
                list(line.path("setup")),
                list(line.path("fail")),
                line.has("want") ? Optional.of(line.path("want")) : Optional.empty(),
                line.path("reference"),
                Output.valueOf(line.path("stdout").asText("any").toUpperCase(Locale.ROOT)));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().textValue()));
        return texts;
    }

    @Override
    public String toString() {
        return id;
    }
}
