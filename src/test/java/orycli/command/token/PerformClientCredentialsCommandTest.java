package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeNetwork;

final class PerformClientCredentialsCommandTest {
    private static final String OTHER_METHOD =
            "Client authentication failed. The OAuth 2.0 Client supports client authentication method '%s'.";

    private static final String SEE = "See 'ory perform client-credentials --help'.\n";

    @TempDir
    private Path directory;

    private final Tokens tokens = new Tokens();

    @AfterEach
    void stop() {
        tokens.close();
    }

    private static Cli.Result perform(Cli cli, String... flags) {
        List<String> words = new ArrayList<>(List.of("perform", "client-credentials"));
        words.addAll(List.of(flags));
        return cli.execute(words.toArray(String[]::new));
    }

    private Cli.Result perform(String... flags) {
        return perform(tokens.cli(), flags);
    }

    @Test
    void sendsTheSecretInTheHeader() {
        tokens.answer(200, Tokens.TOKEN);

        Cli.Result result = perform(
                "--client-id",
                "one",
                "--client-secret",
                "s3cret",
                "--scope",
                "a,b",
                "--audience",
                "x",
                "--audience",
                "y",
                "-q");

        assertThat(result).isEqualTo(new Cli.Result(0, "ory_at_1\n", ""));
        assertThat(tokens.request(0).getUrl().encodedPath()).isEqualTo("/oauth2/token");
        assertThat(tokens.header(0, "Authorization")).isEqualTo("Basic b25lOnMzY3JldA==");
        assertThat(tokens.form(0)).isEqualTo("grant_type=client_credentials&scope=a+b&audience=x+y");
    }

    /** RFC 6749, section 2.3.1. */
    @Test
    void encodesIdAndSecretAsFormsDo() {
        tokens.answer(200, Tokens.TOKEN);

        perform("--client-id", "a:b", "--client-secret", "p%:ä +~");

        assertThat(new String(
                        Base64.getDecoder()
                                .decode(tokens.header(0, "Authorization").substring(6)),
                        StandardCharsets.UTF_8))
                .isEqualTo("a%3Ab:p%25%3A%C3%A4+%2B%7E");
    }

    @Test
    void sendsTheSecretInTheBodyWhereThatIsAskedFor() {
        tokens.answer(200, Tokens.TOKEN);

        perform("--client-id", "one", "--client-secret", "s3cret", "--auth-method", "client_secret_post");

        assertThat(tokens.header(0, "Authorization")).isEmpty();
        assertThat(tokens.form(0)).isEqualTo("client_id=one&client_secret=s3cret&grant_type=client_credentials");
    }

    @Test
    void readsTheSecretFromStandardInputAndFromAFile() throws IOException {
        tokens.answer(200, Tokens.TOKEN).answer(200, Tokens.TOKEN);
        Path file = Files.writeString(directory.resolve("secret"), "s3cret\r\n");

        perform(tokens.cli().stdin("s3cret\n"), "--client-id", "one", "--client-secret", "-");
        perform("--client-id", "one", "--client-secret-file", file.toString());

        assertThat(tokens.header(0, "Authorization")).isEqualTo("Basic b25lOnMzY3JldA==");
        assertThat(tokens.header(1, "Authorization")).isEqualTo("Basic b25lOnMzY3JldA==");
    }

    @Test
    void asksAPersonForTheSecretAndWarnsOfOneThatOthersCanSee() {
        tokens.answer(200, Tokens.TOKEN).answer(200, Tokens.TOKEN);

        Cli.Result asked =
                perform(tokens.cli().onScreen().secret("s3cret"), "--client-id", "one", "--client-secret", "-");
        Cli.Result warned = perform(tokens.cli().onScreen(), "--client-id", "one", "--client-secret", "s3cret");

        assertThat(asked.stderr()).isEqualTo("The client's secret: \n");
        assertThat(tokens.header(0, "Authorization")).isEqualTo("Basic b25lOnMzY3JldA==");
        assertThat(warned.stderr())
                .isEqualTo(
                        "Note: Other users of this machine can see the value of --client-secret, and your shell keeps"
                                + " it; use --client-secret - or --client-secret-file.\n");
    }

    @Test
    void aFlagWinsOverTheVariable() {
        tokens.answer(200, Tokens.TOKEN);

        perform(
                tokens.cli().and("OAUTH2_CLIENT_ID", "other").and("OAUTH2_CLIENT_SECRET", "other"),
                "--client-id",
                "one",
                "--client-secret",
                "s3cret");

        assertThat(tokens.header(0, "Authorization")).isEqualTo("Basic b25lOnMzY3JldA==");
    }

    @Test
    void printsAllThatTheServerSaysBehindWhatTheReferencePrints() {
        tokens.answer(200, """
                {"access_token":"ory_at_1","expires_in":3599,"id_token":"i","scope":"a b","token_type":"bearer",\
                "new":1.50}""");

        Cli.Result result = perform("--client-id", "one", "--client-secret", "s3cret", "--format", "json");

        assertThat(result.stdout())
                .matches("\\{\"access_token\":\"ory_at_1\",\"token_type\":\"bearer\",\"expiry\":\"20[0-9T:.-]+Z\","
                        + "\"expires_in\":3599,\"id_token\":\"i\",\"scope\":\"a b\",\"new\":1.50}\n");
    }

    @Test
    void readsALifeThatIsWrittenAsText() {
        tokens.answer(200, "{\"access_token\":\"ory_at_1\",\"expires_in\":\"99999999999\",\"token_type\":\"bearer\"}")
                .answer(200, "{\"access_token\":\"ory_at_1\",\"expires_in\":\"soon\",\"token_type\":\"bearer\"}");

        Cli.Result text = perform("--client-id", "one", "--client-secret", "s3cret", "--format", "json");
        Cli.Result words = perform("--client-id", "one", "--client-secret", "s3cret", "--format", "json");

        assertThat(text.stdout()).contains("\"expiry\":\"20");
        assertThat(words.stdout()).isNotEmpty().doesNotContain("\"expiry\"");
    }

    @Test
    void saysNothingOfAnExpiryThatTheServerDoesNotKnow() {
        tokens.answer(200, "{\"access_token\":\"ory_at_1\",\"token_type\":\"bearer\"}");

        assertThat(perform("--client-id", "one", "--client-secret", "s3cret")).isEqualTo(new Cli.Result(0, """
                        ACCESS TOKEN\tory_at_1\t
                        REFRESH TOKEN\t<empty>\t\t
                        ID TOKEN\t<empty>\t\t
                        EXPIRY\t\t<empty>\t\t
                        """, ""));
    }

    @Test
    void doesNotSendAProjectsKeyToATokenEndpoint(@TempDir Path home) throws IOException {
        try (FakeNetwork network = new FakeNetwork(home)) {
            network.answer("/oauth2/token", 200, Tokens.TOKEN);
            Cli cli = network.cli().and("ORY_PROJECT_API_KEY", "key-of-one");

            Cli.Result result = perform(cli, "--client-id", "one", "--client-secret", "s3cret", "-q");

            assertThat(result).isEqualTo(new Cli.Result(0, "ory_at_1\n", ""));
            assertThat(network.requests()).hasSize(2);
            assertThat(network.requests().get(1).getHeaders().values("Authorization"))
                    .containsExactly("Basic b25lOnMzY3JldA==");
        }
    }

    /** The address alone is enough, where nothing but the client's own credentials is asked for. */
    @Test
    void needsNoKeyForTheAddressOfAProject(@TempDir Path home) throws IOException {
        try (FakeNetwork network = new FakeNetwork(home)) {
            network.answer("/oauth2/token", 200, Tokens.TOKEN);
            Cli cli =
                    network.cli().and("ORY_SDK_URL", "http://silly-raman.projects.oryapis.localhost:" + network.port());

            Cli.Result result = perform(cli, "--client-id", "one", "--client-secret", "s3cret", "-q");

            assertThat(result).isEqualTo(new Cli.Result(0, "ory_at_1\n", ""));
            assertThat(network.requests()).hasSize(1);
        }
    }

    @Test
    void namesTheOtherMethodWhereTheClientIsRefused() {
        tokens.refuse(401, "invalid_client", "Client authentication failed.")
                .refuse(401, "invalid_client", "Client authentication failed.");

        assertThat(perform("--client-id", "one", "--client-secret", "wrong-one"))
                .isEqualTo(new Cli.Result(4, "", """
                        Error: cannot get a token: 401 Client Error: Client authentication failed.
                        Check the id and the secret. If the client is registered with client_secret_post, use \
                        --auth-method client_secret_post.
                        """));
        assertThat(perform("--client-id", "one", "--client-secret", "wrong-one", "--auth-method", "client_secret_post")
                        .stderr())
                .endsWith("use --auth-method client_secret_basic.\n");
    }

    @Test
    void saysWithWhichMethodTheClientIsRegisteredWhereTheServerDoes() {
        tokens.refuse(
                401,
                "invalid_client",
                "Client authentication failed. The OAuth 2.0 Client supports client authentication method"
                        + " 'client_secret_post', but method 'client_secret_basic' was requested.");

        assertThat(perform("--client-id", "one", "--client-secret", "s3cret")).isEqualTo(new Cli.Result(4, "", """
                        Error: cannot get a token: 401 Client Error: The OAuth 2.0 Client supports client authentication \
                        method 'client_secret_post', but method 'client_secret_basic' was requested.
                        The client is registered with another method: --auth-method client_secret_post.
                        """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | It is a public client, which has no such grant.",
                "private_key_jwt | The client is registered with another method: --auth-method private_key_jwt, and name its"
                        + " key with --jwk in place of its secret.",
                "client_secret_basic | Check the id and the secret. If the client is registered with client_secret_post, use"
                        + " --auth-method client_secret_post.",
            })
    void saysWhatToGiveInPlaceOfASecret(String registered, String advice) {
        tokens.refuse(401, "invalid_client", OTHER_METHOD.formatted(registered));

        Cli.Result result = perform("--client-id", "one", "--client-secret", "s3cret");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr()).endsWith("\n" + advice + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | It is a public client, which has no such grant.",
                "client_secret_basic | The client is registered with another method: --auth-method client_secret_basic, and give"
                        + " its secret in place of --jwk.",
            })
    void saysWhatToGiveInPlaceOfAKey(String registered, String advice) throws IOException {
        tokens.refuse(401, "invalid_client", OTHER_METHOD.formatted(registered));
        Path key = Files.writeString(directory.resolve("key"), """
                {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",\
                "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""");

        Cli.Result result = perform("--client-id", "one", "--jwk", key.toString());

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr()).endsWith("\n" + advice + "\n");
    }

    @Test
    void knowsAnAdminApiByItsAnswer() {
        tokens.answer(new MockResponse.Builder()
                .code(404)
                .setHeader("Content-Type", "text/html")
                .body("<html>")
                .build());

        assertThat(perform("--client-id", "one", "--client-secret", "s3cret")).isEqualTo(new Cli.Result(1, "", """
                        Error: cannot get a token: 404 Client Error
                        Is the endpoint the public address of an Ory Hydra, such as http://127.0.0.1:4444, without /oauth2? Its admin API \
                        gives no tokens.
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"error\":\"none\"}", "{\"access_token\":\"a b\"}", "{\"access_token\":\"\"}"})
    void takesNothingElseForAToken(String answer) {
        tokens.answer(200, answer);

        assertThat(perform("--client-id", "one", "--client-secret", "s3cret"))
                .isEqualTo(new Cli.Result(
                        1, "", "Error: cannot get a token: the server's answer is not what the endpoint answers\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "hello", "", "<html>Welcome!</html>"})
    void knowsAWebSiteByItsAnswer(String answer) {
        tokens.answer(200, answer);

        assertThat(perform("--client-id", "one", "--client-secret", "s3cret")).isEqualTo(new Cli.Result(1, "", """
                        Error: cannot get a token: the server's answer is not what the endpoint answers
                        Is the endpoint the public address of an Ory Hydra, such as http://127.0.0.1:4444, without /oauth2? Its admin API \
                        gives no tokens.
                        """));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aGatewayThatHasNoAnswerIsNoRefusal(int status) {
        tokens.answer(status, "<html>");

        assertThat(perform("--client-id", "one", "--client-secret", "s3cret"))
                .isEqualTo(new Cli.Result(5, "", "Error: cannot get a token: " + status + " Server Error\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3cret-value, client_secret_basic",
        "s3cret-value, client_secret_post",
        "Basic b25lOnMzY3JldC12YWx1ZQ==, client_secret_basic"
    })
    void repeatsNoSecretThatTheServerRepeats(String repeated, String method) {
        tokens.refuse(400, "invalid_request", "I do not like " + repeated + " and b25lOnMzY3JldC12YWx1ZQ== either");

        Cli.Result result =
                perform("--client-id", "one", "--client-secret", "s3cret-value", "--auth-method", method, "--debug");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("I do not like").doesNotContain("s3cret", "b25lOnMz");
    }

    @Test
    void theTraceShowsNoToken() {
        tokens.answer(200, """
                {"access_token":"ory_at_1","refresh_token":"opaque-refresh","id_token":"opaque-id","token_type":"bearer"}""");

        Cli.Result result = perform("--client-id", "one", "--client-secret", "s3cret", "--debug", "-q");

        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        assertThat(result.stderr())
                .contains("> POST " + tokens.url() + "/oauth2/token")
                .doesNotContain("ory_at_1", "opaque-refresh", "opaque-id", "s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| no client is named: give --client-id, or set OAUTH2_CLIENT_ID",
                "--client-id= | the flag --client-id is empty",
                "--client-id one | this takes a client with a secret: give --client-secret, --client-secret-file or --jwk, or set"
                        + " OAUTH2_CLIENT_SECRET",
                "--client-id one --client-secret= | the flag --client-secret is empty",
                "--client-id one --client-secret s3cret --client-secret-file f | only one of --client-secret and"
                        + " --client-secret-file can be given",
                "--client-id one --client-secret s3cret --jwk f | only one of --client-secret and --jwk can be given",
                "--client-id one --auth-method client_secret_post | no secret is given: give --client-secret or"
                        + " --client-secret-file, or set OAUTH2_CLIENT_SECRET",
                "--client-id one --auth-method private_key_jwt | --auth-method private_key_jwt and --jwk need each other",
                "--client-id one --auth-method none --client-secret s3cret | --client-secret cannot be given with --auth-method"
                        + " none",
                "--client-id one --auth-method client_secret_pots | --auth-method does not know 'client_secret_pots'; did you mean"
                        + " 'client_secret_post'?",
                "--client-id one --auth-method tls | --auth-method does not know 'tls': it is one of client_secret_basic,"
                        + " client_secret_post, private_key_jwt, none",
                "--client-id one --client-secret-file= | the flag --client-secret-file is empty",
                "--client-id one --jwk= | the flag --jwk is empty",
                "--client-id one --client-secret s3cret --auth-method client_secret_jwt | --auth-method does not know"
                        + " 'client_secret_jwt': it is one of client_secret_basic, client_secret_post, private_key_jwt, none",
                "--client-id one --jwk f --assertion-audience= | the flag --assertion-audience is empty",
                "--client-id one --client-secret s3cret --assertion-audience u | --assertion-audience is for --jwk",
                "--client-id one --client-secret s3cret -H Authorization:x | the client's secret goes into the header"
                        + " Authorization, which is given by hand; try --auth-method client_secret_post",
                "--client-id one --client-secret s3cret --scope a\"b | --scope: bad CSV quoting in column 2: a quote inside a value"
                        + " that does not begin with one",
            })
    void saysWhatIsWrongWithTheFlagsBeforeAnythingIsSent(String flags, String problem) {
        Cli.Result result = perform(flags == null ? new String[0] : flags.split(" "));

        assertThat(result).isEqualTo(new Cli.Result(2, "", "Error: " + problem + "\n" + SEE));
        assertThat(tokens.count()).isZero();
    }

    @Test
    void onlyOneFlagReadsStandardInput() {
        assertThat(perform("--client-id", "one", "--client-secret", "-", "--client-secret-file", "-"))
                .isEqualTo(new Cli.Result(
                        2,
                        "",
                        "Error: only one flag can read standard input, not both --client-secret and"
                                + " --client-secret-file\n" + SEE));
    }

    @Test
    void waitsForTheServer() {
        tokens.answer(503, "").answer(200, "{\"status\":\"ok\"}").answer(200, Tokens.TOKEN);

        Cli.Result result = perform("--client-id", "one", "--client-secret", "s3cret", "--wait", "1m", "-q");

        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        assertThat(tokens.request(1).getUrl().encodedPath()).isEqualTo("/health/ready");
        assertThat(tokens.header(1, "Authorization")).isEmpty();
    }

    @Test
    void aSecretInTheVariableDoesNotKeepAKeyFromBeingUsed() throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}");

        Cli.Result result = perform(
                tokens.cli().and("OAUTH2_CLIENT_SECRET", "s3cret"), "--client-id", "one", "--jwk", key.toString());

        assertThat(result)
                .isEqualTo(new Cli.Result(
                        1, "", "Error: cannot use " + key + ": it is not a JSON Web Key of the type RSA, EC or OKP\n"));
    }
}
