package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.CLIENT;
import static orycli.command.oauth2client.Creation.answer;
import static orycli.command.oauth2client.Creation.at;
import static orycli.command.oauth2client.Creation.failure;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.Cli;

/** Where a client cannot be printed, the one with a generated secret goes and the one with a known secret stays. */
final class CreateOntoBrokenOutputTest {
    private static final String FULL =
            "Error: cannot write to standard output: No space left on device; the client a1 ";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    /** Takes some bytes and then no more; where it had room for all, they are lost when it is flushed. */
    private static final class FullDisk extends OutputStream {
        private final int room;
        private int taken;

        FullDisk(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (taken == room) {
                taken = 0;
                throw new IOException("No space left on device");
            }
            taken++;
        }

        @Override
        public void flush() throws IOException {
            if (taken > 0) {
                taken = 0;
                throw new IOException("No space left on device");
            }
        }
    }

    static Stream<OutputStream> broken() {
        return Stream.of(new FullDisk(0), new FullDisk(20), new FullDisk(10_000));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void deletesTheClientWhoseSecretCannotBePrinted(OutputStream stdout) {
        server.enqueue(answer(201, CLIENT));
        server.enqueue(new MockResponse.Builder().code(204).build());

        assertThat(create(stdout)).isEqualTo(failure(1, FULL + "was deleted again"));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients", "DELETE /admin/clients/a1");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void keepsTheClientWhoseSecretTheUserKnows(OutputStream stdout) {
        server.enqueue(answer(201, CLIENT));

        assertThat(create(stdout, "--secret", "my-own-secret"))
                .isEqualTo(failure(1, FULL + "was created, with the secret that you gave it"));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
    }

    @Test
    void keepsTheClientThatHasNoSecret() {
        server.enqueue(answer(201, "{\"client_id\":\"a1\",\"token_endpoint_auth_method\":\"none\"}"));

        assertThat(create(new FullDisk(0), "--token-endpoint-auth-method", "none"))
                .isEqualTo(failure(1, FULL + "was created"));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
    }

    @Test
    void namesTheClientThatCannotBeDeletedEither() {
        server.enqueue(answer(201, CLIENT));
        server.enqueue(answer(403, "{\"error\":\"not allowed\"}"));

        assertThat(create(new FullDisk(0)))
                .isEqualTo(failure(
                        1,
                        FULL + "was created, its secret is lost, and it could not be deleted: cannot delete the client"
                                + " a1: 403 Client Error: not allowed"));
    }

    /** A proxy may answer so, or another server. */
    @Test
    void doesNotTakeNotFoundForDeleted() {
        server.enqueue(answer(201, CLIENT));
        server.enqueue(answer(404, ""));

        assertThat(create(new FullDisk(0)).stderr()).startsWith(FULL + "was created, its secret is lost, and");
    }

    @Test
    void deletesTheClientWithAnIdThatLooksLikeAPath() {
        server.enqueue(answer(201, CLIENT.replace("a1", "../../keys/a%2Fb")));
        server.enqueue(new MockResponse.Builder().code(204).build());

        assertThat(create(new FullDisk(0)).exitCode()).isEqualTo(1);
        assertThat(Creation.requests(server))
                .containsExactly("POST /admin/clients", "DELETE /admin/clients/..%2F..%2Fkeys%2Fa%252Fb");
    }

    @Test
    void namesTheClientThatNoUrlCanName() {
        server.enqueue(answer(201, CLIENT.replace("a1", "..")));

        assertThat(create(new FullDisk(0)))
                .isEqualTo(failure(
                        1,
                        "Error: cannot write to standard output: No space left on device; the client .. was created,"
                                + " its secret is lost, and it could not be deleted: no URL can name a client with the"
                                + " id '..': it is taken out of every path"));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
    }

    /** Hydra would take the request to delete {@code shop/} for one about {@code shop}. */
    @ParameterizedTest
    @CsvSource({
        "shop/, the slash at its end is cut off",
        ".., it is taken out of every path",
        "'a\rb', it holds a control character"
    })
    void createsNoClientThatItCouldNotDelete(String id, String reason) {
        assertThat(create(new FullDisk(0), "--id", id))
                .isEqualTo(failure(
                        2,
                        "Error: no URL can name a client with the id '" + id.replace("\r", "\\r") + "': " + reason,
                        "See 'ory create oauth2-client --help'."));
        assertThat(server.getRequestCount()).isZero();
    }

    private Cli.Result create(OutputStream stdout, String... flags) {
        return new Cli().stdout(stdout).execute(at(server.url("/"), flags));
    }
}
