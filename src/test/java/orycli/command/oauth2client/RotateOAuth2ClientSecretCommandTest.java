package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.failure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.encryption.PgpKeys;
import orycli.encryption.PgpKeys.Kind;
import orycli.json.Json;

@SuppressWarnings("StringConcatToTextBlock") // In a text block nobody sees the tabs.
final class RotateOAuth2ClientSecretCommandTest {
    private static final String POST = "POST /admin/clients/a/secrets/rotate";
    private static final String DELETE = "DELETE /admin/clients/a/secrets/rotate";
    private static final String ROTATED = "{\"client_id\":\"a\",\"client_secret\":\"new-secret\"}";
    private static final String OLD_WORKS =
            "; the new secret of the client a is lost, but the old one still works: rotate it again";

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void addAClient() {
        hydra.add(Json.nodes().objectNode().put("client_id", "a").put("client_secret", "old-secret"));
    }

    private Cli.Result rotate(String... words) {
        return rotate(Cli.at(hydra.url()), words);
    }

    private static Cli.Result rotate(Cli cli, String... words) {
        List<String> all = new ArrayList<>(List.of("rotate", "oauth2-client-secret"));
        all.addAll(List.of(words));
        return cli.execute(all.toArray(String[]::new));
    }

    @Test
    void printsTheClientWithItsNewSecretAndKeepsTheOldOne() {
        assertThat(rotate("a"))
                .isEqualTo(new Cli.Result(
                        0,
                        String.join(
                                "\n",
                                "CLIENT ID\ta\t\t\t\t",
                                "CLIENT SECRET\tgenerated~secret-0001\t\t",
                                "GRANT TYPES\t\t\t\t\t",
                                "RESPONSE TYPES\t\t\t\t\t",
                                "SCOPE\t\toffline_access offline openid\t",
                                "AUDIENCE\t\t\t\t\t",
                                "REDIRECT URIS\t\t\t\t\t",
                                ""),
                        ""));
        assertThat(hydra.requests()).containsExactly(POST);
        assertThat(hydra.body().isMissingNode()).isTrue();
    }

    @Test
    void endsTheOldSecretsAfterTheNewOneWasDelivered() {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        List<String> asked = new ArrayList<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.add(request.getMethod() + " " + request.getTarget() + " "
                        + stdout.toString(StandardCharsets.UTF_8));
                return "DELETE".equals(request.getMethod())
                        ? new MockResponse.Builder().code(204).build()
                        : Creation.answer(200, ROTATED);
            }
        });

        assertThat(rotate(Cli.at(server.url("/").toString()).stdout(stdout), "a", "--drop-old", "--format", "json"))
                .isEqualTo(new Cli.Result(0, ROTATED + "\n", ""));
        assertThat(asked).containsExactly(POST + " ", DELETE + " " + ROTATED + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-q", "--format=jsonpath=client_id", "--format=jsonpointer=/client_name"})
    void endsNoOldSecretWhereNobodyGetsTheNewOne(String format) {
        assertThat(rotate("a", "--drop-old", format))
                .isEqualTo(failure(
                        2,
                        "Error: --drop-old would end the old secrets, and the new one is not in this output",
                        "See 'ory rotate oauth2-client-secret --help'."));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"table", "json", "json-pretty", "yaml", "jsonpath=client_secret", "jsonpointer=/client_secret"})
    void endsTheOldSecretsWhereTheNewOneIsShown(String format) {
        assertThat(rotate("a", "--drop-old", "--format", format).stdout()).contains(FakeHydra.FIRST_SECRET);
        assertThat(hydra.requests()).containsExactly(POST, DELETE);
    }

    @Test
    void warnsWhereTheNewSecretIsNotPrinted() {
        assertThat(rotate("a", "-q"))
                .isEqualTo(new Cli.Result(
                        0,
                        "a\n",
                        "Warning: the server generated a secret for this client. It is not in this output and cannot"
                                + " be shown again.\n"));
    }

    @Test
    void encryptsTheNewSecret() throws Exception {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);

        Cli.Result result = rotate("a", "--pgp-key", key.base64(), "--drop-old", "--format", "jsonpath=client_secret");

        assertThat(result.exitCode()).isZero();
        assertThat(key.decrypt(Json.parse(result.stdout()).asText())).isEqualTo(FakeHydra.FIRST_SECRET);
        assertThat(hydra.requests()).containsExactly(POST, DELETE);
    }

    @Test
    void endsNoOldSecretWhereTheNewOneCannotBeWritten() {
        assertThat(rotate(Cli.at(hydra.url()).stdout(Creation.fullDisk()), "a", "--drop-old"))
                .isEqualTo(failure(1, "Error: cannot write to standard output: No space left on device" + OLD_WORKS));
        assertThat(hydra.requests()).containsExactly(POST);
    }

    @Test
    void saysThatTheOldSecretStillWorksWhereAPathFindsNothing() {
        assertThat(rotate("a", "--format", "jsonpath=secret"))
                .isEqualTo(failure(1, "Error: secret finds nothing in the result" + OLD_WORKS));
    }

    @Test
    void namesAClientThatIsMissing() {
        assertThat(rotate("nope", "--drop-old"))
                .isEqualTo(failure(
                        1,
                        "Error: cannot rotate the secret of the client nope: 404 Not Found: Unable to locate the"
                                + " resource"));
        assertThat(hydra.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"404, Client Error", "405, Client Error"})
    void saysThatAHydraIsTooOldForIt(int status, String phrase) {
        hydra.answerOnce(status, Map.of("Content-Type", "text/plain"), status + " page not found\n");

        assertThat(rotate("a"))
                .isEqualTo(failure(
                        1,
                        "Error: cannot rotate the secret of the client a: the server answered " + status + " " + phrase
                                + "; Hydra has no rotation of secrets before July 2026"));
    }

    @Test
    void asksOnceWhereTheAnswerIsLost() {
        hydra.loseAnswerOnce();

        assertThat(rotate("a", "--drop-old"))
                .isEqualTo(failure(
                        5,
                        "Error: it is unknown whether the secret of the client a was rotated: the connection broke"
                                + " before the answer was complete",
                        "The old secret still works. Rotate it again.",
                        "Does it speak TLS? Then write https:// in place of http://."));
        assertThat(hydra.requests()).containsExactly(POST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"client_id\":\"a\"}", "{\"client_id\":\"b\",\"client_secret\":\"s\"}"})
    void takesNoOtherAnswerForANewSecret(String body) {
        hydra.answerOnce(200, Map.of(), body);

        Cli.Result result = rotate("a", "--drop-old", "--format", "json");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .startsWith("Error: it is unknown whether the secret of the client a was rotated: the server's answer ")
                .endsWith("\nThe old secret still works. Rotate it again.\n");
        assertThat(hydra.requests()).containsExactly(POST);
    }

    @Test
    void saysThatTheOldSecretsMayStillBeValid() {
        server.enqueue(Creation.answer(200, ROTATED));
        server.enqueue(Creation.answer(403, "{\"error\":\"not allowed\"}"));

        assertThat(rotate(Cli.at(server.url("/").toString()), "a", "--drop-old", "--format", "json"))
                .isEqualTo(new Cli.Result(
                        1,
                        ROTATED + "\n",
                        "Error: cannot end the old secrets of the client a: 403 Client Error: not allowed\n"));
    }

    @Test
    void endsTheOldSecretsAgainWhereThatAnswerIsLost() {
        hydra.answerOnce(200, Map.of(), ROTATED);
        hydra.loseAnswerOnce();

        assertThat(rotate("a", "--drop-old", "--format", "json")).isEqualTo(new Cli.Result(0, ROTATED + "\n", ""));
        assertThat(hydra.requests()).containsExactly(POST, DELETE, DELETE);
    }

    @Test
    void needsExactlyOneId() {
        assertThat(rotate())
                .isEqualTo(failure(
                        2, "Error: name the id of the client", "See 'ory rotate oauth2-client-secret --help'."));
        assertThat(rotate("a", "b").exitCode()).isEqualTo(2);
        assertThat(hydra.calls()).isEmpty();
    }
}
