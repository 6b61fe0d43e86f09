package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.CLIENT;
import static orycli.command.oauth2client.Creation.CREATED;
import static orycli.command.oauth2client.Creation.answer;
import static orycli.command.oauth2client.Creation.at;
import static orycli.command.oauth2client.Creation.failure;

import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;

/** What is sent beside the client, and to whom. */
final class CreateHeadersTest {
    private static final String API_KEY = "ory_pat_abcdef";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void sendsAHeaderWithColonsInItsValue() throws InterruptedException {
        assertThat(sent("-H", "X-Forwarded-For:  http://[::1]:80/ ").get("X-Forwarded-For"))
                .isEqualTo("http://[::1]:80/");
    }

    @Test
    void sendsAHeaderAsOftenAsItIsGiven() throws InterruptedException {
        assertThat(sent("-H", "X-A: 1", "--http-header", "x-a: 2", "-H", "X-B:").toMultimap())
                .containsEntry("x-a", List.of("1", "2"))
                .containsEntry("x-b", List.of(""));
    }

    @ParameterizedTest
    @CsvSource({"User-Agent, me/1.0", "Content-Type, application/x-json", "Authorization, Bearer x", "Host, other"})
    void replacesItsOwnHeaders(String name, String value) throws InterruptedException {
        assertThat(sent("-H", name + ": " + value).values(name)).containsExactly(value);
    }

    @Test
    void saysWhoItIs() throws InterruptedException {
        Headers headers = sent();

        assertThat(headers.get("User-Agent")).startsWith("ory-cli/");
        assertThat(headers.get("Content-Type")).isEqualTo("application/json");
        assertThat(headers.get("Accept-Encoding")).isEqualTo("gzip");
        assertThat(headers.names())
                .containsExactlyInAnyOrder(
                        "Accept-Encoding", "Connection", "Content-Length", "Content-Type", "Host", "User-Agent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"t0psecret", ":t0psecret", "X t0psecret: a", "X-A: t0psecret\nX-B: c", "X-A: t0psecretä", ""})
    void refusesABadHeaderWithoutQuotingIt(String header) {
        assertThat(Creation.create(server, "-H", header))
                .isEqualTo(failure(
                        2,
                        "Error: --http-header is not 'Name: value' in plain ASCII",
                        "See 'ory create oauth2-client --help'."));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void sendsTheUserOfTheEndpoint() throws InterruptedException {
        server.enqueue(answer(201, CLIENT));

        Cli.Result result = Cli.run(at("http://aladdin:open%20ses%C3%A4me@127.0.0.1:" + server.getPort(), "--debug"));

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr())
                .contains("> POST http://127.0.0.1:" + server.getPort() + "/admin/clients\n")
                .contains("> Authorization: [redacted]\n")
                .doesNotContain("aladdin", "open");
        assertThat(server.takeRequest().getHeaders().get("Authorization"))
                .isEqualTo("Basic YWxhZGRpbjpvcGVuIHNlc8OkbWU=");
    }

    @Test
    void doesNotShowTheUserOfAnEndpointThatFails() {
        assertThat(Cli.run(at("http://aladdin:opensesame@127.0.0.1:1")))
                .isEqualTo(failure(5, "Error: cannot reach http://127.0.0.1:1: connection refused"));
    }

    @Test
    void prefersTheHeaderToTheUserOfTheEndpoint() throws InterruptedException {
        server.enqueue(answer(201, CLIENT));

        Cli.run(at("http://aladdin:opensesame@127.0.0.1:" + server.getPort(), "-H", "authorization: Bearer x"));

        assertThat(server.takeRequest().getHeaders().values("Authorization")).containsExactly("Bearer x");
    }

    @Test
    void showsTheApiKeyToNoStranger() throws InterruptedException {
        server.enqueue(answer(201, CLIENT));

        assertThat(Cli.with("ORY_PROJECT_API_KEY", API_KEY).execute(at(server.url("/"))))
                .isEqualTo(CREATED);
        assertThat(server.takeRequest().getHeaders().toString()).doesNotContain(API_KEY, "Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://xoryapis.localhost", "http://oryapis.localhost.evil.localhost"})
    void showsTheApiKeyToNoneWhoseNameIsOnlyAlike(String host) throws InterruptedException {
        server.enqueue(answer(201, CLIENT));

        assertThat(network().execute(at(host + ":" + server.getPort()))).isEqualTo(CREATED);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void showsTheApiKeyToOryNetwork() throws InterruptedException {
        server.enqueue(answer(201, CLIENT));

        Cli.Result result = network().execute(at("http://x.oryapis.localhost:" + server.getPort(), "--debug"));

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).doesNotContain(API_KEY);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer " + API_KEY);
    }

    @Test
    void prefersTheHeaderToTheApiKey() throws InterruptedException {
        server.enqueue(answer(201, CLIENT));

        network().execute(at("http://x.oryapis.localhost:" + server.getPort(), "-H", "AUTHORIZATION: Bearer x"));

        assertThat(server.takeRequest().getHeaders().values("Authorization")).containsExactly("Bearer x");
    }

    private static Cli network() {
        return Cli.with("ORY_PROJECT_API_KEY", API_KEY).and("ORY_ORYAPIS_URL", "http://oryapis.localhost");
    }

    private Headers sent(String... flags) throws InterruptedException {
        server.enqueue(answer(201, CLIENT));
        assertThat(Creation.create(server, flags)).isEqualTo(CREATED);
        return server.takeRequest().getHeaders();
    }
}
