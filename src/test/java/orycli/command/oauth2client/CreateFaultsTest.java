package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static orycli.command.oauth2client.Creation.CLIENT;
import static orycli.command.oauth2client.Creation.CREATED;
import static orycli.command.oauth2client.Creation.at;
import static orycli.command.oauth2client.Creation.failure;

import java.io.IOException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import okio.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.RawServer;
import orycli.RawServer.Answer;

/** Servers that cannot be reached, break off or talk nonsense. None keeps a client whose secret nobody has. */
final class CreateFaultsTest {
    private static final String UNKNOWN = "Error: it is unknown whether the client was created: ";
    private static final String LOST = UNKNOWN + "the connection broke before the answer was complete";
    private static final String TLS = "Does it speak TLS? Then write https:// in place of http://.";
    private static final String HTML = "<html><body>Welcome</body></html>";
    private static final String ADMIN_API =
            "Is the endpoint the address of an Ory Hydra's admin API, such as http://127.0.0.1:4445, without /admin?";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void asksForAServerWhereNoneIsNamed() {
        assertThat(Cli.run("create", "oauth2-client"))
                .isEqualTo(failure(
                        4,
                        "Error: you are not signed in",
                        "Set ORY_PROJECT_API_KEY to the API key of a project, or run 'ory auth' in a terminal.",
                        "For your own Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in"
                                + " front."));
    }

    @Test
    void namesTheHostThatIsUnknown() {
        assertThat(Cli.run(at("http://hydra.invalid:4445")))
                .isEqualTo(failure(5, "Error: cannot reach http://hydra.invalid:4445: unknown host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost"})
    void failsAtOnceWhereTheConnectionIsRefused(String host) {
        assumeThat(host.equals("[::1]") && !Creation.hasIpv6()).isFalse();
        Cli cli = new Cli();

        assertThat(cli.execute(at("http://" + host + ":1", "--id", "a1")))
                .isEqualTo(failure(5, "Error: cannot reach http://" + host + ":1: connection refused"));
        assertThat(cli.pauses()).isEmpty();
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereTheServerHangs() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.hangsAfter(""))) {
            assertThat(Cli.run(at(raw.url(), "--timeout", "200ms", "--name", "my app")))
                    .isEqualTo(failure(5, UNKNOWN + "no answer in time", look(raw, "?client_name=my%20app")));
            assertThat(raw.requestLines()).containsExactly("POST /admin/clients HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 2", "HTTP/1.1 201 Created\r\nLocation: /admin/cli"})
    void saysThatTheOutcomeIsUnknownWhereTheAnswerBreaksOffInItsHead(String text) throws IOException {
        try (RawServer raw = RawServer.start(RawServer.says(text))) {
            assertThat(Cli.run(at(raw.url()))).isEqualTo(failure(5, LOST, look(raw, "")));
            assertThat(raw.requestLines()).containsExactly("POST /admin/clients HTTP/1.1");
        }
    }

    static Stream<Answer> saysThatTheOutcomeIsUnknownWhereTheServerEndsTheConnection() {
        return Stream.of(RawServer.says(""), RawServer.resets());
    }

    /** So do servers that speak TLS, and could not read a word. */
    @ParameterizedTest
    @MethodSource
    void saysThatTheOutcomeIsUnknownWhereTheServerEndsTheConnection(Answer answer) throws IOException {
        try (RawServer raw = RawServer.start(answer)) {
            assertThat(Cli.run(at(raw.url()))).isEqualTo(failure(5, LOST, look(raw, ""), TLS));
            assertThat(raw.requestLines()).containsExactly("POST /admin/clients HTTP/1.1");
        }
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereTheAnswerIsNotHttp() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.says("SSH-2.0-OpenSSH_9.6\r\n\r\n"))) {
            assertThat(Cli.run(at(raw.url()))).isEqualTo(failure(5, LOST, look(raw, "")));
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void deletesTheClientAgainWhereTheAnswerBreaksOffInItsBody(boolean reset, boolean debug) throws IOException {
        RawServer.Answer half = RawServer.breaksOff("201 Created", "{\"client_id\":\"a", "Location: /admin/clients/a1");
        try (RawServer raw = RawServer.start(
                reset ? RawServer.resetsAfter(half.text()) : half, RawServer.answers("204 No Content", ""))) {
            Cli.Result result = Cli.run(at(raw.url(), "--debug=" + debug));

            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.stdout()).isEmpty();
            assertThat(result.stderr()).endsWith("""
                    Error: cannot create the client: the server's answer broke off
                    The client a1 was deleted again.
                    """);
            assertThat(raw.requestLines())
                    .containsExactly("POST /admin/clients HTTP/1.1", "DELETE /admin/clients/a1 HTTP/1.1");
        }
    }

    @Test
    void deletesTheClientAgainWhereTheBodyTakesTooLong() throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.hangsAfter(String.join(
                        "\r\n",
                        "HTTP/1.1 201 Created",
                        "Location: /admin/clients/a1",
                        "Transfer-Encoding: chunked",
                        "",
                        "1",
                        "{",
                        "")),
                RawServer.answers("204 No Content", ""))) {
            assertThat(Cli.run(at(raw.url(), "--timeout", "500ms")))
                    .isEqualTo(failure(
                            5,
                            "Error: cannot create the client: the server's answer broke off",
                            "The client a1 was deleted again."));
            assertThat(raw.requestLines())
                    .containsExactly("POST /admin/clients HTTP/1.1", "DELETE /admin/clients/a1 HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/clients/a%252Fb, a/b, /admin/clients/a%2Fb",
        "/admin/clients/a%2Fb, a/b, /admin/clients/a%2Fb",
        "/admin/clients/50%2525, 50%, /admin/clients/50%25",
        "/admin/clients/a%2520b, a b, /admin/clients/a%20b",
        "https://hydra.example/other/prefix/admin/clients/a1, a1, /admin/clients/a1"
    })
    void takesTheIdToDeleteFromTheLocation(String location, String id, String path) throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.breaksOff("201 Created", "{", "Location: " + location),
                RawServer.answers("204 No Content", ""))) {
            assertThat(Cli.run(at(raw.url())))
                    .isEqualTo(failure(
                            5,
                            "Error: cannot create the client: the server's answer broke off",
                            "The client " + id + " was deleted again."));
            assertThat(raw.requestLines().get(1)).isEqualTo("DELETE " + path + " HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y",
                "Location: /admin/clients",
                "Location: /admin/clients/",
                "Location: /",
                "Location: /admin/clients/..",
                "Location: /admin/clients/%252E%252E",
                "Location: /admin/clients/%252e",
                "Location: ht!tp:",
                "Location: /other"
            })
    void deletesNothingWhereTheLocationNamesNoClient(String header) throws IOException {
        try (RawServer raw = RawServer.start(RawServer.breaksOff("201 Created", "{", header))) {
            assertThat(Cli.run(at(raw.url(), "--name", "my app")))
                    .isEqualTo(failure(
                            5,
                            "Error: a client was created, but its id and its secret are lost: the server's answer"
                                    + " broke off",
                            look(raw, "?client_name=my%20app")));
            assertThat(raw.requestLines()).containsExactly("POST /admin/clients HTTP/1.1");
        }
    }

    @Test
    void namesTheClientThatCannotBeDeletedAgain() throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.breaksOff("201 Created", "{", "Location: /admin/clients/a1"),
                RawServer.answers("403 Forbidden", ""))) {
            assertThat(Cli.run(at(raw.url())))
                    .isEqualTo(failure(
                            5,
                            "Error: the client a1 was created, but its secret is lost: the server's answer broke off",
                            "It could not be deleted again; delete it: DELETE " + raw.url() + "/admin/clients/a1"));
            assertThat(raw.requestLines())
                    .containsExactly("POST /admin/clients HTTP/1.1", "DELETE /admin/clients/a1 HTTP/1.1");
        }
    }

    @Test
    void deletesTheClientAgainOverAConnectionThatBreaksTwice() throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.breaksOff("201 Created", "{", "Location: /admin/clients/a1"),
                RawServer.resets(),
                RawServer.says(""),
                RawServer.answers("204 No Content", ""))) {
            Cli cli = new Cli();

            assertThat(cli.execute(at(raw.url())))
                    .isEqualTo(failure(
                            5,
                            "Error: cannot create the client: the server's answer broke off",
                            "The client a1 was deleted again."));
            assertThat(cli.pauses()).hasSize(2);
            assertThat(raw.requestLines())
                    .containsExactly(
                            "POST /admin/clients HTTP/1.1",
                            "DELETE /admin/clients/a1 HTTP/1.1",
                            "DELETE /admin/clients/a1 HTTP/1.1",
                            "DELETE /admin/clients/a1 HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HTML, "", "{", "[]", "\"a1\"", "null", "{\"client_id\":\"\"}", "{} {}"})
    void deletesTheClientAgainWhereTheAnswerIsNoClient(String body) throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.answers("201 Created", body, "Location: /admin/clients/a1"),
                RawServer.answers("204 No Content", ""))) {
            assertThat(Cli.run(at(raw.url())))
                    .isEqualTo(failure(
                            1,
                            "Error: cannot create the client: the server's answer cannot be read: it is not a client",
                            "The client a1 was deleted again."));
            assertThat(raw.requestLines().get(1)).isEqualTo("DELETE /admin/clients/a1 HTTP/1.1");
        }
    }

    @Test
    void readsNoMoreThanEightMebibytes() throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.answers(
                        "201 Created",
                        "{\"client_id\":\"" + "x".repeat(10_000_000) + "\"}",
                        "Location: /admin/clients/a1"),
                RawServer.answers("204 No Content", ""))) {
            assertThat(Cli.run(at(raw.url())))
                    .isEqualTo(failure(
                            1,
                            "Error: cannot create the client: the server's answer cannot be read: it is larger than"
                                    + " 8 MiB",
                            "The client a1 was deleted again."));
            assertThat(raw.requestLines())
                    .containsExactly("POST /admin/clients HTTP/1.1", "DELETE /admin/clients/a1 HTTP/1.1");
        }
    }

    /** The page may stand before a server on which another client has that id. */
    @Test
    void deletesNothingWhereAWebPageIsAnswered() {
        server.enqueue(new MockResponse.Builder().code(200).body(HTML).build());

        assertThat(Creation.create(server, "--id", "a1"))
                .isEqualTo(failure(
                        5,
                        UNKNOWN + "the server's answer cannot be read: it is not a client",
                        "Before you try again, look whether it exists: GET " + server.url("/admin/clients/a1")));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
    }

    @Test
    void doubtsAnEndpointThatAnswersNotFoundWithAWebPage() {
        server.enqueue(new MockResponse.Builder().code(404).body(HTML).build());

        assertThat(Creation.create(server))
                .isEqualTo(failure(1, "Error: cannot create the client: 404 Client Error", ADMIN_API));
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereAGatewayFails() {
        server.enqueue(new MockResponse.Builder().code(502).body(HTML).build());

        assertThat(Creation.create(server))
                .isEqualTo(failure(
                        5,
                        UNKNOWN + "the server answered 502 Server Error",
                        "Before you try again, look whether it exists: GET " + server.url("/admin/clients")));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        server.enqueue(new MockResponse.Builder()
                .status("HTTP/1.1 " + status + " Elsewhere")
                .addHeader("Location", server.url("/login"))
                .build());

        assertThat(Creation.create(server))
                .isEqualTo(failure(
                        1,
                        "Error: cannot create the client: " + status + " Elsewhere: it redirects to "
                                + server.url("/login"),
                        ADMIN_API));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
    }

    @Test
    void readsAnAnswerThatComesInDribs() throws IOException {
        server.enqueue(
                new MockResponse.Builder().code(201).chunkedBody(CLIENT, 1).build());

        assertThat(Creation.create(server)).isEqualTo(CREATED);
    }

    @Test
    void readsACompressedAnswer() throws IOException {
        Buffer compressed = new Buffer();
        try (BufferedSink gzip = Okio.buffer((Sink) new GzipSink(compressed))) {
            gzip.writeUtf8(CLIENT);
        }
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .addHeader("Content-Encoding", "gzip")
                .body(compressed)
                .build());

        assertThat(Creation.create(server)).isEqualTo(CREATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "", "nonsense;;", "application/json; charset=x-unknown"})
    void readsAClientWhateverItsMediaTypeIs(String type) {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .addHeader("Content-Type", type)
                .body(CLIENT)
                .build());

        assertThat(Creation.create(server)).isEqualTo(CREATED);
    }

    private static String look(RawServer raw, String query) {
        return "Before you try again, look whether it exists: GET " + raw.url() + "/admin/clients" + query;
    }
}
