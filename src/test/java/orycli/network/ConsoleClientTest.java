package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.http.Pace;
import orycli.http.Sender;

final class ConsoleClientTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void goesThroughAThousandPagesAndNoMore() {
        server.setDispatcher(pages(Integer.MAX_VALUE));

        assertThatThrownBy(() -> console().workspaces())
                .isInstanceOf(NetworkException.class)
                .hasMessage("cannot list the workspaces: the server has more than 1000 pages of them");
        assertThat(server.getRequestCount()).isEqualTo(1000);
    }

    @Test
    void readsAThousandPages() throws IOException {
        server.setDispatcher(pages(1000));

        assertThat(console().workspaces())
                .hasSize(1000)
                .element(999)
                .extracting(Workspace::id)
                .isEqualTo("w1000");
    }

    @Test
    void doesNotFollowAPageThatComesAgain() {
        server.enqueue(page("w1", "again"));
        server.enqueue(page("w2", "again"));

        assertThatThrownBy(() -> console().workspaces())
                .hasMessage("cannot list the workspaces: the server repeats a page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "-99999999999999999999", "[1]", "true"})
    void takesWhatIsNoTextForOne(String value) throws IOException {
        server.enqueue(new MockResponse.Builder()
                .body("{\"workspaces\":[{\"id\":" + value + ",\"name\":" + value + "}],\"has_next_page\":" + value
                        + ",\"next_page_token\":" + value + "}")
                .build());
        server.enqueue(page("w2", ""));

        assertThat(console().workspaces()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999999999999", "-1e-99999999999999999999", "1e999999999"})
    void takesANumberThatIsOutOfRangeForNoAnswer(String number) {
        server.enqueue(new MockResponse.Builder()
                .body("{\"workspaces\":[{\"id\":\"w1\",\"new\":" + number + "}]}")
                .build());

        assertThatThrownBy(() -> console().workspaces())
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "cannot list the workspaces: the server's answer is not what Ory Network's console answers");
    }

    private ConsoleClient console() {
        return new ConsoleClient(
                server.url("/"),
                new Sender(new OkHttpClient(), new Pace(duration -> {})),
                new Credentials(Credentials.Kind.WORKSPACE_KEY, "key"),
                refused -> Optional.empty());
    }

    private static Dispatcher pages(int count) {
        AtomicInteger page = new AtomicInteger();
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                int number = page.incrementAndGet();
                return page("w" + number, number < count ? "token" + number : "");
            }
        };
    }

    private static MockResponse page(String id, String next) {
        return new MockResponse.Builder()
                // An open connection would have each of a thousand small answers wait for an acknowledgement.
                .addHeader("Connection", "close")
                .onResponseEnd(new SocketEffect.CloseSocket())
                .body("{\"workspaces\":[{\"id\":\"%s\"}],\"has_next_page\":%b,\"next_page_token\":\"%s\"}"
                        .formatted(id, !next.isEmpty(), next))
                .build();
    }
}
