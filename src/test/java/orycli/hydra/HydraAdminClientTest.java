package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orycli.hydra.Hydras.answer;
import static orycli.hydra.Hydras.notFound;
import static orycli.hydra.Hydras.withId;
import static orycli.hydra.Hydras.withSecret;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.RawServer;
import orycli.http.ConnectionException;
import orycli.http.OutcomeUnknownException;
import orycli.json.Json;

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
        server.enqueue(client(id));
        server.enqueue(status(204));

        assertThat(hydra().get(id).id()).isEqualTo(id);
        hydra().delete(id);

        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /admin/clients/" + segment + " HTTP/1.1");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("DELETE /admin/clients/" + segment + " HTTP/1.1");
    }

    @Test
    void takesALongId() throws Exception {
        String id = "x".repeat(5000);
        server.enqueue(client(id));

        hydra().get(id);

        assertThat(server.takeRequest().getTarget()).isEqualTo("/admin/clients/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "", "shop/", "a\n"})
    void asksForNothingElseWhereTheIdWouldBeLostInThePath(String id) throws IOException {
        HydraAdminClient hydra = hydra();
        String message = ClientId.problem(id).orElseThrow();

        assertThatThrownBy(() -> hydra.create(withId(id)))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> hydra.get(id)).isInstanceOf(IOException.class).hasMessage(message);
        assertThatThrownBy(() -> hydra.delete(id))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void sendsNoSecretThatNobodyCanType() throws IOException {
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.create(withSecret("my-own-secret\r")))
                .isInstanceOf(IOException.class)
                .hasMessage("the client's secret cannot be used: it holds a control character");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void getsAndDeletesAgainWhereAGatewayFails() throws IOException {
        for (int status : new int[] {502, 503, 504, 429}) {
            server.enqueue(status(status));
        }
        server.enqueue(client("a1"));
        server.enqueue(status(504));
        server.enqueue(notFound());

        assertThat(hydra().get("a1").id()).isEqualTo("a1");
        hydra().delete("a1");

        assertThat(pauses).hasSize(5);
    }

    @Test
    void waitsForAnAnswerAgainUntilItGivesUp() throws IOException {
        for (int i = 0; i < 5; i++) {
            server.enqueue(status(504));
        }
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.get("a1"))
                .isInstanceOf(ApiException.class)
                .hasMessage("cannot get the client a1: 504 Server Error");
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void hasDeletedWhatIsGoneAfterAnAnswerWasLost() throws IOException {
        for (int i = 0; i < 2; i++) {
            server.enqueue(status(504));
        }
        server.enqueue(notFound());

        hydra().delete("a1");

        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    /** Not all that answers 404 knows what became of the request before. */
    @ParameterizedTest
    @CsvSource({"404, default backend - 404", "403, ''", "200, <html>"})
    void saysThatItIsUnknownWhetherItWasDeleted(int status, String body) throws IOException {
        server.enqueue(status(504));
        server.enqueue(answer(status, body));
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.delete("a1"))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.advice()).isEqualTo("To delete it again does no harm."))
                .hasMessageStartingWith(
                        "it is unknown whether the client a1 was deleted: the server answered " + status);
    }

    @Test
    void saysThatItIsUnknownWhetherItWasDeletedWhereNoAnswerComes() throws IOException {
        try (RawServer raw = RawServer.start()) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.delete("a1"))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("it is unknown whether the client a1 was deleted")
                    .hasCauseInstanceOf(ConnectionException.class);
            assertThat(raw.requestLines()).hasSize(5).containsOnly("DELETE /admin/clients/a1 HTTP/1.1");
        }
    }

    @Test
    void takesNoOtherClientForTheOneAskedFor() throws IOException {
        server.enqueue(client("b2"));
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.get("a1"))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot get the client a1: the server's answer is about another client");
    }

    @Test
    void saysThatThereIsNothingToDelete() throws IOException {
        server.enqueue(notFound());
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.delete("a1"))
                .isInstanceOf(ApiException.class)
                .hasMessage("cannot delete the client a1: 404 Client Error: Unable to locate the resource");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "<html>"})
    void readsNoClientWhereThereIsNone(String body) throws IOException {
        server.enqueue(answer(200, body));
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.get("a1"))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot get the client a1: the server's answer cannot be read: it is not a client");
    }

    @Test
    void stopsWhereItsWaitIsInterrupted() throws IOException {
        server.enqueue(status(429));
        HydraAdminClient hydra = Hydras.at(server.url("/"), duration -> {
            throw new InterruptedIOException("interrupted");
        });

        assertThatThrownBy(() -> hydra.get("a1")).isInstanceOf(InterruptedIOException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void namesTheServerThatIsNotThere() throws IOException {
        HttpUrl url = server.url("/");
        HydraAdminClient hydra = Hydras.at(url, pauses::add);
        server.close();

        assertThatThrownBy(() -> hydra.get("a1")).isInstanceOfSatisfying(ConnectionException.class, e -> {
            assertThat(e.answerLost()).isFalse();
            assertThat(e.url()).isEqualTo(url.resolve("/admin/clients/a1"));
        });
        assertThat(pauses).isEmpty();
    }

    private HydraAdminClient hydra() throws IOException {
        return Hydras.at(server.url("/"), pauses::add);
    }

    private static MockResponse client(String id) {
        return answer(200, Json.write(Json.nodes().objectNode().put("client_id", id)));
    }

    private static MockResponse status(int status) {
        return answer(status, "");
    }
}
