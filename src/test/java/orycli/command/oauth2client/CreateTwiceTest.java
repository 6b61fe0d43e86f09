package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.RawServer.answers;
import static orycli.RawServer.breaksOff;
import static orycli.RawServer.hangsAfter;
import static orycli.RawServer.resets;
import static orycli.RawServer.says;
import static orycli.command.oauth2client.Creation.at;
import static orycli.command.oauth2client.Creation.failure;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.Cli;
import orycli.RawServer;
import orycli.RawServer.Answer;

/** A request whose answer was lost is sent again only if it names its own id, and then what exists is looked at. */
final class CreateTwiceTest {
    private static final String POST = "POST /admin/clients HTTP/1.1";
    private static final String GET = "GET /admin/clients/a1 HTTP/1.1";
    private static final String UNKNOWN = "Error: it is unknown whether the client was created: ";
    private static final Answer CONFLICT = answers("409 Conflict", "{\"error\":\"it exists\"}");
    private static final String OURS = """
            {"client_id":"a1","client_name":"my app","grant_types":["authorization_code"],"response_types":["code"],\
            "scope":"offline_access offline openid","metadata":{},"token_endpoint_auth_method":"client_secret_basic"}""";

    private final Cli cli = new Cli();

    static Stream<Answer> lost() {
        return Stream.of(resets(), says(""), says("HTTP/1.1 20"), answers("502 Bad Gateway", ""));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void sendsAClientWithItsOwnIdAgain(Answer lost) throws IOException {
        try (RawServer raw = RawServer.start(lost, lost, answers("201 Created", """
                {"client_id":"a1","client_secret":"s3cret"}"""))) {
            assertThat(create(raw)).isEqualTo(new Cli.Result(0, """
                    {"client_id":"a1","client_secret":"s3cret"}
                    """, ""));
            assertThat(raw.requestLines()).containsExactly(POST, POST, POST);
            assertThat(raw.requests()).allMatch(raw.requests().get(0)::equals);
            assertThat(cli.pauses()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("lost")
    void knowsTheSecretOfTheClientThatTheLostAnswerWasAbout(Answer lost) throws IOException {
        try (RawServer raw = RawServer.start(lost, CONFLICT, answers("200 OK", OURS))) {
            assertThat(create(raw, "--secret", "my-own-secret")).isEqualTo(new Cli.Result(0, """
                    {"client_id":"a1","client_name":"my app","grant_types":["authorization_code"],\
                    "response_types":["code"],"scope":"offline_access offline openid","metadata":{},"token_endpoint_auth_method":"client_secret_basic",\
                    "client_secret":"my-own-secret"}
                    """, ""));
            assertThat(raw.requestLines()).containsExactly(POST, POST, GET);
        }
    }

    @Test
    void needsNoSecretForAPublicClient() throws IOException {
        String publicClient = OURS.replace("client_secret_basic", "none");
        try (RawServer raw = RawServer.start(resets(), CONFLICT, answers("200 OK", publicClient))) {
            assertThat(create(raw, "--token-endpoint-auth-method", "none"))
                    .isEqualTo(new Cli.Result(0, publicClient + "\n", ""));
        }
    }

    @Test
    void recognizesItsClientThoughTheServerLeavesOutWhatIsEmpty() throws IOException {
        String sparse = "{\"client_id\":\"a1\",\"client_name\":\"my app\",\"audience\":null,"
                + "\"grant_types\":[\"authorization_code\"],\"response_types\":[\"code\"]}";
        try (RawServer raw = RawServer.start(resets(), CONFLICT, answers("200 OK", sparse))) {
            assertThat(create(raw, "--secret", "my-own-secret", "--audience", "")
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void leavesAClientWithAnotherScopeAlone() throws IOException {
        try (RawServer raw = RawServer.start(resets(), CONFLICT, answers("200 OK", OURS))) {
            assertThat(create(raw, "--secret", "my-own-secret", "--scope", "openid"))
                    .isEqualTo(failure(1, "Error: cannot create the client: there is already a client a1"));
        }
    }

    @Test
    void leavesAnotherClientWithThatIdAlone() throws IOException {
        String other = OURS.replace("my app", "another app");
        try (RawServer raw = RawServer.start(resets(), CONFLICT, answers("200 OK", other))) {
            assertThat(create(raw, "--secret", "my-own-secret"))
                    .isEqualTo(failure(1, "Error: cannot create the client: there is already a client a1"));
            assertThat(raw.requestLines()).containsExactly(POST, POST, GET);
        }
    }

    /** Whoever creates the same client twice, years apart, has not created this one. */
    @Test
    void leavesAClientAloneThatIsOlderThanTheRequest() throws IOException {
        String old = OURS.replace("{\"client_id\"", "{\"created_at\":\"2020-01-02T03:04:05Z\",\"client_id\"");
        try (RawServer raw = RawServer.start(resets(), CONFLICT, answers("200 OK", old))) {
            assertThat(create(raw, "--secret", "my-own-secret"))
                    .isEqualTo(failure(1, "Error: cannot create the client: there is already a client a1"));
            assertThat(raw.requestLines()).containsExactly(POST, POST, GET);
        }
    }

    @Test
    void saysThatTheGeneratedSecretIsLost() throws IOException {
        try (RawServer raw = RawServer.start(resets(), CONFLICT, answers("200 OK", OURS))) {
            assertThat(create(raw))
                    .isEqualTo(failure(
                            5,
                            "Error: the client a1 was created, but the answer with its secret was lost",
                            "Delete the client and create it again, or rotate its secret."));
            assertThat(raw.requestLines()).containsExactly(POST, POST, GET);
        }
    }

    @Test
    void asksAgainWhatExistsWhereThatAnswerIsLostToo() throws IOException {
        try (RawServer raw =
                RawServer.start(resets(), CONFLICT, resets(), breaksOff("200 OK", "{"), answers("200 OK", OURS))) {
            assertThat(create(raw, "--secret", "my-own-secret").exitCode()).isZero();
            assertThat(raw.requestLines()).containsExactly(POST, POST, GET, GET, GET);
        }
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereWhatExistsCannotBeRead() throws IOException {
        try (RawServer raw = RawServer.start(resets(), CONFLICT, answers("403 Forbidden", ""))) {
            assertThat(create(raw))
                    .isEqualTo(failure(5, UNKNOWN + "cannot get the client a1: 403 Forbidden", look(raw)));
        }
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereTheServerIsGoneBeforeItCanBeAsked() throws IOException {
        try (RawServer raw = RawServer.start(resets(), CONFLICT, hangsAfter(""))) {
            assertThat(create(raw, "--timeout", "300ms"))
                    .isEqualTo(failure(5, UNKNOWN + "no answer in time", look(raw)));
        }
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhereTheNextAnswerIsARefusal() throws IOException {
        try (RawServer raw = RawServer.start(resets(), answers("403 Forbidden", ""))) {
            assertThat(create(raw)).isEqualTo(failure(5, UNKNOWN + "the server answered 403 Forbidden", look(raw)));
        }
    }

    @Test
    void givesUpAfterFiveAttempts() throws IOException {
        try (RawServer raw = RawServer.start()) {
            assertThat(create(raw))
                    .isEqualTo(failure(
                            5,
                            UNKNOWN + "the connection broke before the answer was complete",
                            look(raw),
                            "Does it speak TLS? Then write https:// in place of http://."));
            assertThat(raw.requestLines()).isEqualTo(List.of(POST, POST, POST, POST, POST));
            assertThat(cli.pauses()).hasSize(4);
        }
    }

    /** It is known what became of it. */
    @Test
    void doesNotSendAgainWhatWasAnsweredWithCreated() throws IOException {
        try (RawServer raw = RawServer.start(breaksOff("201 Created", "{"), answers("204 No Content", ""))) {
            assertThat(create(raw))
                    .isEqualTo(failure(
                            5,
                            "Error: cannot create the client: the server's answer broke off",
                            "The client a1 was deleted again."));
            assertThat(raw.requestLines()).containsExactly(POST, "DELETE /admin/clients/a1 HTTP/1.1");
        }
    }

    @Test
    void doesNotSendAgainWhatTookTooLong() throws IOException {
        try (RawServer raw = RawServer.start(hangsAfter(""))) {
            assertThat(create(raw, "--timeout", "300ms"))
                    .isEqualTo(failure(5, UNKNOWN + "no answer in time", look(raw)));
            assertThat(raw.requestLines()).containsExactly(POST);
        }
    }

    private Cli.Result create(RawServer raw, String... flags) {
        return cli.execute(at(
                raw.url(),
                Stream.concat(Stream.of("--id", "a1", "--name", "my app"), Stream.of(flags))
                        .toArray(String[]::new)));
    }

    private static String look(RawServer raw) {
        return "Before you try again, look whether it exists: GET " + raw.url() + "/admin/clients/a1";
    }
}
