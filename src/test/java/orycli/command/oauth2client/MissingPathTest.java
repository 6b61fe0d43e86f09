package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;
import orycli.FakeHydra;

/** Paths into a result that lead nowhere, where a secret would be lost thereby and where none would. */
final class MissingPathTest {
    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @ParameterizedTest
    @CsvSource({"jsonpath=client_secert,client_secert", "jsonpointer=/client_secert,/client_secert"})
    void aClientWhoseSecretIsNotFoundIsDeletedAgain(String format, String path) {
        assertThat(Cli.at(hydra.url()).create("--id", "a", "--format", format))
                .isEqualTo(new Cli.Result(
                        1, "", "Error: " + path + " finds nothing in the result; the client a was deleted again\n"));
        assertThat(hydra.calls()).extracting(FakeHydra.Call::method).containsExactly("POST", "DELETE");
    }

    @Test
    void aPathMayFindNothingWhereTheSecretIsKnown() {
        assertThat(Cli.at(hydra.url()).create("--id", "a", "--secret", "s3cr3t", "--format", "jsonpath=nope"))
                .isEqualTo(new Cli.Result(0, "null\n", ""));
        assertThat(Cli.at(hydra.url()).execute("get", "client", "a", "--format", "jsonpath=nope"))
                .isEqualTo(new Cli.Result(0, "null\n", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jsonpath=$.client_id
            jsonpath={.client_id}
            """)
    void aPathOfAnotherKindIsRefusedBeforeAnythingIsSent(String format) {
        Cli.Result result = Cli.at(hydra.url()).create("--format", format);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr()).contains("client_id").endsWith("See 'ory create oauth2-client --help'.\n");
        assertThat(hydra.calls()).isEmpty();
    }
}
