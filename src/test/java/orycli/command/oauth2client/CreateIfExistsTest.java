package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.failure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.json.Json;

/** {@code ory create oauth2-client} where there is such a client already. */
final class CreateIfExistsTest {
    private static final String POST = "POST /admin/clients";
    private static final String GET = "GET /admin/clients/a";
    private static final String PATCH = "PATCH /admin/clients/a";
    private static final String SKIPPED =
            "Warning: there is already a client a; it is as it was, and its secret cannot be shown.\n";

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @TempDir
    private Path directory;

    @BeforeEach
    void addAClient() {
        hydra.add(Json.nodes()
                .objectNode()
                .put("client_id", "a")
                .put("client_name", "as it was")
                .put("scope", "x"));
    }

    private Cli.Result create(String... flags) {
        return create(Cli.at(hydra.url()), flags);
    }

    private static Cli.Result create(Cli cli, String... flags) {
        return cli.create(
                Stream.concat(Stream.of("--id", "a"), Stream.of(flags)).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--if-exists=fail", "--format=json"})
    void failsIfNothingElseIsWanted(String flag) {
        assertThat(create(flag)).isEqualTo(failure(1, "Error: cannot create the client: there is already a client a"));
        assertThat(hydra.requests()).containsExactly(POST);
    }

    @Test
    void mayLeaveTheClientAsItIs() {
        assertThat(create("--if-exists", "skip", "--name", "new", "--format", "jsonpath=client_name"))
                .isEqualTo(new Cli.Result(0, "\"as it was\"\n", SKIPPED));
        assertThat(hydra.requests()).containsExactly(POST, GET);
    }

    @Test
    void printsNullForTheSecretThatCannotBeShown() {
        assertThat(create("--if-exists", "skip", "--format", "jsonpath=client_secret"))
                .isEqualTo(new Cli.Result(0, "null\n", SKIPPED));
    }

    @Test
    void saysThatTheSecretThatWasGivenWasNotSet() {
        assertThat(create("--if-exists", "skip", "--secret", "s3cret-one", "-q"))
                .isEqualTo(new Cli.Result(0, "a\n", """
                        Warning: there is already a client a; it is as it was, and the secret that you gave was not set; \
                        --if-exists update sets it.
                        """));
    }

    @Test
    void mayChangeWhatIsGivenAndNothingElse() {
        assertThat(create("--if-exists", "update", "--name", "new", "--format", "jsonpath=client_name"))
                .isEqualTo(new Cli.Result(0, "\"new\"\n", ""));
        assertThat(hydra.requests()).containsExactly(POST, PATCH);
        assertThat(hydra.calls().get(1).body().toString())
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"/client_name\",\"value\":\"new\"}]");
    }

    @Test
    void saysBesideATableThatTheClientWasUpdated() {
        assertThat(create("--if-exists", "update", "--name", "new").stderr())
                .isEqualTo("Note: there is already a client a; it was updated.\n");
    }

    @Test
    void leavesTheClientAsItIsWhereNothingIsGivenToChange() {
        assertThat(create("--if-exists", "update", "-q")).isEqualTo(new Cli.Result(0, "a\n", SKIPPED));
        assertThat(hydra.requests()).containsExactly(POST, GET);
    }

    @Test
    void changesTheSecretOnlyWhereOneIsGiven() {
        assertThat(create("--if-exists", "update", "--secret", "my-own-secret", "--format", "jsonpath=client_secret"))
                .isEqualTo(new Cli.Result(0, "\"my-own-secret\"\n", ""));
        assertThat(hydra.calls().get(1).body().toString())
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"/client_secret\",\"value\":\"my-own-secret\"}]");
        assertThat(create("--if-exists", "update", "--name", "n", "--format", "jsonpath=client_secret"))
                .isEqualTo(new Cli.Result(0, "null\n", ""));
    }

    @Test
    void takesTheIdFromAFileAndFlagsOnTopOfIt() throws Exception {
        Path file = Files.writeString(
                directory.resolve("client.json"), "{\"client_id\":\"a\",\"client_name\":\"file\",\"owner\":\"o\"}");

        Cli.Result result =
                Cli.at(hydra.url()).create("--file", file.toString(), "--if-exists", "update", "--name", "flag", "-q");

        assertThat(result).isEqualTo(new Cli.Result(0, "a\n", ""));
        assertThat(hydra.calls().get(1).body().toString())
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"/client_name\",\"value\":\"flag\"},"
                        + "{\"op\":\"replace\",\"path\":\"/owner\",\"value\":\"o\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "update"})
    void needsAnId(String ifExists) {
        assertThat(Cli.at(hydra.url()).create("--if-exists", ifExists, "--name", "my app"))
                .isEqualTo(failure(
                        2,
                        "Error: --if-exists needs the client's id: give --id, or a file that has one",
                        "See 'ory create oauth2-client --help'."));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void knowsThreeAnswers() {
        assertThat(create("--if-exists", "updat"))
                .isEqualTo(failure(
                        2,
                        "Error: --if-exists is fail, skip or update, not 'updat'; did you mean 'update'?",
                        "See 'ory create oauth2-client --help'."));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "update"})
    void mayRunTwice(String ifExists) {
        String[] line = {
            "create", "oauth2-client", "--id", "app", "--name", "my app", "--if-exists", ifExists, "--format", "json"
        };
        Cli.Result first = Cli.at(hydra.url()).execute(line);
        Cli.Result second = Cli.at(hydra.url()).execute(line);

        assertThat(first.exitCode()).isZero();
        assertThat(first.stdout()).contains("\"client_secret\":\"generated~secret-0002\"");
        assertThat(first.stderr()).isEmpty();
        assertThat(second.exitCode()).isZero();
        assertThat(second.stdout()).isNotEmpty().doesNotContain("\"client_secret\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "update"})
    void takesBackNothingThatWasThereBefore(String ifExists) {
        Cli.Result result =
                create(Cli.at(hydra.url()).stdout(Creation.fullDisk()), "--if-exists", ifExists, "--name", "new");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .isEqualTo("Error: cannot write to standard output: No space left on device; "
                        + (ifExists.equals("skip")
                                ? "the client a was there already, and is as it was\n"
                                : "the client a was updated\n"));
        assertThat(hydra.requests()).containsExactly(POST, ifExists.equals("skip") ? GET : PATCH);
    }

    @Test
    void takesBackWhatItCreated() {
        assertThat(Cli.at(hydra.url())
                        .stdout(Creation.fullDisk())
                        .create("--id", "new", "--if-exists", "update", "--name", "n")
                        .exitCode())
                .isEqualTo(1);
        assertThat(hydra.requests()).containsExactly(POST, "DELETE /admin/clients/new");
    }

    /** It was this run that created the client, and nobody knows the secret. */
    @ParameterizedTest
    @ValueSource(strings = {"skip", "update"})
    void doesNotTakeItsOwnClientForOneThatWasThere(String ifExists) {
        hydra.breakOffOnce();
        hydra.answerOnce(409, Map.of(), "{\"error\":\"it exists\"}");
        hydra.answerOnce(200, Map.of(), """
                {"client_id":"new","client_name":"n","grant_types":["authorization_code"],"response_types":["code"],\
                "token_endpoint_auth_method":"client_secret_basic"}""");

        assertThat(Cli.at(hydra.url()).create("--id", "new", "--if-exists", ifExists, "--name", "n"))
                .isEqualTo(failure(
                        5,
                        "Error: the client new was created, but the answer with its secret was lost",
                        "Delete the client and create it again, or rotate its secret."));
        assertThat(hydra.requests()).containsExactly(POST, POST, "GET /admin/clients/new");
    }

    @Test
    void failsWhereTheClientIsGoneWhenItIsToBeUpdated() {
        hydra.answerOnce(409, Map.of(), "{\"error\":\"it exists\"}");

        assertThat(Cli.at(hydra.url()).create("--id", "gone", "--if-exists", "update", "--name", "n"))
                .isEqualTo(failure(
                        1, "Error: cannot update the client gone: 404 Not Found: Unable to locate the resource"));
    }
}
