package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;
import orycli.FakeNetwork;

/** What shells ask for while a line is typed. */
final class IdCompletionTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    @TempDir
    private Path home;

    @Test
    void theServerOfTheLineIsAskedForItsClients() throws Exception {
        answer(200, "[{\"client_id\":\"web\"},{\"client_id\":\"billing\"}]");

        Cli.Result result = Cli.run(
                "__complete",
                "clients",
                "ory",
                "get",
                "oauth2-client",
                "--endpoint=" + server.url("/"),
                "-H",
                "X-Token: t");

        RecordedRequest request = server.takeRequest();
        assertThat(result).isEqualTo(new Cli.Result(0, "web\nbilling\n", ""));
        assertThat(request.getTarget()).isEqualTo("/admin/clients?page_size=500");
        assertThat(request.getHeaders().get("X-Token")).isEqualTo("t");
    }

    @Test
    void theServerOfTheEnvironmentIsAsked() {
        answer(200, "[{\"client_id\":\"web\"}]");

        assertThat(Cli.at(server.url("/").toString()).execute("__complete", "clients", "ory", "delete", "client"))
                .isEqualTo(new Cli.Result(0, "web\n", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clients    | ory get client --project p -q -H a:b -- -e u | list oauth2-clients -q --page-size 500 --project p -H a:b
            clients    | ory delete client --endpoint=u --skip-tls-verify | list oauth2-clients -q --page-size 500 --endpoint=u --skip-tls-verify
            projects   | ory use project -c f --endpoint u --project x | list projects -q -c f
            workspaces | ory use workspace --workspace w --config=f --name n | list workspaces -q --config=f
            """)
    void whatSaysWhereItIsIsPassedOn(String kind, String words, String command) {
        List<String> asked = new ArrayList<>(List.of("__complete", kind));
        asked.addAll(List.of(words.split(" ")));

        assertThat(String.join(" ", IdCompletion.command(asked))).isEqualTo(command);
    }

    @Test
    void nothingIsSaidOfAFailure() {
        answer(403, "{}");

        assertThat(Cli.at(server.url("/").toString()).interactive().execute("__complete", "clients", "ory"))
                .isEqualTo(new Cli.Result(0, "", ""));
        assertThat(new Cli().interactive().execute("__complete", "projects", "ory"))
                .isEqualTo(new Cli.Result(0, "", ""));
        assertThat(Cli.run("__complete", "clients", "ory", "-e", "no url")).isEqualTo(new Cli.Result(0, "", ""));
    }

    @Test
    void aServerThatIsSlowIsNotWaitedFor() throws IOException {
        server.enqueue(
                new MockResponse.Builder().headersDelay(10, TimeUnit.MINUTES).build());

        assertThat(Cli.at(server.url("/").toString()).execute("__complete", "clients", "ory"))
                .isEqualTo(new Cli.Result(0, "", ""));
    }

    /** What renews a session must not be cut off, and nobody who presses a key waits for it. */
    @Test
    void noSessionIsRenewed() throws Exception {
        try (FakeNetwork network = new FakeNetwork(home)) {
            network.signedIn("2020-01-01T00:00:00Z");
            String before = network.configText();

            assertThat(network.cli().execute("__complete", "projects", "ory")).isEqualTo(new Cli.Result(0, "", ""));
            assertThat(network.asked()).isEmpty();
            assertThat(network.configText()).isEqualTo(before);
        }
    }
}
