package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;
import orycli.FakeHydra;

/** {@code --dry-run} prints the request, and sends nothing to anyone. */
final class DryRunTest {

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @StartStop
    private final MockWebServer keyServer = new MockWebServer();

    @TempDir
    private Path directory;

    private String file;

    @BeforeEach
    void writeAClientWithASecret() throws IOException {
        file = Files.writeString(
                        directory.resolve("client.json"), "{\"client_id\":\"a\",\"client_secret\":\"hunter2\"}")
                .toString();
    }

    @AfterEach
    void nothingWasSent() {
        assertThat(hydra.calls()).isEmpty();
        assertThat(keyServer.getRequestCount()).isZero();
    }

    private Cli.Result dryRun(String... flags) {
        return Cli.at(hydra.url() + "/base/")
                .create(Stream.concat(Stream.of("--dry-run"), Stream.of(flags)).toArray(String[]::new));
    }

    private String url() {
        return hydra.url() + "/base/admin/clients";
    }

    private static Cli.Result printed(String stdout) {
        return new Cli.Result(0, stdout, "");
    }

    @Test
    void theDefaultsArePrintedToo() {
        assertThat(dryRun("--name", "my app", "--format", "json")).isEqualTo(printed("""
                {"method":"POST","url":"%s","body":{"client_name":"my app","grant_types":["authorization_code"],\
                "response_types":["code"],"token_endpoint_auth_method":"client_secret_basic",\
                "request_object_signing_alg":"RS256","subject_type":"public","metadata":{},"scope":"",\
                "skip_consent":false,"skip_logout_consent":false,"backchannel_logout_session_required":false,\
                "frontchannel_logout_session_required":false}}
                """.formatted(url())));
    }

    @Test
    void aTableHasMethodUrlAndEachField() {
        Cli.Result result = dryRun("--file", file);

        assertThat(result.stdout().replaceAll("\t+", "|")).isEqualTo("""
                METHOD|POST|
                URL|%s|
                client_id|"a"|
                client_secret|"[redacted]"|
                """.formatted(url()));
        assertThat(result).isEqualTo(printed(result.stdout())).isEqualTo(dryRun("--file", file, "--format", "default"));
    }

    @Test
    void prettyJsonIsIndented() {
        assertThat(dryRun("--file", file, "--format", "json-pretty")).isEqualTo(printed("""
                {
                  "method": "POST",
                  "url": "%s",
                  "body": {
                    "client_id": "a",
                    "client_secret": "[redacted]"
                  }
                }
                """.formatted(url())));
    }

    @Test
    void yamlHasTheSame() {
        assertThat(dryRun("--file", file, "--format", "yaml")).isEqualTo(printed("""
                method: POST
                url: %s
                body:
                  client_id: a
                  client_secret: "[redacted]"
                """.formatted(url())));
    }

    @ParameterizedTest
    @CsvSource({"jsonpath=body.client_id,\"a\"", "jsonpath=method,\"POST\"", "jsonpointer=/body/client_id,\"a\""})
    void aPathFindsAPart(String format, String part) {
        assertThat(dryRun("--file", file, "--format", format)).isEqualTo(printed(part + "\n"));
    }

    @Test
    void quietIsTheIdIfThereIsOne() {
        assertThat(dryRun("--id", "a", "-q")).isEqualTo(printed("a\n"));
        assertThat(dryRun("-q")).isEqualTo(printed(""));
    }

    @Test
    void aSecretIsNotPrintedWhereverItComesFrom() throws IOException {
        String secret =
                Files.writeString(directory.resolve("secret"), "hunter2\n").toString();

        for (String[] flags : new String[][] {
            {"--file", file}, {"--file", file, "--secret", "hunter2"}, {"--file", file, "--secret-file", secret}
        }) {
            Cli.Result result = dryRun(flags);

            assertThat(result.exitCode()).isZero();
            assertThat(result.stdout())
                    .containsPattern("client_secret\t+\"\\[redacted]\"")
                    .doesNotContain("hunter2");
            assertThat(result.stderr()).isEmpty();
        }
    }

    @Test
    void aPasswordInTheUrlIsNotPrinted() {
        assertThat(Cli.at("http://user:hunter2@127.0.0.1:" + hydra.port())
                        .create("--dry-run", "--format", "jsonpath=url"))
                .isEqualTo(printed("\"" + hydra.url() + "/admin/clients\"\n"));
    }

    @Test
    void noKeyIsFetched() {
        assertThat(dryRun(
                        "-q",
                        "--id",
                        "a",
                        "--pgp-key-url",
                        keyServer.url("/key").toString()))
                .isEqualTo(printed("a\n"));
        assertThat(Cli.at(hydra.url())
                        .and("ORY_KEYBASE_URL", keyServer.url("/").toString())
                        .create("--dry-run", "-q", "--id", "a", "--keybase", "alice"))
                .isEqualTo(printed("a\n"));
    }

    @Test
    void whatIsWrongIsFoundAllTheSame() {
        assertThat(dryRun("--skip-consent=false", "--metadata", "{")).isEqualTo(new Cli.Result(2, "", """
                Error: --metadata is not JSON: it ends too early (line 1, column 2)
                See 'ory create oauth2-client --help'.
                """));
        assertThat(dryRun("--pgp-key", "!!!")).isEqualTo(new Cli.Result(2, "", """
                Error: --pgp-key cannot be used: it is neither base64 nor an armored PGP key
                See 'ory create oauth2-client --help'.
                """));
    }

    /** It would be a bad time to learn that a key is none when the client is there. */
    @Test
    void aKeyThatIsAtHandIsTriedOut() {
        assertThat(dryRun("--pgp-key", "zzzz")).isEqualTo(new Cli.Result(2, "", """
                Error: --pgp-key cannot be used: it holds no PGP public key
                See 'ory create oauth2-client --help'.
                """));
    }

    @Test
    void aTargetIsNeeded() {
        assertThat(new Cli().create("--dry-run")).isEqualTo(new Cli.Result(4, "", """
                Error: you are not signed in
                Set ORY_PROJECT_API_KEY to the API key of a project, or run 'ory auth' in a terminal.
                For your own Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in front.
                """));
    }
}
