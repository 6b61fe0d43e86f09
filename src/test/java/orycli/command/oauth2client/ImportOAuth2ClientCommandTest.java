package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.encryption.PgpKeys;
import orycli.encryption.PgpKeys.Kind;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** {@code ory import oauth2-client}, against a server that works. */
final class ImportOAuth2ClientCommandTest {
    private static final String TWO = "[{\"client_id\":\"i1\"},{\"client_id\":\"i2\"}]";

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @TempDir
    private Path folder;

    private final Cli cli = new Cli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                TWO,
                "\uFEFF  " + TWO,
                "{\"client_id\":\"i1\"}\n{\"client_id\":\"i2\"}\n",
                "{\"client_id\":\"i1\"}{\"client_id\":\n\"i2\"}",
                "- client_id: i1\n- client_id: i2\n",
                "client_id: i1\n---\nclient_id: i2\n",
            })
    void takesJsonAndYaml(String text) throws IOException {
        assertThat(run(file("c", text), "-q", "--concurrency", "1"))
                .isEqualTo(new Cli.Result(0, "i1\ni2\n", lostSecrets()));
        assertThat(sent()).containsExactly("{\"client_id\":\"i1\"}", "{\"client_id\":\"i2\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-"})
    void readsStandardInput(String word) {
        cli.stdin(TWO);

        assertThat((word.isEmpty() ? run("--format", "json") : run(word, "--format", "json")).exitCode())
                .isZero();
        assertThat(sent()).containsExactlyInAnyOrder("{\"client_id\":\"i1\"}", "{\"client_id\":\"i2\"}");
    }

    @Test
    void takesSeveralFilesInTheirOrder() throws IOException {
        cli.stdin("{\"client_id\":\"i3\"}");

        assertThat(run(file("a", TWO), "-", file("b", "client_id: i4"), "-q").stdout())
                .isEqualTo("i1\ni2\ni3\ni4\n");
    }

    @Test
    void takesWhatHydraAnsweredAsItIs() throws IOException {
        JsonNode answered = Json.parse(
                run(file("a", "[{\"client_id\":\"i1\"}]"), "--format", "json").stdout());
        String again = Json.write(answered).replace("\"i1\"", "\"i2\"");

        assertThat(run(file("b", again), "--format", "json").exitCode()).isZero();
    }

    @Test
    void printsOneAsOne() throws IOException {
        String file = file("c", "[{\"client_id\":\"i1\",\"scope\":\"a b\"}]");

        assertThat(run(file).stdout().lines())
                .containsExactly(
                        "CLIENT ID\ti1\t\t\t",
                        "CLIENT SECRET\tgenerated~secret-0001\t",
                        "GRANT TYPES\t\t\t\t",
                        "RESPONSE TYPES\t\t\t\t",
                        "SCOPE\t\ta b\t\t\t",
                        "AUDIENCE\t\t\t\t",
                        "REDIRECT URIS\t\t\t\t");
    }

    @Test
    void printsSeveralAsATable() throws IOException {
        assertThat(run(file("c", TWO), "--concurrency", "1")
                        .stdout()
                        .lines()
                        .map(line -> line.replaceFirst("\t.*", "")))
                .containsExactly("CLIENT ID", "i1", "i2");
    }

    @ParameterizedTest
    @CsvSource({"{}, jsonpath=client_secret", "{}, jsonpointer=/client_secret", "'[{},{}]', jsonpath=0.client_secret"})
    void findsPathsInOneAndInSeveral(String text, String format) throws IOException {
        assertThat(run(file("c", text), "--format", format, "--concurrency", "1")
                        .stdout())
                .isEqualTo("\"generated~secret-0001\"\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            json | []
            json-pretty | []
            yaml | []
            table | CLIENT ID\tCLIENT SECRET\tGRANT TYPES\tRESPONSE TYPES\tSCOPE\tAUDIENCE\tREDIRECT URIS
            """)
    void printsAnEmptyListForAnEmptyList(String format, String stdout) {
        cli.stdin("[]");

        Cli.Result result = run("--format", format);

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout().strip()).isEqualTo(stdout);
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void appliesNoDefaults() throws IOException {
        run(file("c", "{\"client_name\":\"a\"}"));

        assertThat(sent()).containsExactly("{\"client_name\":\"a\"}");
    }

    @Test
    void sendsManyOverFewConnectionsAndKeepsTheirOrder() throws IOException, JsonSyntaxException {
        List<String> ids = IntStream.range(0, 60).mapToObj(i -> "c" + i).toList();
        String text = String.join(
                "\n", ids.stream().map(id -> "{\"client_id\":\"" + id + "\"}").toList());

        JsonNode clients = Json.parse(
                run(file("c", text), "--concurrency", "7", "--format", "json").stdout());

        List<String> printed = new ArrayList<>();
        clients.forEach(client -> printed.add(client.path("client_id").textValue()));
        assertThat(printed).isEqualTo(ids);
    }

    @Test
    void encryptsEachSecret() throws IOException {
        PgpKeys key = PgpKeys.plain(Kind.RSA);

        JsonNode clients =
                Json.parse(run(file("c", TWO), "--concurrency", "1", "--pgp-key", key.base64(), "--format", "json")
                        .stdout());

        assertThat(key.decrypt(clients.get(0).path("client_secret").textValue()))
                .isEqualTo("generated~secret-0001");
        assertThat(key.decrypt(clients.get(1).path("client_secret").textValue()))
                .isEqualTo("generated~secret-0002");
        assertThat(clients.get(0).has("registration_access_token")).isFalse();
    }

    @Test
    void saysThatNothingWasEncrypted() throws IOException {
        String file = file("c", "{\"client_id\":\"i1\",\"token_endpoint_auth_method\":\"none\"}");

        assertThat(run(file, "-q", "--pgp-key", PgpKeys.plain(Kind.RSA).base64()))
                .isEqualTo(new Cli.Result(
                        0, "i1\n", "Warning: the client was created without a secret, so nothing was encrypted.\n"));
    }

    @Test
    void namesTheClientThatIsThere() throws IOException {
        existing("i2");

        Cli.Result result = run(file("c", TWO), "-q", "--concurrency", "1");

        assertThat(result).isEqualTo(new Cli.Result(3, "i1\n", """
                Error: %s, client 2 (i2): cannot create the client: there is already a client i2
                %sWarning: 1 of 2 clients was not imported. To go on, run it again with --if-exists skip.
                """.formatted(folder.resolve("c"), lostSecrets())));
    }

    @Test
    void endsWithTheCodeOfTheOnlyOne() throws IOException {
        existing("i1");

        assertThat(run(file("c", "{\"client_id\":\"i1\"}")))
                .isEqualTo(failure(
                        1,
                        "Error: " + folder.resolve("c")
                                + ", client 1 (i1): cannot create the client: there is already a client i1"));
    }

    @Test
    void tellsOfFailuresInJson() throws IOException {
        existing("i1");

        assertThat(run(file("c", "{\"client_id\":\"i1\"}"), "--error-format", "json")
                        .stderr())
                .isEqualTo(
                        "{\"error\":{\"code\":\"conflict\",\"status\":409,\"exit_code\":1,\"message\":\""
                                + folder.resolve("c")
                                + ", client 1 (i1): cannot create the client: there is already a client i1\",\"advice\":[]}}\n");
    }

    @Test
    void finishesWhatWasBegun() throws IOException {
        existing("i1");

        Cli.Result result = run(
                file("c", TWO), "--if-exists", "skip", "--concurrency", "1", "--format", "jsonpath=#.client_secret");

        assertThat(result).isEqualTo(new Cli.Result(0, "[\n  \"generated~secret-0003\"\n]\n", """
                Warning: 1 of 2 clients was there already and left alone; no secret can be shown for it.
                """));
        assertThat(calls()).containsExactly("POST /admin/clients", "GET /admin/clients/i1", "POST /admin/clients");
    }

    @Test
    void saysThatASecretOfAClientThatIsThereWasNotSet() throws IOException {
        existing("i1");

        assertThat(run(
                        file("c", "{\"client_id\":\"i1\",\"client_secret\":\"s3cret-one\"}"),
                        "--if-exists",
                        "skip",
                        "-q"))
                .isEqualTo(new Cli.Result(0, "i1\n", """
                        Warning: the client was there already and left alone; no secret can be shown for it.
                        Warning: a secret that you gave was not set; --if-exists update sets it.
                        """));
    }

    @Test
    void changesWhatIsGivenOfTheClientThatIsThere() throws IOException {
        existing("i1");

        Cli.Result result = run(
                file("c", "{\"client_id\":\"i1\",\"client_name\":\"New\"}"),
                "--if-exists",
                "update",
                "--format",
                "jsonpath=client_name");

        assertThat(result).isEqualTo(new Cli.Result(0, "\"New\"\n", ""));
        assertThat(Json.write(hydra.calls().get(1).body()))
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"/client_name\",\"value\":\"New\"}]");
    }

    @Test
    void warnsOfSecretsThatAreNotShown() throws IOException {
        assertThat(run(file("c", TWO), "--format", "jsonpath=0.client_secret", "--concurrency", "1"))
                .isEqualTo(new Cli.Result(0, "\"generated~secret-0001\"\n", lostSecrets()));
    }

    @Test
    void doesNotWarnOfSecretsThatWereGiven() throws IOException {
        assertThat(run(file("c", "{\"client_id\":\"i1\",\"client_secret\":\"my-own-secret\"}"), "-q"))
                .isEqualTo(new Cli.Result(0, "i1\n", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jsonpath=client_secret",
                "jsonpath=#.client_sercet",
                "jsonpath=2.client_secret",
                "jsonpath=#(client_id==\"i3\").client_secret",
                "jsonpointer=/2/client_secret",
                "jsonpointer=/client_secret"
            })
    void refusesAPathThatFindsNothingBeforeAnythingIsSent(String format) throws IOException {
        assertThat(run(file("c", TWO), "--format", format))
                .isEqualTo(failure(
                        2,
                        "Error: the format finds nothing in the clients, whose secrets would be lost; several are a"
                                + " list",
                        "See 'ory import oauth2-client --help'."));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jsonpath=#(client_id==\"i2\").client_secret",
                "jsonpath=#.metadata.team",
                "jsonpath=#(metadata.team==\"a\")#.client_id",
                "jsonpath=#",
                "jsonpath=1.created_at",
                "jsonpointer=/1/client_secret",
                "jsonpointer="
            })
    void takesAPathThatWillFindSomething(String format) throws IOException {
        String file = file("c", "[{\"client_id\":\"i1\"},{\"client_id\":\"i2\",\"metadata\":{\"team\":\"a\"}}]");

        assertThat(run(file, "--format", format).exitCode()).isZero();
    }

    @Test
    void takesAnyPathWhereNoSecretIsGenerated() throws IOException {
        String file = file("c", "{\"client_id\":\"i1\",\"client_secret\":\"my-own-secret\"}");

        assertThat(run(file, "--format", "jsonpath=nothing")).isEqualTo(new Cli.Result(0, "null\n", ""));
    }

    @Test
    void showsAPersonHowFarItHasCome() throws IOException {
        cli.interactive();

        assertThat(run(file("c", TWO), "--concurrency", "1").stderr())
                .contains("\r\u001b[KImporting: 1 of 2 clients")
                .endsWith("\r\u001b[K");
    }

    @Test
    void doesNotWriteOverResultsOnTheScreen() throws IOException {
        cli.onScreen();

        assertThat(run(file("c", TWO), "--concurrency", "1", "--format", "json").stderr())
                .doesNotContain("Importing");
    }

    @Test
    void saysWhatItWaitsFor() {
        cli.typing("[]");

        assertThat(run("-", "--format", "json"))
                .isEqualTo(new Cli.Result(0, "[]\n", "Waiting for clients, in JSON or YAML, on standard input.\n"));
    }

    @Test
    void asksForAFileAtATerminal() {
        cli.interactive();

        assertThat(run()).isEqualTo(usage("name a file with clients, or - for standard input"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --concurrency 0 c      | --concurrency is a number from 1 to 100, not 0
            --concurrency 101 c    | --concurrency is a number from 1 to 100, not 101
            --concurrency many c   | --concurrency: 'many' is not a number
            --if-exists skp c      | --if-exists is fail, skip or update, not 'skp'; did you mean 'skip'?
            --pgp-key @- -         | 'only one flag can read standard input, not both FILE|- and --pgp-key'
            - -                    | standard input can be read only once
            """)
    void refusesWhatCannotBeMeant(String words, String message) {
        assertThat(run(words.split(" "))).isEqualTo(usage(message));
    }

    @Test
    void refusesAFileWithoutAName() {
        assertThat(run("")).isEqualTo(usage("a FILE is empty"));
    }

    private Cli.Result usage(String message) {
        assertThat(hydra.calls()).isEmpty();
        return failure(2, "Error: " + message, "See 'ory import oauth2-client --help'.");
    }

    private static String lostSecrets() {
        return "Warning: the server generated secrets. They are not all in this output and cannot be shown again.\n";
    }

    private void existing(String id) {
        ObjectNode client = Json.nodes().objectNode().put("client_id", id).put("client_name", "Old");
        hydra.add(client);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Cli.Result run(String... words) {
        return cli.and("ORY_SDK_URL", hydra.url())
                .execute(Stream.concat(Stream.of("import", "oauth2-client"), Stream.of(words))
                        .toArray(String[]::new));
    }

    private List<String> sent() {
        return hydra.calls().stream().map(call -> Json.write(call.body())).toList();
    }

    private List<String> calls() {
        return hydra.calls().stream()
                .map(call -> call.method() + " " + call.path())
                .toList();
    }
}
