package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.http.ConnectionException;
import orycli.http.HttpClients;
import orycli.http.HttpSettings;
import orycli.http.Pace;
import orycli.http.Sender;

final class HydraAdminClientTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final List<Duration> pauses = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a1,a1",
                "a/b,a%2Fb",
                "a%2Fb,a%252Fb",
                "50%,50%25",
                "a b,a%20b",
                "' ',%20",
                "a+b,a+b",
                "a?b#c,a%3Fb%23c",
                "a\\b,a%5Cb",
                "ä,%C3%A4",
                "\uD83D\uDE00,%F0%9F%98%80",
                "...,...",
                ".a,.a",
                "%2e,%252e",
                "%2E%2E,%252E%252E",
                "../x,..%2Fx",
                "a;b,a;b",
                "admin/clients,admin%2Fclients",
            })
    void namesAClientByOneSegmentOfThePath(String id, String segment) throws Exception {
        server.enqueue(client());
        server.enqueue(new MockResponse.Builder().code(204).build());

        assertThat(hydra().get(id).id()).isEqualTo("a1");
        hydra().delete(id);

        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /admin/clients/" + segment + " HTTP/1.1");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("DELETE /admin/clients/" + segment + " HTTP/1.1");
    }

    @Test
    void takesALongId() throws Exception {
        String id = "x".repeat(5000);
        server.enqueue(client());

        hydra().get(id);

        assertThat(server.takeRequest().getTarget()).isEqualTo("/admin/clients/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", ""})
    void asksForNothingElseWhereTheIdWouldBeLostInThePath(String id) throws IOException {
        HydraAdminClient hydra = hydra();
        String message = "no URL can name a client with the id '" + id + "'";

        assertThatThrownBy(() -> hydra.get(id)).isInstanceOf(IOException.class).hasMessage(message);
        assertThatThrownBy(() -> hydra.delete(id))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThat(server.getRequestCount()).isZero();
        assertThat(hydra.lookUp(ClientRequest.empty().with(ClientField.CLIENT_ID, id)))
                .isEqualTo("Before you try again, look whether it exists: GET " + server.url("/admin/clients"));
    }

    @Test
    void saysHowToLookWhetherAClientExists() throws IOException {
        ClientRequest named = ClientRequest.empty().with(ClientField.CLIENT_NAME, "my app & co");

        assertThat(hydra().lookUp(named))
                .endsWith(": GET " + server.url("/admin/clients") + "?client_name=my%20app%20%26%20co");
        assertThat(hydra().lookUp(named.with(ClientField.CLIENT_ID, "a/b")))
                .endsWith(": GET " + server.url("/admin/clients/a%2Fb"));
    }

    @Test
    void getsAndDeletesAgainWhereAGatewayFails() throws IOException {
        for (int status : new int[] {502, 503, 504, 429}) {
            server.enqueue(new MockResponse.Builder().code(status).build());
        }
        server.enqueue(client());
        server.enqueue(new MockResponse.Builder().code(504).build());
        server.enqueue(new MockResponse.Builder().code(404).build());

        assertThat(hydra().get("a1").id()).isEqualTo("a1");
        hydra().delete("a1");

        assertThat(pauses).hasSize(5);
    }

    @Test
    void waitsForAnAnswerAgainUntilItGivesUp() throws IOException {
        for (int i = 0; i < 5; i++) {
            server.enqueue(new MockResponse.Builder().code(504).build());
        }
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.get("a1"))
                .isInstanceOf(ApiException.class)
                .hasMessage("cannot get the client a1: 504 Server Error");
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void saysThatThereIsNothingToDelete() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(404)
                .body("{\"error\":\"Unable to locate the resource\",\"error_description\":\"\"}")
                .build());
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.delete("a1"))
                .isInstanceOf(ApiException.class)
                .hasMessage("cannot delete the client a1: 404 Client Error: Unable to locate the resource");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "<html>"})
    void readsNoClientWhereThereIsNone(String body) throws IOException {
        server.enqueue(new MockResponse.Builder().code(200).body(body).build());
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.get("a1"))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot get the client a1: the server's answer is not a client");
    }

    @Test
    void stopsWhereItsWaitIsInterrupted() throws IOException {
        server.enqueue(new MockResponse.Builder().code(429).build());
        HydraAdminClient hydra = hydra(server.url("/"), duration -> {
            throw new InterruptedIOException("interrupted");
        });

        assertThatThrownBy(() -> hydra.get("a1")).isInstanceOf(InterruptedIOException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void namesTheServerThatIsNotThere() throws IOException {
        HttpUrl url = server.url("/");
        HydraAdminClient hydra = hydra(url, pauses::add);
        server.close();

        assertThatThrownBy(() -> hydra.get("a1")).isInstanceOfSatisfying(ConnectionException.class, e -> {
            assertThat(e.answerLost()).isFalse();
            assertThat(e.url()).isEqualTo(url.resolve("/admin/clients/a1"));
        });
        assertThat(pauses).isEmpty();
    }

    private HydraAdminClient hydra() throws IOException {
        return hydra(server.url("/"), pauses::add);
    }

    private static HydraAdminClient hydra(HttpUrl endpoint, Pace.Pause pause) throws IOException {
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(10),
                "test",
                Headers.EMPTY,
                false,
                Optional.empty(),
                Optional.empty(),
                name -> Optional.empty(),
                Optional.empty());
        return new HydraAdminClient(endpoint, new Sender(new HttpClients(settings).forApi(endpoint), new Pace(pause)));
    }

    private static MockResponse client() {
        return new MockResponse.Builder()
                .code(200)
                .body("{\"client_id\":\"a1\"}")
                .build();
    }
}
