package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;
import orycli.FakeHydra;

/** What is wrong with the clients of an import is said of all of them, before the first is sent. */
final class ImportCheckTest {
    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @TempDir
    private Path folder;

    private final Cli cli = new Cli();

    @Test
    void namesEveryProblemOfEveryFile() throws IOException {
        cli.stdin("{\"client_id\":\"i9\",\"skip_consent\":\"yes\"}");
        String first = file("a.json", """
                [{"client_id":"i1"},
                 {"client_id":"i2","scopes":"a","nothing":1},
                 {"client_id":"i3","redirect_uris":"https://a.example"}]""");
        String second = file("b.yaml", "- client_id: i4\n- client_id: i1\n");

        assertThat(run(first, second, "-", folder + "/c.json")).isEqualTo(new Cli.Result(1, "", """
                Error: %1$s/a.json, client 2 (i2): it has the unknown fields 'scopes' and 'nothing'; did you mean 'scope' for 'scopes'?
                Error: %1$s/a.json, client 3 (i3): redirect_uris must be a list of strings
                Error: %1$s/b.yaml, client 2 (i1): it has the id of client 1 of %1$s/a.json
                Error: standard input, client 1 (i9): skip_consent must be true or false
                Error: cannot use %1$s/c.json: no such file
                Nothing was sent.
                """.formatted(folder)));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                    | Error: cannot use standard input: it is empty
            '  '                                  | Error: cannot use standard input: it is empty
            nope                                  | Error: standard input, client 1: it is not a JSON object
            [{"client_id":"i1"},{"client_id":]    | Error: cannot use standard input: client 2: it is malformed (line 1, column 34)
            [{"client_id":"i1"}                   | Error: cannot use standard input: client 2: it ends too early (line 1, column 20)
            [1]                                   | Error: standard input, client 1: it is not a JSON object
            [[]]                                  | Error: standard input, client 1: it is a list within a list
            {"client_id":".."}                    | Error: standard input, client 1 (..): no URL can name a client with the id '..': it is taken out of every path
            {"client_id":"a/"}                    | Error: standard input, client 1 (a/): no URL can name a client with the id 'a/': the slash at its end is cut off
            {"client_id":"i1","jwks":{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}} | Error: standard input, client 1 (i1): jwks holds a private key, which would go to the server; give the public keys alone
            {"items":[{"client_id":"i1"}],"is_last_page":true} | Error: standard input, client 1: it has the unknown fields 'items' and 'is_last_page'; of a page of a list, give the items alone: jq .items
            """)
    void saysWhatIsWrong(String text, String message) {
        cli.stdin(text);

        assertThat(run()).isEqualTo(new Cli.Result(1, "", message + "\nNothing was sent.\n"));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertThat(run(folder.toString()))
                .isEqualTo(
                        new Cli.Result(1, "", "Error: cannot use " + folder + ": Is a directory\nNothing was sent.\n"));
    }

    @Test
    void leavesOutFieldsThatItDoesNotKnowWhereItMay() {
        cli.stdin("[{\"client_id\":\"i1\",\"new\":1},{\"client_id\":\"i2\",\"new\":1,\"newer\":2}]");

        assertThat(run("-", "--ignore-unknown", "--format", "jsonpath=#.client_id"))
                .isEqualTo(new Cli.Result(0, "[\n  \"i1\",\n  \"i2\"\n]\n", """
                        Warning: the clients have fields that this version does not know, which are left out: new, newer
                        Warning: the server generated secrets. They are not all in this output and cannot be shown again.
                        """));
        assertThat(hydra.calls().get(0).body().has("new")).isFalse();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Cli.Result run(String... words) {
        return cli.and("ORY_SDK_URL", hydra.url())
                .execute(Stream.concat(Stream.of("import", "oauth2-client"), Stream.of(words))
                        .toArray(String[]::new));
    }
}
