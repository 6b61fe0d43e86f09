package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.command.option.ClientFlag;
import orycli.encryption.PgpKeys;
import orycli.encryption.PgpKeys.Kind;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

@SuppressWarnings("StringConcatToTextBlock") // In a text block nobody sees the tabs.
final class UpdateOAuth2ClientCommandTest {
    private static final String GET = "GET /admin/clients/a";
    private static final String PATCH = "PATCH /admin/clients/a";
    private static final String PUT = "PUT /admin/clients/a";
    private static final String FIRST = "https://a.example/1";
    private static final String SECOND = "https://a.example/2";
    private static final String NOTHING = "Note: There was nothing to change.\n";
    private static final String HELP = "See 'ory update oauth2-client --help'.";
    private static final String LOST = ": the connection broke before the answer was complete";
    private static final Cli.Result DONE = new Cli.Result(0, "a\n", "");

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @TempDir
    private Path directory;

    @BeforeEach
    void addAClient() {
        ObjectNode client = Json.nodes()
                .objectNode()
                .put("client_id", "a")
                .put("client_name", "A")
                .put("client_secret", "old-secret")
                .put("scope", "x y");
        client.set("redirect_uris", Json.nodes().arrayNode().add(FIRST));
        hydra.add(client);
    }

    private Cli.Result update(String... words) {
        return update(Cli.at(hydra.url()), words);
    }

    private static Cli.Result update(Cli cli, String... words) {
        List<String> all = new ArrayList<>(List.of("update", "oauth2-client", "a"));
        all.addAll(List.of(words));
        return cli.execute(all.toArray(String[]::new));
    }

    private ObjectNode stored(String id) throws JsonSyntaxException {
        return (ObjectNode) Json.parse(Cli.at(hydra.url())
                .execute("get", "oauth2-client", id, "--format", "json")
                .stdout());
    }

    /** The body of the last request. */
    private String sent() {
        List<FakeHydra.Call> calls = hydra.calls();
        return calls.get(calls.size() - 1).body().toString();
    }

    private String file(String text) throws Exception {
        return Files.writeString(directory.resolve("client.json"), text).toString();
    }

    private static String operation(String name, String path, String value) {
        return "{\"op\":\"" + name + "\",\"path\":\"" + path + "\",\"value\":" + value + "}";
    }

    @ParameterizedTest
    @EnumSource
    void changesTheFieldOfAFlagAlone(ClientFlag flag) throws Exception {
        String field = flag.field().field();
        JsonNode value = FlagValues.json(flag, FIRST);
        ObjectNode before = stored("a");

        assertThat(update(flag.flag() + "=" + FlagValues.text(flag, FIRST), "-q"))
                .isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(GET, PATCH);
        assertThat(sent()).isEqualTo("[" + operation("replace", "/" + field, Json.write(value)) + "]");
        assertThat(stored("a")).isEqualTo(before.set(field, value));
    }

    @ParameterizedTest
    @EnumSource
    void putsTheFieldOfAFlagBackToItsDefaultAlone(ClientFlag flag) throws Exception {
        String field = flag.field().field();
        update(flag.flag() + "=" + FlagValues.text(flag, FIRST));
        ObjectNode before = stored("a");

        assertThat(update("--unset", flag.flag().substring(2), "-q")).isEqualTo(DONE);
        assertThat(sent())
                .isEqualTo("[" + operation("add", "/" + field, flag == ClientFlag.METADATA ? "{}" : "null") + "]");
        hydra.add(Json.nodes().objectNode().put("client_id", "fresh"));
        ObjectNode after = stored("a");
        assertThat(after.path(field)).isEqualTo(stored("fresh").path(field));
        after.remove(field);
        before.remove(field);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void sendsAllThatIsGivenAsOnePatch() {
        assertThat(update("--scope", "z", "--name", "B", "--unset", "owner", "--add", "redirect-uri=" + SECOND, "-q"))
                .isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(PATCH);
        assertThat(sent()).isEqualTo("""
                [{"op":"replace","path":"/client_name","value":"B"},{"op":"add","path":"/owner","value":null},\
                {"op":"replace","path":"/scope","value":"z"},\
                {"op":"add","path":"/redirect_uris/-","value":"https://a.example/2"}]""");
    }

    static Stream<List<String>> placesOfTheId() {
        return Stream.of(
                List.of("update", "oauth2-client", "a", "--name", "B", "-q"),
                List.of("update", "oauth2-client", "--name", "B", "-q", "a"),
                List.of("update", "client", "--name=B", "a", "-q"),
                List.of("update", "client", "-q", "--name", "B", "--", "a"));
    }

    @ParameterizedTest
    @MethodSource("placesOfTheId")
    void takesTheIdBeforeOrBehindTheFlags(List<String> words) {
        assertThat(Cli.at(hydra.url()).execute(words.toArray(String[]::new))).isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(PATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "nam, --unset does not know 'nam'; did you mean 'name'?",
        "secret, --unset: a client always has its secret",
        "id, --unset: a client always has its id"
    })
    void unsetsNoOtherThings(String name, String message) {
        assertThat(update("--unset", name)).isEqualTo(failure(2, "Error: " + message, HELP));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--logo-uri", "logo_uri", "logo-uri"})
    void unsetsAFieldByAnyOfItsNames(String name) {
        assertThat(update("--unset=" + name, "-q")).isEqualTo(DONE);
        assertThat(sent()).isEqualTo("[" + operation("add", "/logo_uri", "null") + "]");
    }

    @Test
    void addsToAListWithoutReadingIt() throws Exception {
        assertThat(update("--add", "redirect-uri=" + SECOND, "--add", "contact=me@example.org", "-q"))
                .isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(PATCH);
        assertThat(sent()).isEqualTo("""
                [{"op":"add","path":"/contacts/-","value":"me@example.org"},\
                {"op":"add","path":"/redirect_uris/-","value":"https://a.example/2"}]""");
        assertThat(stored("a").path("redirect_uris").toString())
                .isEqualTo("[\"https://a.example/1\",\"https://a.example/2\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "--add=scope=z, /scope, '\"x y z\"'",
        "--remove=scope=x, /scope, '\"y\"'",
        "--add=post-logout-callback=https://a.example/1, /post_logout_redirect_uris, '[\"https://a.example/1\"]'",
        "--add=request-uri=https://a.example/r, /request_uris, '[\"https://a.example/r\"]'",
        "--remove=redirect-uri=https://a.example/1, /redirect_uris, []"
    })
    void readsFirstWhatItHasToReplace(String flag, String path, String value) {
        assertThat(update(flag, "-q")).isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(GET, PATCH);
        assertThat(sent()).isEqualTo("[" + operation("replace", path, value) + "]");
    }

    @Test
    void addsAndRemovesInOneRequest() {
        assertThat(update(
                        "--remove=redirect-uri=" + FIRST,
                        "--add=redirect-uri=" + SECOND,
                        "--remove=scope=y",
                        "--add=scope=z",
                        "-q"))
                .isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(GET, PATCH);
        assertThat(sent()).isEqualTo("""
                [{"op":"replace","path":"/scope","value":"x z"},\
                {"op":"replace","path":"/redirect_uris","value":["https://a.example/2"]}]""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--add=scope=x", "--remove=scope=nope", "--remove=audience=nope"})
    void changesNothingThatIsSoAlready(String flag) {
        Cli.Result result = update(flag);

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).startsWith("CLIENT ID\ta\t");
        assertThat(result.stderr()).isEqualTo(NOTHING);
        assertThat(hydra.requests()).containsExactly(GET, GET);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "--add=redirect-uri, `--add needs FLAG=VALUE, such as --add redirect-uri=URI`",
                "--remove=name=A, --remove: --name has no list of values",
                "--add=scope=, --add: the value of --scope is empty",
                "--add=redirect-url=x, --add does not know 'redirect-url'; did you mean 'redirect-uri'?",
                "--add=grant-type=a b, --grant-type has a blank in it: 'a b'; separate values with commas"
            })
    void addsAndRemovesValuesOfListsAlone(String flag, String message) {
        assertThat(update(flag)).isEqualTo(failure(2, "Error: " + message, HELP));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--scope=z, --add=scope=y, --scope",
        "--name=B, --unset=name, --name",
        "--add=redirect-uri=x, --unset=redirect-uri, --redirect-uri"
    })
    void changesNoFieldInTwoWays(String one, String other, String flag) {
        assertThat(update(one, other))
                .isEqualTo(failure(2, "Error: " + flag + " cannot be set, unset and changed at once", HELP));
        assertThat(hydra.calls()).isEmpty();
    }

    /** To send it again would be to add the value twice. */
    @Test
    void looksWhetherAValueWasAddedWhereTheAnswerIsLost() throws Exception {
        hydra.loseAnswerOnce();

        assertThat(update("--add", "redirect-uri=" + SECOND, "-q")).isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(PATCH, GET);
        assertThat(stored("a").path("redirect_uris").toString())
                .isEqualTo("[\"https://a.example/1\",\"https://a.example/2\"]");
    }

    @Test
    void doesNotKnowWhetherAValueWillBeAddedThatIsNotThere() {
        hydra.breakOffOnce();

        assertThat(update("--add", "redirect-uri=" + SECOND))
                .isEqualTo(failure(
                        5,
                        "Error: the client a has not been updated so far, and it is unknown whether it will be" + LOST,
                        "Before you try again, look at it: GET " + hydra.url() + "/admin/clients/a"));
        assertThat(hydra.requests()).containsExactly(PATCH, GET);
    }

    @Test
    void sendsAgainWhatMayBeDoneTwice() {
        hydra.loseAnswerOnce();

        assertThat(update("--name", "B", "-q")).isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(PATCH, PATCH);
    }

    @Test
    void replacesTheClientByAFileWithFlagsOnTop() throws Exception {
        String file = file("{\"client_name\":\"whole\",\"scope\":\"z\",\"owner\":\"o\"}");

        assertThat(update("--file", file, "--name", "flag", "-q")).isEqualTo(DONE);
        assertThat(hydra.requests()).containsExactly(PUT);
        assertThat(Json.parse(sent()))
                .isEqualTo(Json.parse("{\"client_name\":\"flag\",\"scope\":\"z\",\"owner\":\"o\"}"));
        assertThat(stored("a").path("redirect_uris").toString()).isEqualTo("[]");
        assertThat(stored("a").path("owner").asText()).isEqualTo("o");
    }

    @Test
    void readsAFileInYamlFromStandardInput() {
        assertThat(update(Cli.at(hydra.url()).stdin("client_name: yaml\n"), "--file", "-", "-q"))
                .isEqualTo(DONE);
        assertThat(sent()).isEqualTo("{\"client_name\":\"yaml\"}");
    }

    @Test
    void replacesAClientByWhatWasReadOfIt() throws Exception {
        ObjectNode before = stored("a");

        assertThat(update("--file", file(Json.write(before)), "-q")).isEqualTo(DONE);
        assertThat(stored("a")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--unset=name", "--add=scope=x", "--remove=scope=x"})
    void changesNoSingleValuesOfWhatAFileReplaces(String flag) throws Exception {
        assertThat(update("--file", file("{}"), flag))
                .isEqualTo(failure(
                        2,
                        "Error: --file replaces the whole client; it goes with no --add, --remove and --unset",
                        HELP));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void printsTheClientWhereNothingIsGiven() {
        assertThat(update())
                .isEqualTo(new Cli.Result(
                        0,
                        String.join(
                                "\n",
                                "CLIENT ID\ta\t\t\t",
                                "CLIENT SECRET\t\t\t\t",
                                "GRANT TYPES\t\t\t\t",
                                "RESPONSE TYPES\t\t\t\t",
                                "SCOPE\t\tx y\t\t\t",
                                "AUDIENCE\t\t\t\t",
                                "REDIRECT URIS\thttps://a.example/1\t",
                                ""),
                        NOTHING));
        assertThat(update("--format", "jsonpath=client_name")).isEqualTo(new Cli.Result(0, "\"A\"\n", ""));
        assertThat(hydra.requests()).containsExactly(GET, GET);
    }

    @Test
    void showsTheRequestAndWhatItWouldChange() {
        assertThat(update(
                        "--dry-run",
                        "--name=B",
                        "--secret=my-own-secret",
                        "--unset=scope",
                        "--add=redirect-uri=" + SECOND,
                        "--format=json"))
                .isEqualTo(new Cli.Result(0, """
                        {"method":"PATCH","url":"%s/admin/clients/a","body":[\
                        {"op":"replace","path":"/client_name","value":"B"},\
                        {"op":"replace","path":"/client_secret","value":"[redacted]"},\
                        {"op":"add","path":"/scope","value":null},\
                        {"op":"add","path":"/redirect_uris/-","value":"https://a.example/2"}],"changes":[\
                        {"field":"client_name","from":"A","to":"B"},\
                        {"field":"client_secret","from":null,"to":"[redacted]"},\
                        {"field":"scope","from":"x y","to":null},\
                        {"field":"redirect_uris","from":["https://a.example/1"],\
                        "to":["https://a.example/1","https://a.example/2"]}]}
                        """.formatted(hydra.url()), ""));
        assertThat(hydra.requests()).containsExactly(GET);
    }

    @Test
    void showsWhatAFileWouldChange() throws Exception {
        String file = file("{\"client_id\":\"a\",\"client_name\":\"A\",\"owner\":\"o\"}");

        Cli.Result result = update("--dry-run", "--file", file, "--format", "json");

        assertThat(result.stdout())
                .startsWith("""
                        {"method":"PUT","url":"%s/admin/clients/a",\
                        "body":{"client_id":"a","client_name":"A","owner":"o"},"changes":[\
                        {"field":"owner","from":"","to":"o"},\
                        {"field":"scope","from":"x y","to":null},\
                        {"field":"redirect_uris","from":["https://a.example/1"],"to":null}""".formatted(hydra.url()))
                .doesNotContain("\"field\":\"client_name\"", "\"field\":\"client_secret\"");
        assertThat(hydra.requests()).containsExactly(GET);
    }

    @Test
    void showsTheChangesInATable() {
        Cli.Result result = update("--dry-run", "--owner", "o");

        assertThat(result.stdout().replaceAll("\t+", "\t"))
                .isEqualTo(String.join(
                        "\n",
                        "METHOD\tPATCH\t",
                        "URL\t" + hydra.url() + "/admin/clients/a\t",
                        "BODY\t[{\"op\":\"replace\",\"path\":\"/owner\",\"value\":\"o\"}]\t",
                        "\t",
                        "FIELD\tFROM\tTO\t",
                        "owner\t\"\"\t\"o\"\t",
                        ""));
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void showsNoChangeOfAClientThatIsMissing() {
        assertThat(Cli.at(hydra.url()).execute("update", "oauth2-client", "nope", "--dry-run", "--name", "B"))
                .isEqualTo(
                        failure(1, "Error: cannot get the client nope: 404 Not Found: Unable to locate the resource"));
    }

    @Test
    void echoesASecretThatIsGivenOnce() {
        assertThat(update("--secret", "my-own-secret", "--format", "jsonpath=client_secret"))
                .isEqualTo(new Cli.Result(0, "\"my-own-secret\"\n", ""));
        assertThat(sent()).isEqualTo("[" + operation("replace", "/client_secret", "\"my-own-secret\"") + "]");
        assertThat(update("--name", "B", "--format", "jsonpath=client_secret"))
                .isEqualTo(new Cli.Result(0, "null\n", ""));
        assertThat(sent()).isEqualTo("[" + operation("replace", "/client_name", "\"B\"") + "]");
    }

    @Test
    void readsASecretFromStandardInput() {
        Cli cli = Cli.at(hydra.url()).stdin("my-own-secret\n");

        assertThat(update(cli, "--secret", "-", "--format", "jsonpath=client_secret"))
                .isEqualTo(new Cli.Result(0, "\"my-own-secret\"\n", ""));
    }

    @Test
    void encryptsANewSecret() throws Exception {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);

        Cli.Result result =
                update("--secret", "my-own-secret", "--pgp-key", key.base64(), "--format", "jsonpath=client_secret");

        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).doesNotContain("my-own-secret");
        assertThat(key.decrypt(Json.parse(result.stdout()).asText())).isEqualTo("my-own-secret");
    }

    @Test
    void saysThatThereIsNothingToEncrypt() {
        assertThat(update(
                        "--name=B",
                        "-q",
                        "--pgp-key",
                        PgpKeys.plain(Kind.CURVE25519).base64()))
                .isEqualTo(new Cli.Result(
                        0, "a\n", "Warning: there is no secret in the answer, so nothing was encrypted.\n"));
    }

    @Test
    void changesNothingWhereTheKeyCannotBeUsed() {
        assertThat(update("--secret", "my-own-secret", "--pgp-key", "bm8=").exitCode())
                .isNotZero();
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void saysWhatWasDoneWhereThatCannotBePrinted() {
        assertThat(update(Cli.at(hydra.url()).stdout(Creation.fullDisk()), "--secret", "my-own-secret"))
                .isEqualTo(failure(
                        1,
                        "Error: cannot write to standard output: No space left on device; the client a was updated,"
                                + " with the secret that you gave it"));
        assertThat(hydra.requests()).containsExactly(PATCH);
    }

    @Test
    void neverRepeatsASecretThatTheServerRepeats() {
        hydra.answerOnce(400, Map.of(), "{\"error\":\"my-own-secret is bad\"}");

        assertThat(update("--secret", "my-own-secret"))
                .isEqualTo(failure(1, "Error: cannot update the client a: 400 Client Error: [redacted] is bad"));
    }

    @Test
    void namesAClientThatIsMissing() {
        assertThat(Cli.at(hydra.url()).execute("update", "oauth2-client", "nope", "--name", "B"))
                .isEqualTo(failure(
                        1, "Error: cannot update the client nope: 404 Not Found: Unable to locate the resource"));
    }

    @Test
    void needsExactlyOneId() {
        assertThat(Cli.at(hydra.url()).execute("update", "oauth2-client", "--name", "B"))
                .isEqualTo(failure(2, "Error: name the id of the client", HELP));
        assertThat(update("b", "--name", "B").exitCode()).isEqualTo(2);
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void warnsInItsHelpOfWhatIsLost() {
        assertThat(Cli.run("update", "oauth2-client", "--help").stdout().replaceAll("\\s+", " "))
                .contains("Hydra drops a client's registration access token when it is updated, either way.")
                .contains("what others do to that list in between is lost.")
                .contains("what is not in the file falls back to its default, save the secret, which stays.");
    }
}
