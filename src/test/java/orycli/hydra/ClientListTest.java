package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orycli.hydra.Hydras.answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientListTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void asksForAPage() throws Exception {
        server.enqueue(page("[{\"client_id\":\"a\"},{\"client_id\":\"b\",\"new\":1.50}]"));

        ClientPage page = hydra().list(ClientQuery.all(100));

        assertThat(page.clients()).map(OAuth2Client::id).containsExactly("a", "b");
        assertThat(page.nextPageToken()).isEmpty();
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /admin/clients?page_size=100 HTTP/1.1");
    }

    @Test
    void asksForSomeClientsOfAPage() throws Exception {
        server.enqueue(page("[]"));

        hydra().list(new ClientQuery(7, Optional.of("t&="), Optional.of("my app"), Optional.of("me@x+y")));

        assertThat(server.takeRequest().getTarget())
                .isEqualTo("/admin/clients?page_size=7&page_token=t%26%3D&client_name=my%20app&owner=me%40x%2By");
    }

    @Test
    void tellsWhereTheNextPageBegins() throws IOException {
        server.enqueue(page(
                "[]",
                "</admin/clients?page_size=2&page_token=f>; rel=\"first\",",
                "</elsewhere/admin/clients?client_name=a%2Cb&page_token=a%2Bb%3D&page_size=2>; rel=\"next\""));
        server.enqueue(page("[]", "<http://other.example/?page_token=x>; rel=next"));

        assertThat(hydra().list(ClientQuery.all(2)).nextPageToken()).contains("a+b=");
        assertThat(hydra().list(ClientQuery.all(2)).nextPageToken()).contains("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"</admin/clients>; rel=next", "</?page_token=>; rel=next", "<>; rel=next"})
    void failsWhereTheListGoesOnAtNoPage(String link) throws IOException {
        server.enqueue(page("[]", link));
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.list(ClientQuery.all(2)))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot list the clients: the server does not tell where its next page begins");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<html>",
                "[1]",
                "[{}]",
                "[{\"client_id\":\"\"}]",
                "[{\"client_id\":1}]",
                "null",
                "[{\"client_id\":\"a\",\"metadata\":1e99999999999999999999}]"
            })
    void readsNoListWhereThereIsNone(String body) throws IOException {
        server.enqueue(page(body));
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.list(ClientQuery.all(2)))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot list the clients: the server's answer cannot be read: it is not a list of clients");
    }

    @Test
    void repeatsTheServersReason() throws IOException {
        server.enqueue(answer(400, "{\"error\":\"x\",\"error_description\":\"invalid pagination token\"}"));
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.list(ClientQuery.all(2).from("bad")))
                .isInstanceOf(ApiException.class)
                .hasMessage("cannot list the clients: 400 Client Error: invalid pagination token");
    }

    @Test
    void asksForEachPageWhenItIsWanted() throws IOException {
        server.enqueue(page("[{\"client_id\":\"a\"}]", next("1")));
        server.enqueue(answer(504, ""));
        server.enqueue(page("[{\"client_id\":\"b\"}]", next("2")));
        server.enqueue(page("[{\"client_id\":\"c\"}]"));
        ClientPages pages = hydra().pages(new ClientQuery(1, Optional.empty(), Optional.empty(), Optional.of("me")));
        List<String> ids = new ArrayList<>();

        assertThat(server.getRequestCount()).isZero();
        while (pages.hasNext()) {
            pages.next().clients().forEach(client -> ids.add(client.id()));
        }

        assertThat(ids).containsExactly("a", "b", "c");
        assertThat(targets())
                .containsExactly(
                        "/admin/clients?page_size=1&owner=me",
                        "/admin/clients?page_size=1&page_token=1&owner=me",
                        "/admin/clients?page_size=1&page_token=1&owner=me",
                        "/admin/clients?page_size=1&page_token=2&owner=me");
    }

    @Test
    void failsWhereAPageLeadsToItself() throws IOException {
        server.enqueue(page("[]", next("1")));
        HydraAdminClient hydra = hydra();

        assertThatThrownBy(() -> hydra.list(ClientQuery.all(1).from("1")))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot list the clients: the server's pages go round in a circle");
    }

    @Test
    void failsWhereThePagesGoRound() throws IOException {
        for (String token : List.of("1", "2", "3", "1")) {
            server.enqueue(page("[]", next(token)));
        }
        ClientPages pages = hydra().pages(ClientQuery.all(1));
        for (int i = 0; i < 3; i++) {
            pages.next();
        }

        assertThatThrownBy(pages::next)
                .isInstanceOf(IOException.class)
                .hasMessage("cannot list the clients: the server's pages go round in a circle");
    }

    private HydraAdminClient hydra() throws IOException {
        return Hydras.at(server.url("/").toString());
    }

    private List<String> targets() throws IOException {
        List<String> targets = new ArrayList<>();
        try {
            while (targets.size() < server.getRequestCount()) {
                targets.add(server.takeRequest().getTarget());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return targets;
    }

    private static String next(String token) {
        return "</admin/clients?page_token=" + token + ">; rel=\"next\"";
    }

    private static MockResponse page(String body, String... links) {
        MockResponse.Builder page = new MockResponse.Builder().code(200).body(body);
        List.of(links).forEach(link -> page.addHeader("Link", link));
        return page.build();
    }
}
