package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.failure;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.RawServer;
import orycli.json.Json;

/** What all commands about clients that are there have in common where something goes wrong. */
final class FaultsTest {
    private static final String HTML = "<html><body>Welcome</body></html>";
    private static final String UPDATED = "it is unknown whether the client a was updated";

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @BeforeEach
    void addAClient() {
        hydra.add(Json.nodes().objectNode().put("client_id", "a"));
    }

    /** A command line, what it fails with, and what it says where it does not know what the server did. */
    private enum Command {
        GET("get oauth2-client a", "cannot get the client a", "cannot reach "),
        LIST("list oauth2-clients", "cannot list the clients", "cannot reach "),
        UPDATE("update oauth2-client a --name B", "cannot update the client a", UPDATED),
        APPEND("update oauth2-client a --add contact=me@example.org", "cannot update the client a", UPDATED),
        REPLACE("update oauth2-client a --file -", "cannot update the client a", UPDATED),
        DELETE(
                "delete oauth2-client a",
                "cannot delete the client a",
                "it is unknown whether the client a was deleted"),
        ROTATE(
                "rotate oauth2-client-secret a",
                "cannot rotate the secret of the client a",
                "it is unknown whether the secret of the client a was rotated");

        private final String line;
        private final String failure;
        private final String doubt;

        Command(String line, String failure, String doubt) {
            this.line = line;
            this.failure = failure;
            this.doubt = doubt;
        }

        Cli.Result run(Cli cli, String... more) {
            return cli.stdin("{\"client_name\":\"B\"}")
                    .execute(Stream.concat(Stream.of(line.split(" ", -1)), Stream.of(more))
                            .toArray(String[]::new));
        }

        boolean onlyReads() {
            return this == GET || this == LIST;
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWith4WhereTheCredentialsAreRefused(Command command) {
        hydra.answerOnce(401, Map.of(), "{\"error\":\"who are you\"}");

        assertThat(command.run(Cli.at(hydra.url())))
                .isEqualTo(failure(
                        4,
                        "Error: " + command.failure + ": 401 Client Error: who are you",
                        "Give the server the credentials that it asks for: -H 'Authorization: Bearer TOKEN', or, on Ory"
                                + " Network, a project's key in ORY_PROJECT_API_KEY."));
        assertThat(hydra.calls()).hasSize(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Command.values())
                .flatMap(command -> Stream.of(
                        Arguments.of(command, 403, "Client Error"), Arguments.of(command, 500, "Server Error")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void repeatsTheServersReason(Command command, int status, String phrase) {
        hydra.answerOnce(status, Map.of(), "{\"error\":\"because\"}");

        assertThat(command.run(Cli.at(hydra.url())))
                .isEqualTo(failure(1, "Error: " + command.failure + ": " + status + " " + phrase + ": because"));
        assertThat(hydra.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotQuoteAWebPage(Command command) {
        hydra.answerOnce(403, Map.of("Content-Type", "text/html"), HTML);

        assertThat(command.run(Cli.at(hydra.url())))
                .isEqualTo(failure(1, "Error: " + command.failure + ": 403 Client Error"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ROTATE")
    void doubtsAnEndpointWhereAWebPageIsNotFound(Command command) {
        hydra.answerOnce(404, Map.of("Content-Type", "text/html"), HTML);

        assertThat(command.run(Cli.at(hydra.url())))
                .isEqualTo(failure(
                        1,
                        "Error: " + command.failure + ": 404 Client Error",
                        "Is the endpoint the address of an Ory Hydra's admin API, such as http://127.0.0.1:4445,"
                                + " without /admin?"));
    }

    /** A page is no answer to what was asked, and a change may have been made behind it. */
    @ParameterizedTest
    @EnumSource
    void doesNotTakeAWebPageForSuccess(Command command) {
        // Also for the request that looks what became of the first.
        hydra.answerOnce(200, Map.of("Content-Type", "text/html"), HTML);
        hydra.answerOnce(200, Map.of("Content-Type", "text/html"), HTML);

        Cli.Result result = command.run(Cli.at(hydra.url()));

        assertThat(result.exitCode()).isEqualTo(command.onlyReads() ? 1 : 5);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .startsWith("Error: " + (command.onlyReads() ? command.failure : command.doubt) + ": the server")
                .doesNotContain("Welcome");
    }

    @ParameterizedTest
    @EnumSource
    void endsWith5WhereConnectionsBreak(Command command) throws IOException {
        try (RawServer raw = RawServer.start(RawServer.resets())) {
            Cli.Result result = command.run(Cli.at(raw.url()));

            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.stdout()).isEmpty();
            assertThat(result.stderr())
                    .startsWith("Error: " + command.doubt)
                    .contains(": the connection broke before the answer was complete\n");
            int requests = switch (command) {
                case GET, LIST, UPDATE, REPLACE, DELETE -> 5;
                // A PATCH that cannot be repeated, and five tries to see what became of it.
                case APPEND -> 6;
                case ROTATE -> 1;
            };
            assertThat(raw.requestLines()).hasSize(requests);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWith5WhereTheServerHangs(Command command) throws IOException {
        try (RawServer raw = RawServer.start(RawServer.hangsAfter(""), RawServer.hangsAfter(""))) {
            Cli.Result result = command.run(Cli.at(raw.url()), "--timeout", "200ms");

            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.stdout()).isEmpty();
            assertThat(result.stderr()).startsWith("Error: " + command.doubt).contains(": no answer in time\n");
            assertThat(raw.requestLines()).hasSize(command == Command.APPEND ? 2 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWith5WhereNobodyListens(Command command) {
        assertThat(command.run(Cli.at("http://127.0.0.1:1")))
                .isEqualTo(failure(5, "Error: cannot reach http://127.0.0.1:1: connection refused"));
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheResultCannotBeWritten(Command command) {
        Cli.Result result = command.run(Cli.at(hydra.url()).stdout(Creation.fullDisk()), "--format", "json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .startsWith("Error: cannot write to standard output: No space left on device")
                .hasLineCount(1);
        assertThat(hydra.calls()).hasSize(1);
    }

    /** To ask on for what nobody gets would be of no use. */
    @Test
    void asksForNoMoreClientsWhereTheFirstCannotBeWritten() {
        assertThat(Cli.at(hydra.url())
                        .stdout(Creation.fullDisk())
                        .execute("get", "oauth2-client", "a", "a", "--format", "json"))
                .isEqualTo(failure(1, "Error: cannot write to standard output: No space left on device"));
        assertThat(hydra.requests()).containsExactly("GET /admin/clients/a");
    }

    @Test
    void asksForNoMorePagesWhereTheFirstCannotBeWritten() {
        hydra.add(Json.nodes().objectNode().put("client_id", "b"));

        assertThat(Cli.at(hydra.url())
                        .stdout(Creation.fullDisk())
                        .execute("list", "oauth2-clients", "--all", "--page-size", "1", "-q"))
                .isEqualTo(failure(1, "Error: cannot write to standard output: No space left on device"));
        assertThat(hydra.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void waitsAsLongAsABusyServerAsks(Command command) {
        hydra.answerOnce(429, Map.of("Retry-After", "7"), "{}");
        Cli cli = Cli.at(hydra.url());

        assertThat(command.run(cli, "--format", "json").exitCode()).isZero();
        assertThat(hydra.calls()).hasSize(2);
        assertThat(cli.pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause.toSeconds()).isBetween(6L, 7L));
    }

    @Test
    void waitsInTheMiddleOfMany() {
        String[] get = Stream.concat(
                        Stream.of("get", "oauth2-client", "-q"),
                        Stream.generate(() -> "a").limit(6))
                .toArray(String[]::new);
        // Each of the six is answered at the fourth attempt; in all that is more than five.
        for (int i = 0; i < 6; i++) {
            for (int refusals = 0; refusals < 3; refusals++) {
                hydra.answerOnce(429, Map.of("Retry-After", "1"), "{}");
            }
            hydra.answerOnce(200, Map.of(), "{\"client_id\":\"a\"}");
        }
        Cli cli = Cli.at(hydra.url());

        assertThat(cli.execute(get)).isEqualTo(new Cli.Result(0, "a\n".repeat(6), ""));
        assertThat(cli.pauses()).hasSize(18);
    }

    @ParameterizedTest
    @EnumSource
    void endsWhereItIsInterruptedWhileItWaits(Command command) {
        hydra.answerOnce(429, Map.of("Retry-After", "7"), "{}");

        Cli.Result result = command.run(Cli.at(hydra.url()).interrupted());

        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.stdout()).isEmpty();
        assertThat(hydra.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE", "REPLACE", "DELETE"})
    void doesAgainWhatDoesNoHarmWhereTheAnswerIsLost(Command command) {
        hydra.loseAnswerOnce();

        Cli.Result result = command.run(Cli.at(hydra.url()), "-q");

        assertThat(result).isEqualTo(new Cli.Result(0, "a\n", ""));
        assertThat(hydra.calls()).hasSize(2);
        assertThat(hydra.calls().get(0).body()).isEqualTo(hydra.calls().get(1).body());
    }

    @ParameterizedTest
    @CsvSource({
        "get oauth2-client, shop/, the slash at its end is cut off",
        "get oauth2-client, .., it is taken out of every path",
        "update oauth2-client, ., it is taken out of every path",
        "delete oauth2-client, shop/, the slash at its end is cut off",
        "delete oauth2-client, '', it is empty",
        "rotate oauth2-client-secret, .., it is taken out of every path",
        "rotate oauth2-client-secret, 'a\rb', it holds a control character"
    })
    void asksForNoClientThatNoUrlCanName(String command, String id, String reason) {
        String[] words = command.split(" ", -1);

        assertThat(Cli.at(hydra.url()).execute(words[0], words[1], id))
                .isEqualTo(failure(
                        2,
                        "Error: no URL can name a client with the id '" + id.replace("\r", "\\r") + "': " + reason,
                        "See 'ory " + command + " --help'."));
        assertThat(hydra.calls()).isEmpty();
    }

    /** Also where others are named beside it: nothing is done before all is known to make sense. */
    @ParameterizedTest
    @CsvSource({"get", "delete"})
    void doesNothingForTheOthersWhereOneIdMakesNoSense(String verb) {
        assertThat(Cli.at(hydra.url())
                        .execute(verb, "oauth2-client", "a", "..", "-y")
                        .exitCode())
                .isEqualTo(2);
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "get oauth2-client, name the id of a client",
        "delete oauth2-client, name the id of a client",
        "update oauth2-client, name the id of the client",
        "rotate oauth2-client-secret, name the id of the client"
    })
    void needsAnId(String command, String message) {
        assertThat(Cli.at(hydra.url()).execute(command.split(" ", -1)))
                .isEqualTo(failure(2, "Error: " + message, "See 'ory " + command + " --help'."));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"get oauth2-client a nope a", "delete oauth2-client nope a b"})
    void stopsWhereAllOthersWouldFailAlike(String line) {
        hydra.answerOnce(404, Map.of(), "{\"error\":\"not here\"}");
        hydra.answerOnce(401, Map.of(), "{\"error\":\"who are you\"}");

        Cli.Result result = Cli.at(hydra.url()).execute(line.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stdout()).isEmpty();
        assertThat(hydra.calls()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void tellsAProgramInJson(Command command) {
        hydra.answerOnce(403, Map.of(), "{\"error\":\"because\"}");

        assertThat(command.run(Cli.at(hydra.url()), "--error-format", "json"))
                .isEqualTo(failure(
                        1,
                        "{\"error\":{\"code\":\"refused\",\"status\":403,\"exit_code\":1,\"message\":\""
                                + command.failure + ": 403 Client Error: because\",\"advice\":[]}}"));
    }
}
