package orycli.command.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;

/** The ways in which a client is given a secret. */
final class SecretInputTest {
    private static final String WARNING = """
            Note: Other users of this machine can see the value of --secret, and your shell keeps it; use --secret - or\
             --secret-file.
            """;

    @RegisterExtension
    private final FakeHydra hydra = FakeHydra.lenient();

    @TempDir
    private Path directory;

    private String secret() {
        return hydra.body().path("client_secret").textValue();
    }

    private String fileWith(String text) throws IOException {
        return Files.writeString(directory.resolve("secret"), text).toString();
    }

    /** {@code ~} stands for a line feed, {@code ^} for a carriage return. */
    private static String withLineBreaks(String text) {
        return text.replace('~', '\n').replace('^', '\r');
    }

    private static final String ONE_LINE_BREAK_IS_CUT = """
            s3cr3t,      s3cr3t
            s3cr3t~,     s3cr3t
            s3cr3t^~,    s3cr3t
            ' s3 ~',     ' s3 '
            -,           -
            """;

    @ParameterizedTest
    @CsvSource(textBlock = ONE_LINE_BREAK_IS_CUT)
    void aSecretInAFileEndsBeforeTheLineBreak(String text, String secret) throws IOException {
        Cli.Result result =
                Cli.at(hydra.url()).create("-q", "--id", "a", "--secret-file", fileWith(withLineBreaks(text)));

        assertThat(result).isEqualTo(new Cli.Result(0, "a\n", ""));
        assertThat(secret()).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource(textBlock = ONE_LINE_BREAK_IS_CUT)
    void aSecretInStandardInputEndsBeforeTheLineBreak(String text, String secret) {
        Cli.Result result = Cli.at(hydra.url()).stdin(withLineBreaks(text)).create("-q", "--id", "a", "--secret", "-");

        assertThat(result).isEqualTo(new Cli.Result(0, "a\n", ""));
        assertThat(secret()).isEqualTo(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t\n\n", "s3cr3t\r", "\ns3cr3t", "a\nb\n", "a\tb", "\u001B[31m"})
    void aSecretHoldsNoControlCharacter(String text) throws IOException {
        String file = fileWith(text);

        assertThat(Cli.at(hydra.url()).create("--secret-file", file))
                .isEqualTo(new Cli.Result(
                        1, "", "Error: cannot use " + file + " as the secret: it holds a control character\n"));
        assertThat(Cli.at(hydra.url()).create("--secret=" + text)).isEqualTo(new Cli.Result(2, "", """
                Error: the client's secret cannot be used: it holds a control character
                See 'ory create oauth2-client --help'.
                """));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void aSecretFileMayBeStandardInput() {
        assertThat(Cli.at(hydra.url()).stdin("s3cr3t\n").create("-q", "--id", "a", "--secret-file", "-"))
                .isEqualTo(new Cli.Result(0, "a\n", ""));
        assertThat(secret()).isEqualTo("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\uFEFF", "\uFEFF\n"})
    void anEmptyFileIsNoSecret(String text) throws IOException {
        String file = fileWith(text);

        assertThat(Cli.at(hydra.url()).create("--secret-file", file))
                .isEqualTo(new Cli.Result(1, "", "Error: cannot use " + file + " as the secret: it is empty\n"));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void emptyStandardInputIsNoSecret() {
        assertThat(Cli.at(hydra.url()).create("--secret", "-"))
                .isEqualTo(new Cli.Result(1, "", "Error: cannot use standard input as the secret: it is empty\n"));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void thereCanBeOneSecretOnly() throws IOException {
        assertThat(Cli.at(hydra.url()).create("--secret", "hunter2", "--secret-file", fileWith("other")))
                .isEqualTo(new Cli.Result(2, "", """
                        Error: only one of --secret and --secret-file can be given
                        See 'ory create oauth2-client --help'.
                        """));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--secret,-,--file,-,--file and --secret",
        "--secret-file,-,--file,-,--file and --secret-file",
        "--jwks,@-,--secret,-,--jwks and --secret",
        "--jwks,@-,--file,-,--file and --jwks"
    })
    void oneFlagOnlyMayReadStandardInput(String one, String oneValue, String other, String otherValue, String both) {
        assertThat(Cli.at(hydra.url()).stdin("{}").create(one, oneValue, other, otherValue))
                .isEqualTo(new Cli.Result(2, "", """
                        Error: only one flag can read standard input, not both %s
                        See 'ory create oauth2-client --help'.
                        """.formatted(both)));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void aPersonIsWarnedOfASecretOnTheCommandLine() {
        Cli.Result result = Cli.at(hydra.url()).interactive().create("--id", "a", "--secret", "s3cr3t");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).isEqualTo(WARNING);
        assertThat(secret()).isEqualTo("s3cr3t");
    }

    /** In a pseudo-terminal both streams are one. */
    @ParameterizedTest
    @ValueSource(strings = {"-q", "--format=jsonpath=client_id", "--format=json"})
    void nobodyIsWarnedWhereAProgramReadsTheResult(String flag) {
        Cli.Result result = Cli.at(hydra.url()).interactive().create("--secret", "s3cr3t", flag);

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void aPersonIsAskedForTheSecret() {
        assertThat(Cli.at(hydra.url()).interactive().secret("s3cr3t").create("-q", "--id", "b", "--secret", "-"))
                .isEqualTo(new Cli.Result(0, "b\n", "The client's secret: \n"));
        assertThat(secret()).isEqualTo("s3cr3t");
    }

    @Test
    void aPersonIsNotAskedBeforeItIsKnownWhereTheClientGoes() {
        assertThat(new Cli().interactive().secret("s3cr3t").create("--secret", "-", "--endpoint", "nonsense"))
                .isEqualTo(new Cli.Result(2, "", """
                        Error: --endpoint is not a URL such as http://127.0.0.1:4445: 'nonsense'
                        See 'ory create oauth2-client --help'.
                        """));
    }

    @Test
    void anEmptyAnswerIsNoSecret() {
        assertThat(Cli.at(hydra.url()).interactive().create("--secret", "-")).isEqualTo(new Cli.Result(1, "", """
                        The client's secret:\s
                        Error: cannot use standard input as the secret: it is empty
                        """));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--secret,leave it out to have one generated", "--id,leave it out to have one generated"})
    void anEmptyFlagIsNotWhatIsMeant(String flag, String advice) {
        assertThat(Cli.at(hydra.url()).create(flag, "")).isEqualTo(new Cli.Result(2, "", """
                        Error: %s is empty; %s
                        See 'ory create oauth2-client --help'.
                        """.formatted(flag, advice)));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void aScriptIsNotWarned() {
        assertThat(Cli.at(hydra.url()).create("-q", "--id", "a", "--secret", "s3cr3t"))
                .isEqualTo(new Cli.Result(0, "a\n", ""));
    }

    @Test
    void nobodyIsWarnedOfASecretThatIsNotOnTheCommandLine() throws IOException {
        assertThat(Cli.at(hydra.url()).interactive().create("-q", "--id", "a", "--secret-file", fileWith("s3cr3t")))
                .isEqualTo(new Cli.Result(0, "a\n", ""));
    }
}
