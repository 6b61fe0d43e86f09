package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.json.Json;

/** Failures and notes as programs read them: a line of JSON each. */
final class ErrorFormatTest {
    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @TempDir
    private Path directory;

    private Cli.Result create(String... flags) {
        return Cli.at(hydra.url()).and("ORY_ERROR_FORMAT", "json").create(flags);
    }

    @Test
    void aUsageErrorIsOneLine() {
        assertThat(create("--nmae", "x")).isEqualTo(new Cli.Result(2, "", """
                {"error":{"code":"usage","status":null,"exit_code":2,"message":"unknown flag '--nmae'; did you mean\
                 '--name'?","advice":["See 'ory create oauth2-client --help'."]}}
                """));
    }

    @Test
    void aFlagAsksForItToo() {
        assertThat(new Cli().execute("create", "--error-format", "json", "oauth2-client"))
                .isEqualTo(new Cli.Result(4, "", """
                {"error":{"code":"not_signed_in","status":null,"exit_code":4,"message":"you are not signed in","advice":\
                ["Set ORY_PROJECT_API_KEY to the API key of a project, or run 'ory auth' in a terminal.","For your own\
                 Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in front."]}}
                """));
    }

    @Test
    void theFlagWinsOverTheVariable() {
        assertThat(create("--error-format=text", "--nonsense")).isEqualTo(new Cli.Result(2, "", """
                Error: unknown flag '--nonsense'
                See 'ory create oauth2-client --help'.
                """));
    }

    @Test
    void theServersStatusIsTold() {
        hydra.answerOnce(409, Map.of(), "{\"error\":\"conflict\",\"error_description\":\"It exists.\"}");

        assertThat(create("--id", "a")).isEqualTo(new Cli.Result(1, "", """
                {"error":{"code":"conflict","status":409,"exit_code":1,"message":"cannot create the client: there is\
                 already a client a","advice":[]}}
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "400, refused, 1",
        "401, not_signed_in, 4",
        "409, conflict, 1",
        "500, refused, 1",
        "502, outcome_unknown, 5",
        "503, outcome_unknown, 5"
    })
    void theCodeSaysWhatKindOfFailureItIs(int status, String code, int exitCode) throws IOException {
        hydra.answerOnce(status, Map.of(), "{\"error\":\"x\",\"error_description\":\"y\"}");

        Cli.Result result = create();

        JsonNode error = Json.parse(result.stderr()).path("error");
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("exit_code").intValue()).isEqualTo(exitCode).isEqualTo(result.exitCode());
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        Cli.Result result = Cli.at(hydra.url()).execute("get", "client", "a", "--error-format", "json");

        assertThat(Json.parse(result.stderr()).path("error").path("code").textValue())
                .isEqualTo("not_found");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() {
        String file = directory.resolve("none.json").toString();

        assertThat(create("--file", file)).isEqualTo(new Cli.Result(1, "", """
                {"error":{"code":"unusable","status":null,"exit_code":1,"message":"cannot use %s: no such file",\
                "advice":[]}}
                """.formatted(file)));
    }

    @Test
    void aServerThatCannotBeReachedIsNamed() {
        assertThat(Cli.at("http://127.0.0.1:1").create("--error-format", "json"))
                .isEqualTo(new Cli.Result(5, "", """
                {"error":{"code":"unreachable","status":null,"exit_code":5,"message":"cannot reach http://127.0.0.1:1:\
                 connection refused","advice":[]}}
                """));
    }

    @Test
    void aWarningIsANote() {
        assertThat(create("-q", "--id", "a")).isEqualTo(new Cli.Result(0, "a\n", """
                {"note":"the server generated a secret for this client. It is not in this output and cannot be shown\
                 again."}
                """));
    }

    @Test
    void aCommandInTheSandboxHasTheSame() {
        assertThat(Cli.run("sandbox", "--error-format", "json", "create", "oauth2-client", "--nonsense"))
                .isEqualTo(new Cli.Result(2, "", """
                {"note":"Sandbox: nothing is kept; all clients are gone when it ends."}
                {"error":{"code":"usage","status":null,"exit_code":2,"message":"unknown flag '--nonsense'","advice":\
                ["See 'ory create oauth2-client --help'."]}}
                """));
    }
}
