package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import orycli.Cli;
import orycli.FakeHydra;

/** A client from its creation to the end of its tokens, with the sandbox on both sides. */
final class TutorialTest {
    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    private Cli cli() {
        return Cli.at(hydra.url()).and("OAUTH2_CLIENT_ID", "demo").and("OAUTH2_CLIENT_SECRET", "s3cret-demo");
    }

    private String token() {
        return cli().execute("perform", "client-credentials", "--scope", "a", "-q")
                .stdout();
    }

    @Test
    void aTokenIsGoodUntilItIsEnded() {
        Cli.Result created = cli().create(
                        "--id",
                        "demo",
                        "--secret",
                        "s3cret-demo",
                        "--grant-type",
                        "client_credentials",
                        "--scope",
                        "a",
                        "-q");
        String first = token();
        String second = token();

        assertThat(created).isEqualTo(new Cli.Result(0, "demo\n", ""));
        assertThat(isActive(first, "a")).isEqualTo("true\n");
        assertThat(isActive(first, "b")).isEqualTo("false\n");
        assertThat(cli().stdin(first).execute("revoke", "token", "-").exitCode())
                .isZero();
        assertThat(isActive(first, "a")).isEqualTo("false\n");
        assertThat(isActive(second, "a")).isEqualTo("true\n");
        assertThat(cli().execute("delete", "access-tokens", "demo")).isEqualTo(new Cli.Result(0, "ID\tdemo\t\n", ""));
        assertThat(isActive(second, "a")).isEqualTo("false\n");
    }

    private String isActive(String token, String scope) {
        return cli().stdin(token)
                .execute("introspect", "token", "-", "--scope", scope, "-q")
                .stdout();
    }
}
