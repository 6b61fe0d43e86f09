package orycli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.sandbox.go.UrlPart;

/** What a real Hydra answered, asked of the sandbox again. */
final class HydraReplayTest {
    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");
    private static final List<String> HEADERS = List.of("Location", "Link", "Content-Type");

    static Stream<Arguments> scenarios() throws IOException {
        try (InputStream recorded = HydraReplayTest.class.getResourceAsStream("/hydra/exchanges.json")) {
            byte[] text = Objects.requireNonNull(recorded).readAllBytes();
            return Json.parse(new String(text, StandardCharsets.UTF_8)).properties().stream()
                    .map(scenario -> Arguments.of(scenario.getKey(), scenario.getValue()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void answersAsHydraDid(String name, JsonNode exchanges) throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            Http http = Http.to(sandbox);
            Map<String, String> captured = new HashMap<>();
            for (JsonNode exchange : exchanges) {
                Http.Reply reply = send(http, exchange.path("request"), captured);
                assertThat(Differences.between(exchange.path("response"), asRecorded(reply)))
                        .as("%s: %s", name, exchange.path("request"))
                        .isEmpty();
                capture(exchange.path("capture"), reply, captured);
            }
        }
    }

    private static Http.Reply send(Http http, JsonNode request, Map<String, String> captured) throws Exception {
        String path = NAME.matcher(request.path("path").asText())
                .replaceAll(name -> Matcher.quoteReplacement(captured.getOrDefault(name.group(1), "")));
        String body = request.has("body")
                ? Json.write(request.path("body"))
                : request.path("raw").asText();
        String contentType = request.path("content_type").asText("application/json");
        return http.send(request.path("method").asText(), path, body, "Content-Type", contentType);
    }

    private static JsonNode asRecorded(Http.Reply reply) {
        ObjectNode recorded = Json.nodes().objectNode().put("status", reply.status());
        ObjectNode headers = recorded.putObject("headers");
        for (String header : HEADERS) {
            if (!reply.header(header).isEmpty()) {
                headers.put(header, reply.header(header));
            }
        }
        try {
            if (!reply.body().isEmpty()) {
                recorded.set("body", reply.json());
            }
        } catch (JsonSyntaxException e) {
            recorded.put("text", reply.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return recorded;
    }

    private static void capture(JsonNode names, Http.Reply reply, Map<String, String> captured) throws IOException {
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            String where = name.getValue().textValue();
            if (!where.equals("link:next")) {
                String value = reply.json().at(where).asText();
                captured.put(name.getKey(), UrlPart.PATH_SEGMENT.escape(value));
            } else if (!reply.nextPage().isEmpty()) {
                Matcher token = Pattern.compile("page_token=([^&]+)").matcher(reply.nextPage());
                assertThat(token.find()).isTrue();
                captured.put(name.getKey(), token.group(1));
            }
        }
    }
}
