package orycli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import orycli.encryption.PgpKeys;
import orycli.encryption.PgpKeys.Kind;
import orycli.json.Json;

/** Replays a case of the conformance suite against local servers. */
final class ConformanceReplay {
    private static final String KEY_BASE64 = "@pgp-base64";
    private static final String KEY_URL = "@pgp-url";
    private static final Set<String> FILE_FLAGS = Set.of("--file", "-c");
    private static final String CONFIG_PATH = "ORY_CONFIG_PATH";

    private final FakeHydra hydra;
    private final MockWebServer keyServer;
    private final Path directory;

    /** What runs a command line. */
    @FunctionalInterface
    interface Runner {
        Cli.Result run(Map<String, String> environment, String stdin, List<String> arguments)
                throws IOException, InterruptedException;
    }

    /** @param directory the home folder */
    ConformanceReplay(FakeHydra hydra, MockWebServer keyServer, Path directory) {
        this.hydra = hydra;
        this.keyServer = keyServer;
        this.directory = directory;
    }

    static FakeHydra server() {
        return new FakeHydra(new LenientHydra(), new ConformanceNetwork()::answer);
    }

    void run(ConformanceCase given, Runner program) throws IOException, InterruptedException {
        PgpKeys key = PgpKeys.plain(Kind.RSA);
        keyServer.enqueue(new MockResponse.Builder().body(key.armored()).build());
        given.setup().forEach(client -> hydra.add((ObjectNode) client));
        given.fail().forEach(this::failOnce);
        for (Map.Entry<String, String> file : given.files().entrySet()) {
            FakeNetwork.writePrivately(directory.resolve(file.getKey()), file.getValue());
        }
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", directory.toString(),
                "USERPROFILE", directory.toString(),
                "ORY_CONSOLE_URL", withPort("http://console.localhost:@port"),
                "ORY_ORYAPIS_URL", withPort("http://oryapis.localhost:@port")));
        given.environment()
                .forEach((variable, value) ->
                        environment.put(variable, variable.equals(CONFIG_PATH) ? inDirectory(value) : withPort(value)));

        Cli.Result result = program.run(environment, given.stdin(), arguments(given, key));

        Conformance.World world = new Conformance.World(hydra.calls(), hydra.requestCount(), config(), key);
        assertThat(Conformance.differences(given, withoutPort(result), world))
                .as("%s: what is wrong with %s", given, result)
                .isEmpty();
    }

    private JsonNode config() throws IOException {
        Path file = directory.resolve(".ory-cloud.json");
        return Files.exists(file) ? Json.parse(Files.readString(file)) : MissingNode.getInstance();
    }

    private String inDirectory(String file) {
        return directory.resolve(file).toString();
    }

    private void failOnce(JsonNode answer) {
        JsonNode body = answer.get(2);
        hydra.answerOnce(
                answer.get(0).intValue(),
                ConformanceCase.texts(answer.get(1)),
                body.isTextual() ? body.textValue() : Json.write(body));
    }

    private List<String> arguments(ConformanceCase given, PgpKeys key) {
        List<String> arguments = new ArrayList<>();
        String previous = "";
        for (String word : given.arguments()) {
            // A test cannot change into a directory.
            boolean isFile = (FILE_FLAGS.contains(previous) && !word.equals("-"))
                    || given.files().containsKey(word);
            arguments.add(
                    isFile
                            ? inDirectory(word)
                            : switch (word) {
                                case KEY_BASE64 -> key.base64();
                                case KEY_URL -> keyServer.url("/key.asc").toString();
                                default -> withPort(word);
                            });
            previous = word;
        }
        return arguments;
    }

    private String withPort(String text) {
        return text.replace("@port", Integer.toString(hydra.port()));
    }

    private Cli.Result withoutPort(Cli.Result result) {
        String port = Integer.toString(hydra.port());
        return new Cli.Result(
                result.exitCode(),
                result.stdout().replace(port, "@port"),
                result.stderr().replace(port, "@port"));
    }
}
