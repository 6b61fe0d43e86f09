package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeNetwork;

/** {@code introspect}, {@code revoke} and {@code delete access-tokens}. */
final class TokenCommandsTest {
    private static final String NOT_REVOKED = """
            Error: it is unknown whether the token was revoked: the server's answer is not that of a revocation\
             endpoint
            To revoke it again does no harm.
            """;
    private static final String UNREADABLE = "the server's answer cannot be read: it is larger than 8 MiB\n";

    private final Tokens tokens = new Tokens();

    @AfterEach
    void stop() {
        tokens.close();
    }

    @Test
    void looksAtATokenThatIsReadAndSendsTheKey(@TempDir Path home) throws IOException {
        try (FakeNetwork network = new FakeNetwork(home)) {
            network.answer("/admin/oauth2/introspect", 200, "{\"active\":true,\"sub\":\"dev\",\"exp\":4102444800}");
            Cli cli = network.cli().and("ORY_PROJECT_API_KEY", "key-of-one").stdin("ory_at_1\n");

            Cli.Result result = cli.execute("introspect", "token", "-", "--scope", "a,b");

            assertThat(result).isEqualTo(new Cli.Result(0, """
                    ACTIVE\t\ttrue\t\t\t\t
                    SUBJECT\t\tdev\t\t\t\t
                    CLIENT ID\t\t\t\t\t
                    SCOPE\t\t\t\t\t\t
                    EXPIRY\t\t2100-01-01 00:00:00 +0000 UTC\t
                    TOKEN USE\t\t\t\t\t
                    """, ""));
            assertThat(network.requests().get(1).getHeaders().values("Authorization"))
                    .containsExactly("Bearer key-of-one");
            assertThat(FakeNetwork.form(network.requests().get(1)).queryParameter("token"))
                    .isEqualTo("ory_at_1");
            assertThat(FakeNetwork.form(network.requests().get(1)).queryParameter("scope"))
                    .isEqualTo("a b");
        }
    }

    @Test
    void aTokenThatIsNotActiveHasNoExpiry() {
        tokens.answer(200, "{\"active\":false}");

        assertThat(tokens.cli().execute("introspect", "token", "x")).isEqualTo(new Cli.Result(0, """
                        ACTIVE\t\tfalse\t
                        SUBJECT\t\t\t
                        CLIENT ID\t\t
                        SCOPE\t\t\t
                        EXPIRY\t\t\t
                        TOKEN USE\t\t
                        """, ""));
    }

    @Test
    void knowsAPublicApiByItsAnswer() {
        tokens.answer(new MockResponse.Builder().code(404).body("<html>").build());

        assertThat(tokens.cli().execute("introspect", "token", "ory_at_1")).isEqualTo(new Cli.Result(1, "", """
                        Error: cannot introspect the token: 404 Client Error
                        Is the endpoint the address of an Ory Hydra's admin API, such as http://127.0.0.1:4445, without \
                        /admin?
                        """));
    }

    @Test
    void anAnswerThatSaysNothingIsNone() {
        tokens.answer(200, "{\"active\":\"yes\"}");

        assertThat(tokens.cli().execute("introspect", "token", "ory_at_1"))
                .isEqualTo(new Cli.Result(
                        1,
                        "",
                        "Error: cannot introspect the token: the server's answer is not what the endpoint answers\n"));
    }

    @Test
    void aPageIsNoAnswer() {
        tokens.answer(200, "<html>Welcome!</html>");

        assertThat(tokens.cli().execute("introspect", "token", "ory_at_1")).isEqualTo(new Cli.Result(1, "", """
                        Error: cannot introspect the token: the server's answer is not what the endpoint answers
                        Is the endpoint the address of an Ory Hydra's admin API, such as http://127.0.0.1:4445, without \
                        /admin?
                        """));
    }

    @Test
    void repeatsNoTokenInWhatItSays() {
        tokens.refuse(400, "invalid_request", "What is opaque-token-1 supposed to be?");

        Cli.Result result = tokens.cli().execute("introspect", "token", "opaque-token-1", "--debug");
        Cli.Result tooMany = tokens.cli().execute("introspect", "token", "opaque-token-1", "opaque-token-2");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .contains("What is [redacted] supposed to be?")
                .doesNotContain("opaque-token");
        assertThat(tooMany)
                .isEqualTo(
                        new Cli.Result(
                                2,
                                "",
                                "Error: unexpected argument; a token is one word, without 'Bearer'\nSee 'ory introspect token --help'.\n"));
    }

    @Test
    void revokesForAClientWithASecretAndForAPublicOne() {
        tokens.answer(200, "").answer(200, "");

        Cli.Result secret =
                tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "one", "--client-secret", "s3cret");
        Cli.Result open = tokens.cli().stdin("opaque-2\n").execute("revoke", "token", "-", "--client-id", "spa", "-q");

        assertThat(secret).isEqualTo(new Cli.Result(0, "ID\topaque-1\t\n", ""));
        assertThat(open).as("a token that is read is not printed").isEqualTo(new Cli.Result(0, "-\n", ""));
        assertThat(tokens.request(0).getUrl().encodedPath()).isEqualTo("/oauth2/revoke");
        assertThat(tokens.header(0, "Authorization")).isEqualTo("Basic b25lOnMzY3JldA==");
        assertThat(tokens.form(0)).isEqualTo("token=opaque-1");
        assertThat(tokens.form(1)).isEqualTo("client_id=spa&token=opaque-2");
    }

    @Test
    void aRefusedClientRevokesNothing() {
        tokens.refuse(401, "invalid_client", "Client authentication failed.");

        assertThat(tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "spa"))
                .isEqualTo(new Cli.Result(4, "", """
                        Error: cannot revoke the token: 401 Client Error: Client authentication failed.
                        Does the client exist? If it has a secret, give it with --client-secret or --client-secret-file.
                        """));
    }

    @Test
    void saysWhatAPublicClientDoesWithoutAndAnotherOneWith() {
        String description = "The OAuth 2.0 Client supports client authentication method '%s'.";
        tokens.refuse(401, "invalid_client", description.formatted("none"))
                .refuse(401, "invalid_client", description.formatted("client_secret_post"));

        Cli.Result open =
                tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "spa", "--client-secret", "s3cret");
        Cli.Result secret = tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "one");

        assertThat(open.stderr()).endsWith("\nIt is a public client: --auth-method none, without its secret.\n");
        assertThat(secret.stderr())
                .endsWith("\nThe client is registered with another method: --auth-method client_secret_post, and give"
                        + " its secret.\n");
    }

    /** Where the endpoint is a web site, say. */
    @Test
    void aPageRevokesNothing() {
        tokens.answer(200, "<html>Welcome!</html>").answer(204, "").answer(200, "{}");

        Cli.Result page = tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "spa");
        Cli.Result another = tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "spa");
        Cli.Result json = tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "spa");

        assertThat(page).isEqualTo(new Cli.Result(5, "", NOT_REVOKED));
        assertThat(another).isEqualTo(new Cli.Result(5, "", NOT_REVOKED));
        assertThat(json.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void saysWhereItIsUnknownWhetherTheTokenWasRevoked(int status) {
        for (int attempt = 0; attempt < 5; attempt++) {
            tokens.answer(status, "<html>");
        }

        assertThat(tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "spa"))
                .isEqualTo(new Cli.Result(5, "", """
                        Error: it is unknown whether the token was revoked: the server answered %d Server Error
                        To revoke it again does no harm.
                        """.formatted(status)));
    }

    @Test
    void saysWhereTheAnswerToARevocationWasLost() {
        for (int attempt = 0; attempt < 5; attempt++) {
            tokens.answer(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
        }

        Cli.Result result = tokens.cli().execute("revoke", "token", "opaque-1", "--client-id", "spa");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.stderr())
                .startsWith(
                        "Error: it is unknown whether the token was revoked: the connection broke before the answer was"
                                + " complete\nTo revoke it again does no harm.\n");
    }

    @Test
    void saysWhatCouldNotBeDoneWhereAnAnswerIsTooLarge() {
        String huge = " ".repeat(9 << 20);
        tokens.answer(200, huge).answer(200, huge);

        assertThat(tokens.cli().execute("introspect", "token", "opaque-1"))
                .isEqualTo(new Cli.Result(1, "", "Error: cannot introspect the token: " + UNREADABLE));
        assertThat(tokens.cli()
                        .stdin("s3cret")
                        .execute("perform", "client-credentials", "--client-id", "one", "--client-secret", "-"))
                .isEqualTo(new Cli.Result(1, "", "Error: cannot get a token: " + UNREADABLE));
    }

    /** As it is copied, or printed by another program. */
    @Test
    void aTokenMayHaveBlanksAroundIt() {
        tokens.answer(200, "{\"active\":true}").answer(200, "{\"active\":true}");

        tokens.cli().execute("introspect", "token", " opaque-1\t");
        tokens.cli().stdin(" opaque-2 \r\n\n").execute("introspect", "token", "-");

        assertThat(tokens.field(0, "token")).isEqualTo("opaque-1");
        assertThat(tokens.field(1, "token")).isEqualTo("opaque-2");
    }

    /** A server says that it is revoked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Bearer opaque-1              | NO_TOKEN",
                "`opaque\n1`                  | NO_TOKEN",
                "\u00a0opaque-1               | NO_TOKEN",
                "$TOKEN                       | NO_TOKEN",
                "\"opaque-1\"                  | it is in quotes; 'jq -r' prints it without",
                "'opaque-1'                   | it is in quotes; 'jq -r' prints it without",
                "{\"access_token\":\"opaque-1\"} | it is JSON; 'jq -r .access_token' prints the token alone",
            })
    void whatIsNoTokenIsRefused(String text, String problem) {
        String why = problem.replace(
                "NO_TOKEN", "it has a character in it that no token has, such as a blank; give the token alone");

        assertThat(tokens.cli().execute("revoke", "token", text, "--client-id", "one"))
                .isEqualTo(new Cli.Result(
                        2, "", "Error: the token cannot be used: " + why + "\nSee 'ory revoke token --help'.\n"));
        assertThat(tokens.cli().stdin(text).execute("revoke", "token", "-", "--client-id", "one"))
                .isEqualTo(new Cli.Result(1, "", "Error: cannot use standard input: " + why + "\n"));
        assertThat(tokens.count()).isZero();
    }

    @Test
    void aTokenIsNeeded() {
        assertThat(Cli.run("revoke", "token", "--client-id", "one"))
                .isEqualTo(new Cli.Result(
                        2, "", "Error: name the token, or - to read it\nSee 'ory revoke token --help'.\n"));
        assertThat(Cli.run("introspect", "token", ""))
                .isEqualTo(new Cli.Result(2, "", "Error: the token is empty\nSee 'ory introspect token --help'.\n"));
        assertThat(Cli.run("introspect", "token", "-"))
                .isEqualTo(new Cli.Result(1, "", "Error: cannot use standard input as the token: it is empty\n"));
        assertThat(tokens.cli().stdin(" \n").execute("introspect", "token", "-"))
                .isEqualTo(new Cli.Result(1, "", "Error: cannot use standard input: it is empty\n"));
    }

    @Test
    void deletesTheTokensOfAClient() {
        tokens.answer(new MockResponse.Builder().code(204).build());

        assertThat(tokens.cli().execute("delete", "access-tokens", "a b"))
                .isEqualTo(new Cli.Result(0, "ID\ta b\t\n", ""));
        assertThat(tokens.request(0).getRequestLine())
                .isEqualTo("DELETE /admin/oauth2/tokens?client_id=a%20b HTTP/1.1");
    }

    @Test
    void saysWhereItIsUnknownWhetherTheTokensWereDeleted() {
        for (int attempt = 0; attempt < 5; attempt++) {
            tokens.answer(502, "");
        }

        assertThat(tokens.cli().execute("delete", "access-tokens", "one")).isEqualTo(new Cli.Result(5, "", """
                        Error: it is unknown whether the access tokens of the client one were deleted: the server answered \
                        502 Server Error
                        To delete them again does no harm.
                        """));
    }

    @Test
    void aClientIsNeededToDeleteItsTokens() {
        assertThat(Cli.run("delete", "access-tokens"))
                .isEqualTo(new Cli.Result(
                        2, "", "Error: name the id of the client\nSee 'ory delete access-tokens --help'.\n"));
    }
}
