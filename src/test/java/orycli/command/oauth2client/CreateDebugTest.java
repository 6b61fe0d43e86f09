package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.answer;
import static orycli.command.oauth2client.Creation.at;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import orycli.Cli;
import orycli.RawServer;
import orycli.encryption.PgpKeys;
import orycli.encryption.PgpKeys.Kind;

/** {@code --debug} shows the exchange and none of its secrets. */
final class CreateDebugTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void showsTheExchange() {
        server.enqueue(answer(201, """
                {"client_id":"a1","client_secret":"S-1","registration_access_token":"S-2","jwks":{"keys":[\
                {"kid":"x","d":"S-3","oth":[{"r":"S-4"}],"n":"abc"}]},"metadata":{"a":["S-own-secret!"]}}""", "Set-Cookie: S-5=1"));

        Cli.Result result = Creation.create(
                server,
                "--debug",
                "--name",
                "my app",
                "--secret",
                "S-own-secret!",
                "-H",
                "X-Plain: S-6789",
                "-H",
                "Cookie: S-7");

        String port = Integer.toString(server.getPort());
        assertThat(result.stderr().replaceAll("ory-cli/.*", "ory-cli/VERSION").replace(port, "PORT"))
                .isEqualTo("""
                        > POST http://localhost:PORT/admin/clients
                        > Cookie: [redacted]
                        > User-Agent: ory-cli/VERSION
                        > X-Plain: [redacted]
                        > {"client_secret":"[redacted]","client_name":"my app","grant_types":["authorization_code"],\
                        "response_types":["code"],"token_endpoint_auth_method":"client_secret_basic",\
                        "request_object_signing_alg":"RS256","subject_type":"public","metadata":{},"scope":"",\
                        "skip_consent":false,"skip_logout_consent":false,\
                        "backchannel_logout_session_required":false,"frontchannel_logout_session_required":false}
                        < 201 OK
                        < Content-Length: 179
                        < Content-Type: application/json
                        < Set-Cookie: [redacted]
                        < {"client_id":"a1","client_secret":"[redacted]","registration_access_token":"[redacted]",\
                        "jwks":{"keys":[{"kid":"x","d":"[redacted]","oth":"[redacted]","n":"abc"}]},\
                        "metadata":{"a":["[redacted]"]}}
                        """);
        assertThat(result.stdout()).contains("S-1", "S-2");
    }

    /** What a third party is asked for may be a signed address, which opens a door to whoever reads it. */
    @Test
    void showsNoQueryOfAKeyServersAddress() {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "/moved?token=t")
                .build());
        server.enqueue(answer(200, key.armored()));
        server.enqueue(answer(201, Creation.CLIENT));

        Cli.Result result = Creation.create(
                server, "--debug", "--pgp-key-url", server.url("/key?token=t").toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr())
                .contains("> GET " + server.url("/key") + "\n", "> GET " + server.url("/moved") + "\n")
                .doesNotContain("token=t");
        assertThat(Creation.requests(server))
                .containsExactly("GET /key?token=t", "GET /moved?token=t", "POST /admin/clients");
    }

    @Test
    void showsEachAttemptAndItsFailure() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.resets())) {
            Cli.Result result = Cli.run(at(raw.url(), "--debug", "--id", "a1", "--secret", "S-own-secret!"));

            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.stderr().lines().filter(line -> line.startsWith("> POST ")))
                    .hasSize(5);
            assertThat(result.stderr().lines().filter(line -> line.startsWith("< no answer: ")))
                    .hasSize(5);
            assertThat(result.stderr()).doesNotContain("S-own-secret!");
        }
    }

    @Test
    void showsNoneOfABodyWhoseSecretsCannotBeFound() {
        server.enqueue(answer(400, "client_secret=S-1"));
        server.enqueue(answer(400, "{\"client_secret\":\"S-1\"}".repeat(4000)));
        server.enqueue(answer(400, ""));

        assertThat(debug()).contains("< (17 characters of application/json)\n").doesNotContain("S-1");
        assertThat(debug())
                .contains("< (more than 65536 characters of application/json)\n")
                .doesNotContain("S-1");
        assertThat(debug()).contains("< Content-Type: application/json\nError: ");
    }

    @Test
    void showsNothingThatSteersTheTerminal() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .status("HTTP/1.1 400 \u001B[2J")
                .addHeaderLenient("X-Evil", "\u001B[31m\u009B31m")
                .addHeaderLenient("Content-Type", "text/plain; charset=\"\u001B[0m\"")
                .body("plain")
                .build());

        assertThat(debug()).contains("< 400 \\u001B[2J\n").doesNotContain("\u001B", "\u009B");
        try (RawServer raw = RawServer.start(RawServer.says("SSH \u001B[31m\r\n\r\n"))) {
            assertThat(Cli.run(at(raw.url(), "--debug")).stderr())
                    .contains("< no answer: Unexpected status line: SSH \\u001B[31m\n")
                    .doesNotContain("\u001B");
        }
    }

    private String debug() {
        return Creation.create(server, "--debug").stderr();
    }
}
