package orycli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.json.Json;

/** Clients and key sets that are read from files. */
final class ClientFileTest {
    private static final int LARGEST = 1 << 20;

    @RegisterExtension
    private final FakeHydra hydra = FakeHydra.lenient();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("my client");
    }

    private JsonNode sent(String... flags) {
        Cli.Result result = Cli.at(hydra.url()).create(flags);

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return hydra.body();
    }

    private void assertRefused(String flag, String message) {
        assertThat(Cli.at(hydra.url()).create(flag, (flag.equals("--jwks") ? "@" : "") + file))
                .isEqualTo(new Cli.Result(1, "", "Error: " + message + "\n"));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void aFileIsSentWithoutDefaults() throws IOException {
        String client = """
                {"client_id":"a","metadata":{"n":1.50,"x":null},"scope":"a b","skip_consent":true,"contacts":["c"]}""";
        Files.writeString(file, client);

        assertThat(sent("--file", file.toString())).isEqualTo(Json.parse(client));
    }

    @Test
    void flagsWinOverTheFile() throws IOException {
        Files.writeString(file, """
                {"client_name":"filed","scope":"a b","contacts":["c"],"skip_consent":true}""");

        assertThat(sent("--skip-consent=false", "--name", "flag", "--file", file.toString(), "--scope", "", "-g", "x"))
                .isEqualTo(Json.parse("""
                        {"client_name":"flag","scope":"","contacts":["c"],"skip_consent":false,"grant_types":["x"]}"""));
    }

    @Test
    void theLastOfSeveralFilesIsRead() throws IOException {
        Files.writeString(file, "{\"owner\":\"o\"}");

        assertThat(sent("--file", "/nowhere", "--file", file.toString())).isEqualTo(Json.parse("{\"owner\":\"o\"}"));
    }

    @Test
    void aHyphenIsStandardInput() throws IOException {
        Cli.Result result = Cli.at(hydra.url())
                .stdin("{\"client_id\":\"piped\"}\n")
                .create("--file", "-", "-q", "--secret", "s3cr3t");

        assertThat(result).isEqualTo(new Cli.Result(0, "piped\n", ""));
        assertThat(hydra.body()).isEqualTo(Json.parse("{\"client_id\":\"piped\",\"client_secret\":\"s3cr3t\"}"));
    }

    @Test
    void whatTheServerAloneSetsIsLeftOutSoThatAnAnswerCanBeSentAgain() throws IOException {
        Files.writeString(file, """
                {"client_id":"a","client_secret_expires_at":0,"created_at":"2024-01-02T03:04:05Z",
                "updated_at":"2024-01-02T03:04:05Z","registration_access_token":"t",
                "registration_client_uri":"http://x","contacts":null,"jwks":{}}""");

        assertThat(sent("--file", file.toString())).isEqualTo(Json.parse("{\"client_id\":\"a\"}"));
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFile() throws IOException {
        Files.writeString(file, "\uFEFF{\"owner\":\"o\"}");

        assertThat(sent("--file", file.toString())).isEqualTo(Json.parse("{\"owner\":\"o\"}"));
    }

    @Test
    void aFileMayBeAsLargeAsTheLimit() throws IOException {
        Files.writeString(file, "{}" + " ".repeat(LARGEST - 2));

        assertThat(sent("--file", file.toString())).isEqualTo(Json.parse("{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"client_nam":"x"}                  | it has the unknown field 'client_nam'; did you mean 'client_name'?
            {"redirect_uri":["x"]}              | it has the unknown field 'redirect_uri'; did you mean 'redirect_uris'?
            {"owner":"x","clientId":"hunter2"}  | it has the unknown field 'clientId'; did you mean 'client_id'?
            [{"owner":"x"}]                     | it holds a list; 'ory import oauth2-client' takes a list of clients
            "hunter2"                           | it is not a JSON object
            null                                | it is not a JSON object
            ''                                  | it is empty
            '   '                               | it is empty
            - client_name: hunter2              | it holds a list; 'ory import oauth2-client' takes a list of clients
            'a: b: hunter2'                     | it is not YAML: a colon stands where none may; a text with one needs quotes (line 1, column 5)
            {"client_secret":hunter2}           | it is not JSON: it is malformed (line 1, column 18)
            {"client_secret":"hunter2           | it is not JSON: it ends too early (line 1, column 26)
            {"jwks":{"keys":[{"kty":"RSA","d":"hunter2"}]}} | jwks holds a private key, which would go to the server; give the public keys alone
            {"client_id":".."}                  | no URL can name a client with the id '..': it is taken out of every path
            {} {}                               | it is not JSON: it is malformed (line 1, column 4)
            """)
    void saysWhatIsWrongWithAFile(String content, String message) throws IOException {
        Files.writeString(file, content);

        assertRefused("--file", "cannot use " + file + ": " + message);
    }

    @Test
    void saysWhatIsWrongWithStandardInput() {
        assertThat(Cli.at(hydra.url()).stdin("[]").create("--file", "-"))
                .isEqualTo(new Cli.Result(
                        1,
                        "",
                        "Error: cannot use standard input: it holds a list; 'ory import"
                                + " oauth2-client' takes a list of clients\n"));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file", "--secret-file", "--jwks"})
    void aMissingFileIsNamed(String flag) {
        assertRefused(flag, "cannot use " + file + ": no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file", "--secret-file", "--jwks"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other words for it")
    void aDirectoryIsNoFile(String flag) throws IOException {
        Files.createDirectory(file);

        assertRefused(flag, "cannot use " + file + ": Is a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file", "--secret-file", "--jwks"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void aFileMustBeReadable(String flag) throws IOException {
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, Set.of());
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();

        assertRefused(flag, "cannot use " + file + ": permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file", "--secret-file", "--jwks"})
    void aFileMustBeUtf8(String flag) throws IOException {
        Files.write(file, new byte[] {'"', (byte) 0xE4, '"'});

        assertRefused(flag, "cannot use " + file + ": it is not UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file", "--secret-file", "--jwks"})
    void aFileMayNotBeHuge(String flag) throws IOException {
        Files.write(file, new byte[LARGEST + 1]);

        assertRefused(flag, "cannot use " + file + ": it is larger than 1 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file", "--secret-file", "--jwks"})
    void aFileMayNotBeEndless(String flag) {
        file = Path.of("/dev/zero");
        assumeThat(Files.exists(file)).isTrue();

        assertRefused(flag, "cannot use /dev/zero: it is larger than 1 MiB");
    }

    @Test
    void aKeySetMayComeFromAFile() throws IOException {
        Files.writeString(file, "{\"keys\":[{\"kty\":\"RSA\"}]}\n");

        assertThat(sent("--jwks", "@" + file).path("jwks")).isEqualTo(Json.parse("{\"keys\":[{\"kty\":\"RSA\"}]}"));
    }

    @Test
    void aKeySetMayComeFromStandardInput() throws IOException {
        Cli.Result result = Cli.at(hydra.url()).stdin("{\"keys\":[]}").create("--jwks", "@-");

        assertThat(result.exitCode()).isZero();
        assertThat(hydra.body().path("jwks")).isEqualTo(Json.parse("{\"keys\":[]}"));
    }

    @Test
    void aFileMayBeYaml() throws IOException {
        Files.writeString(file, """
                client_name: my app   # as people see it
                grant_types: [client_credentials]
                metadata: {tier: 1.50, on: yes}
                """);

        assertThat(sent("--file", file.toString())).isEqualTo(Json.parse("""
                {"client_name":"my app","grant_types":["client_credentials"],"metadata":{"tier":1.50,"on":"yes"}}"""));
    }

    @Test
    void whatTheGoProgramPrintsCanBeSentAgain() throws IOException {
        Files.writeString(file, "{\"client_name\":\"x\",\"jwks\":{},\"AdditionalProperties\":{}}");

        assertThat(sent("--file", file.toString())).isEqualTo(Json.parse("{\"client_name\":\"x\"}"));
    }

    @Test
    void allUnknownFieldsAreNamedAtOnce() throws IOException {
        Files.writeString(file, "{\"id\":\"a\",\"public\":true,\"x\":1,\"owner\":\"o\"}");

        assertRefused(
                "--file",
                "cannot use " + file
                        + ": it has the unknown fields 'id', 'public' and 'x'; did you mean 'client_id' for"
                        + " 'id', 'token_endpoint_auth_method' for 'public'?");
    }

    @Test
    void unknownFieldsMayBeLeftOut() throws IOException {
        Files.writeString(file, "{\"client_id\":\"a\",\"colour\":\"red\",\"shape\":1}");

        assertThat(Cli.at(hydra.url())
                        .create("-q", "--ignore-unknown", "--secret", "s3cr3t", "--file", file.toString()))
                .isEqualTo(new Cli.Result(0, "a\n", """
                        Warning: the file has fields that this version does not know, which are left out: colour, shape
                        """));
        assertThat(hydra.body().has("colour")).isFalse();
    }

    @Test
    void aPersonIsToldWhatIsWaitedFor() {
        Cli.Result result = Cli.at(hydra.url())
                .interactive()
                .stdin("{\"client_id\":\"a\"}")
                .create("-q", "--secret-file", "/dev/null", "--file", "-");

        assertThat(result.stderr()).startsWith("Waiting for a client, in JSON or YAML, on standard input.\n");
    }

    @Test
    void metadataMayComeFromAFile() throws IOException {
        Files.writeString(file, "{\"tier\": 1.50}\n");

        assertThat(sent("--metadata", "@" + file).path("metadata")).isEqualTo(Json.parse("{\"tier\":1.50}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--metadata", "--jwks", "--pgp-key"})
    void aFileNeedsAName(String flag) {
        assertThat(Cli.at(hydra.url()).create(flag, "@")).isEqualTo(new Cli.Result(2, "", """
                        Error: %s names no file behind the @
                        See 'ory create oauth2-client --help'.
                        """.formatted(flag)));
    }

    @Test
    void aSingleKeyIsNoKeySet() {
        assertThat(Cli.at(hydra.url()).create("--jwks", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\"}"))
                .isEqualTo(new Cli.Result(2, "", """
                        Error: jwks needs a "keys" array: wrap a single key in {"keys":[…]}
                        See 'ory create oauth2-client --help'.
                        """));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void aKeySetInAFileMustBeJson() throws IOException {
        Files.writeString(file, "hunter2");

        assertRefused("--jwks", "cannot use " + file + ": it is not JSON: it is malformed (line 1, column 1)");
    }
}
