package orycli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;
import orycli.FakeHydra;

/** {@code --wait}. */
final class WaitTest {
    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    private static Cli.Result usage(String message) {
        return new Cli.Result(2, "", "Error: " + message + "\nSee 'ory create oauth2-client --help'.\n");
    }

    @Test
    void goesOnOnceTheServerIsReady() {
        hydra.answerOnce(503, Map.of(), "");
        hydra.answerOnce(502, Map.of(), "");

        assertThat(Cli.at(hydra.url()).create("-q", "--id", "a", "--secret", "s3cr3t", "--wait", "1m"))
                .isEqualTo(new Cli.Result(0, "a\n", ""));
        assertThat(hydra.calls())
                .extracting(FakeHydra.Call::method, FakeHydra.Call::path)
                .containsExactly(
                        tuple("GET", "/health/ready"),
                        tuple("GET", "/health/ready"),
                        tuple("GET", "/health/ready"),
                        tuple("POST", "/admin/clients"));
    }

    @Test
    void saysWhatItSawLastWhereTheTimeIsUp() {
        assertThat(Cli.at("http://127.0.0.1:1").create("--wait", "1ms")).isEqualTo(new Cli.Result(5, "", """
                Error: http://127.0.0.1:1/health/ready was not ready within 1 ms: connection refused
                Wait longer with --wait, such as --wait 5m.
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x   | --wait is not a duration such as 1m: 'x'
            30  | --wait is not a duration such as 1m: '30'
            """)
    void takesADuration(String duration, String message) {
        assertThat(Cli.at(hydra.url()).create("--wait", duration)).isEqualTo(usage(message));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void isForAnEndpointOnly() {
        assertThat(new Cli().create("--project", "mine", "--wait", "1m"))
                .isEqualTo(usage("--wait is for an endpoint; Ory Network is always there"));
    }
}
