package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.encryption.PgpKeys;
import orycli.encryption.PgpKeys.Kind;
import orycli.json.Json;

/** Secrets for the holder of a key: what cannot be encrypted is never created. */
final class EncryptSecretTest {
    private static final PgpKeys KEY = PgpKeys.plain(Kind.CURVE25519);
    private static final String CREATED = """
            {"client_id":"a1","client_secret":"generated~secret","registration_access_token":"ory_at_reg"}""";

    @StartStop
    private final MockWebServer hydra = new MockWebServer();

    @StartStop
    private final MockWebServer keys = new MockWebServer();

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RSA", "CURVE25519"})
    void printsTheSecretForTheHolderOfTheKeyAlone(Kind kind) throws IOException {
        hydra.enqueue(answer(201, CREATED));

        Cli.Result result = create("--pgp-key", PgpKeys.plain(kind).base64(), "--format", "json");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).doesNotContain("generated~secret", "ory_at_reg");
        JsonNode client = Json.parse(result.stdout());
        assertThat(client.fieldNames()).toIterable().containsExactly("client_id", "client_secret");
        assertThat(PgpKeys.plain(kind).decrypt(client.path("client_secret").asText()))
                .isEqualTo("generated~secret");
    }

    @Test
    void theKeyMayBeInAFile(@TempDir Path directory) throws IOException {
        hydra.enqueue(answer(201, CREATED));
        Path file = Files.writeString(directory.resolve("key.asc"), KEY.armored());

        Cli.Result result = create("--pgp-key", "@" + file, "--format", "jsonpath=client_secret");

        assertThat(KEY.decrypt(Json.parse(result.stdout()).asText())).isEqualTo("generated~secret");
    }

    @Test
    void whatIsWrongWithAFileIsNoWrongUsage(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key.asc"), "hunter2");

        Cli.Result result = create("--pgp-key", "@" + file);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains(file.toString()).doesNotContain("hunter2");
        assertThat(hydra.getRequestCount()).isZero();
    }

    @Test
    void encryptsASecretOfOnesOwnToo() throws IOException {
        hydra.enqueue(answer(201, "{\"client_id\":\"a1\"}"));

        Cli.Result result =
                create("--pgp-key", KEY.armored(), "--secret", "own-secret", "--format", "jsonpath=client_secret");

        assertThat(KEY.decrypt(Json.parse(result.stdout()).asText())).isEqualTo("own-secret");
    }

    @Test
    void fetchesTheKeyFromAnAddress() throws InterruptedException {
        keys.enqueue(answer(200, KEY.armored()));
        hydra.enqueue(answer(201, CREATED));

        Cli.Result result =
                create("--pgp-key-url", keys.url("/key.asc").toString(), "-H", "Authorization: Bearer mine", "-q");

        assertThat(result.exitCode()).isZero();
        assertThat(keys.takeRequest().getHeaders().get("Authorization")).isNull();
        assertThat(hydra.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer mine");
    }

    @Test
    void fetchesTheKeysOfAKeybaseUser() throws InterruptedException {
        keys.enqueue(answer(200, KEY.armored()));
        hydra.enqueue(answer(201, CREATED));

        Cli.Result result = Cli.with("ORY_KEYBASE_URL", keys.url("/").toString())
                .execute("create", "oauth2-client", "-e", hydra.url("/").toString(), "--keybase", "alice", "-q");

        assertThat(result.exitCode()).isZero();
        assertThat(keys.takeRequest().getRequestLine()).isEqualTo("GET /alice/pgp_keys.asc HTTP/1.1");
    }

    @Test
    void printsTheSecretForTheHolderOfAKeyFromElsewhere() throws IOException {
        for (int i = 0; i < 2; i++) {
            keys.enqueue(answer(200, KEY.armored()));
            hydra.enqueue(answer(201, CREATED));
        }

        assertThat(decrypted(
                        create("--pgp-key-url", keys.url("/key.asc").toString(), "--format", "jsonpath=client_secret")))
                .isEqualTo("generated~secret");
        assertThat(decrypted(Cli.with("ORY_KEYBASE_URL", keys.url("/").toString())
                        .and("ORY_SDK_URL", hydra.url("/").toString())
                        .create("--keybase", "alice", "--format", "jsonpath=client_secret")))
                .isEqualTo("generated~secret");
    }

    /** Whoever exchanges the key reads the secret. */
    @Test
    void warnsOfAKeyThatComesOverAConnectionThatIsNotEncrypted() {
        keys.enqueue(answer(200, KEY.armored()));
        hydra.enqueue(answer(201, CREATED));

        assertThat(Cli.with("HTTP_PROXY", "http://127.0.0.1:" + keys.getPort())
                        .and("ORY_SDK_URL", hydra.url("/").toString())
                        .create("--pgp-key-url", "http://keys.example/key.asc", "--secret", "own-secret", "-q"))
                .isEqualTo(new Cli.Result(0, "a1\n", """
                        Warning: the PGP key came over a connection that is not encrypted (http://keys.example/key.asc), where it can be exchanged.
                        """));
        assertThat(Creation.requests(keys)).containsExactly("GET http://keys.example/key.asc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "keys.localhost"})
    void warnsOfNoKeyThatComesFromThisComputer(String host) {
        keys.enqueue(answer(200, KEY.armored()));
        hydra.enqueue(answer(201, CREATED));

        assertThat(create(
                        "--pgp-key-url",
                        "http://" + host + ":" + keys.getPort() + "/key.asc",
                        "--secret",
                        "own-secret",
                        "-q"))
                .isEqualTo(new Cli.Result(0, "a1\n", ""));
    }

    @Test
    void saysSoWhereThereIsNothingToEncrypt() {
        hydra.enqueue(answer(201, "{\"client_id\":\"a1\",\"token_endpoint_auth_method\":\"none\"}"));

        assertThat(create("--pgp-key", KEY.base64(), "--token-endpoint-auth-method", "none", "-q"))
                .isEqualTo(new Cli.Result(
                        0, "a1\n", "Warning: there is no secret in the answer, so nothing was encrypted.\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            !!!      | it is neither base64 nor an armored PGP key
            aGVsbG8= | it holds no PGP public key
            ''       | it is empty
            """)
    void refusesWhatIsNoKey(String key, String reason) {
        assertThat(create("--pgp-key", key)).isEqualTo(new Cli.Result(2, "", """
                Error: --pgp-key cannot be used: %s
                See 'ory create oauth2-client --help'.
                """.formatted(reason)));
        assertThat(hydra.getRequestCount()).isZero();
    }

    @Test
    void refusesAPrivateKeyWithoutRepeatingIt() {
        Cli.Result result = create("--pgp-key", KEY.privateArmored());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr())
                .startsWith("Error: --pgp-key cannot be used: it holds a private key where a public key belongs")
                .doesNotContain("BEGIN PGP");
        assertThat(hydra.getRequestCount()).isZero();
    }

    @Test
    void refusesAKeyThatHasExpired() {
        PgpKeys key =
                PgpKeys.of(Kind.CURVE25519).expiresAfter(Duration.ofDays(1)).build();

        assertThat(create("--pgp-key", key.base64())).isEqualTo(new Cli.Result(1, "", """
                Error: the PGP key %s (Alice <alice@example.org>) expired on 2024-03-02
                """.formatted(key.keyId(0))));
        assertThat(hydra.getRequestCount()).isZero();
    }

    @Test
    void refusesAKeyThatWasRevoked() {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).revoked().build();

        assertThat(create("--pgp-key", key.base64())).isEqualTo(new Cli.Result(1, "", """
                Error: the PGP key %s (Alice <alice@example.org>) has been revoked
                """.formatted(key.keyId(0))));
        assertThat(hydra.getRequestCount()).isZero();
    }

    @Test
    void refusesAKeyThatOnlySigns() {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).signOnly().build();

        assertThat(create("--pgp-key", key.base64())).isEqualTo(new Cli.Result(1, "", """
                Error: the PGP key %s (Alice <alice@example.org>) cannot encrypt: it can only sign
                """.formatted(key.keyId(0))));
        assertThat(hydra.getRequestCount()).isZero();
    }

    @Test
    void refusesTwoKeys() {
        assertThat(create("--pgp-key", KEY.base64(), "--keybase", "alice")).isEqualTo(new Cli.Result(2, "", """
                Error: only one of --pgp-key, --pgp-key-url and --keybase can be given
                See 'ory create oauth2-client --help'.
                """));
    }

    @Test
    void createsNothingWhereTheKeyServerSaysNo() {
        keys.enqueue(answer(500, ""));

        Cli.Result result = create("--pgp-key-url", keys.url("/key.asc").toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("key.asc answered with HTTP 500");
        assertThat(hydra.getRequestCount()).isZero();
    }

    @Test
    void createsNothingWhereTheKeyServerIsNotThere() {
        assertThat(create("--pgp-key-url", "http://localhost:1/key.asc"))
                .isEqualTo(new Cli.Result(5, "", "Error: cannot reach http://localhost:1: connection refused\n"));
        assertThat(hydra.getRequestCount()).isZero();
    }

    @Test
    void namesTheServerThatAKeyServerSendsTo() {
        keys.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://keys.invalid/key.asc")
                .build());

        assertThat(create("--pgp-key-url", keys.url("/key.asc").toString()))
                .isEqualTo(new Cli.Result(5, "", "Error: cannot reach http://keys.invalid:80: unknown host\n"));
        assertThat(hydra.getRequestCount()).isZero();
    }

    private static String decrypted(Cli.Result result) throws IOException {
        assertThat(result).isEqualTo(new Cli.Result(0, result.stdout(), ""));
        return KEY.decrypt(Json.parse(result.stdout()).asText());
    }

    private Cli.Result create(String... flags) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "create", "oauth2-client", "-e", hydra.url("/").toString()),
                        Stream.of(flags))
                .toArray(String[]::new));
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }
}
