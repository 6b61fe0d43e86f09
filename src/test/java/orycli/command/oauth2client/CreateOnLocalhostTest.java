package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static orycli.command.oauth2client.Creation.CLIENT;
import static orycli.command.oauth2client.Creation.CREATED;
import static orycli.command.oauth2client.Creation.answer;
import static orycli.command.oauth2client.Creation.at;

import java.io.IOException;
import java.net.InetAddress;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;

/** The endpoint's name and path. */
final class CreateOnLocalhostTest {
    private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "foo.localhost", "a.b.localhost", "127.0.0.1"})
    void findsAServerOnIpv4Alone(String host) throws IOException {
        server.start(InetAddress.getByAddress(LOOPBACK_4), 0);

        assertThat(createAt("http://" + host + ":" + server.getPort())).isEqualTo(CREATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "foo.localhost", "[::1]"})
    void findsAServerOnIpv6Alone(String host) throws IOException {
        assumeThat(Creation.hasIpv6()).isTrue();
        server.start(InetAddress.getByAddress(LOOPBACK_6), 0);

        assertThat(createAt("http://" + host + ":" + server.getPort())).isEqualTo(CREATED);
    }

    @Test
    void namesTheHostInItsRequest() throws Exception {
        server.start(InetAddress.getByAddress(LOOPBACK_4), 0);
        createAt("http://foo.localhost:" + server.getPort());

        assertThat(server.takeRequest().getHeaders().get("Host")).isEqualTo("foo.localhost:" + server.getPort());
    }

    @ParameterizedTest
    @CsvSource({
        "'', /admin/clients",
        "/, /admin/clients",
        "/hydra, /hydra/admin/clients",
        "/hydra/, /hydra/admin/clients",
        "/a%2Fb/c, /a%2Fb/c/admin/clients",
    })
    void keepsThePathOfTheEndpoint(String path, String target) throws Exception {
        server.start(InetAddress.getByAddress(LOOPBACK_4), 0);
        createAt("http://127.0.0.1:" + server.getPort() + path);

        assertThat(server.takeRequest().getTarget()).isEqualTo(target);
    }

    private Cli.Result createAt(String endpoint) {
        server.enqueue(answer(201, CLIENT));
        return Cli.run(at(endpoint));
    }
}
