package orycli.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;
import orycli.json.Json;

/** {@code ory sandbox} in front of a command of {@code ory}; programs need a process of their own. */
final class SandboxCommandTest {
    private static final String BANNER = "Sandbox: nothing is kept; all clients are gone when it ends.\n";

    @Test
    void createsAClientWithoutAServer() throws IOException {
        Cli.Result result = Cli.run(
                "sandbox", "create", "oauth2-client", "--name", "my app", "--scope", "core,foobar", "--format", "json");

        assertThat(result).isEqualTo(new Cli.Result(0, result.stdout(), BANNER));
        JsonNode client = Json.parse(result.stdout());
        assertThat(client.path("client_name").textValue()).isEqualTo("my app");
        assertThat(client.path("scope").textValue()).isEqualTo("core foobar");
        assertThat(client.path("client_secret").textValue()).matches("[a-zA-Z0-9-_.~]{26}");
    }

    @Test
    void saysThatItWaitsForClients() {
        assertThat(new Cli().typing("- client_id: a1\n").execute("sandbox", "--file", "-", "get", "client", "a1", "-q"))
                .isEqualTo(new Cli.Result(
                        0, "a1\n", "Waiting for clients, in JSON or YAML, on standard input.\n" + BANNER));
    }

    /** Every one finds the sandbox empty. */
    @Test
    void forgetsEverything() {
        Cli.Result first = Cli.run("sandbox", "create", "client", "--id", "a1", "-q", "--secret", "s3cret-one");
        Cli.Result second = Cli.run("sandbox", "create", "client", "--id", "a1", "-q", "--secret", "s3cret-two");

        assertThat(first).isEqualTo(new Cli.Result(0, "a1\n", BANNER)).isEqualTo(second);
    }

    @Test
    void endsWithTheCommandsExitCode() {
        assertThat(Cli.run("sandbox", "create", "client", "--secret", "short"))
                .isEqualTo(new Cli.Result(1, "", BANNER + """
                Error: cannot create the client: 400 Bad Request: Field client_secret must contain a secret that is at least \
                6 characters long.
                """));
    }

    @Test
    void goesBeforeWhateverTheEnvironmentNames() {
        Cli.Result result = Cli.at("http://127.0.0.1:1")
                .and("ORY_PROJECT", "mine")
                .and("ORY_PROJECT_API_KEY", "ory_pat_x")
                .execute("sandbox", "create", "client", "--id", "a1", "-q", "--secret", "s3cret-one");

        assertThat(result).isEqualTo(new Cli.Result(0, "a1\n", BANNER));
    }

    @ParameterizedTest
    @CsvSource({"--endpoint, http://127.0.0.1:1", "-e, http://127.0.0.1:1", "--project, mine", "--workspace, ours"})
    void leadsNowhereElse(String flag, String value) {
        String name = flag.equals("-e") ? "--endpoint" : flag;

        assertThat(Cli.run("sandbox", "create", "client", flag, value))
                .isEqualTo(new Cli.Result(2, "", BANNER + """
                Error: a command in the sandbox writes to the sandbox; leave out %s
                See 'ory create oauth2-client --help'.
                """.formatted(name)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port 99999          | --port is not between 0 and 65535: '99999'
            --port -1             | --port is not between 0 and 65535: '-1'
            --port x              | --port: 'x' is not a number
            ./provision.sh        | './provision.sh' is no command of ory; put -- before a program
            --                    | there is no program behind --
            """)
    void saysWhatIsWrong(String flags, String message) {
        Cli.Result result = Cli.run(("sandbox " + flags).split(" "));

        assertThat(new Cli.Result(
                        result.exitCode(), result.stdout(), result.stderr().replace(BANNER, "")))
                .isEqualTo(new Cli.Result(2, "", "Error: " + message + "\nSee 'ory sandbox --help'.\n"));
    }

    @Test
    void saysSoWhereThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String port = Integer.toString(taken.getLocalPort());

            Cli.Result result = Cli.run("sandbox", "--port", port, "version");

            // The rest is the operating system's.
            assertThat(result.stderr())
                    .startsWith("Error: cannot serve on port " + port + ": ")
                    .hasLineCount(1);
            assertThat(result).isEqualTo(new Cli.Result(1, "", result.stderr()));
        }
    }

    @Test
    void saysSoWhereThereIsNoSuchProgram() {
        Cli.Result result = Cli.run("sandbox", "--", "no-such-program-anywhere");

        assertThat(result.stderr())
                .startsWith(BANNER + "Error: cannot run no-such-program-anywhere: ")
                .doesNotContain("error=")
                .hasLineCount(2);
        assertThat(result).isEqualTo(new Cli.Result(1, "", result.stderr()));
    }
}
