package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.answer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.json.Json;

@SuppressWarnings("StringConcatToTextBlock") // In a text block nobody sees the tabs.
final class ListOAuth2ClientsCommandTest {
    private static final String CIRCLE = "Error: cannot list the clients: the server's pages go round in a circle\n";
    private static final String REFUSED = "Error: cannot list the clients: 500 Server Error\n";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    private Cli.Result list(String... flags) {
        return list(Cli.at(server.url("/").toString()), flags);
    }

    private static Cli.Result list(Cli cli, String... flags) {
        List<String> words = new ArrayList<>(List.of("list", "oauth2-clients"));
        words.addAll(List.of(flags));
        return cli.execute(words.toArray(String[]::new));
    }

    private void page(String next, String... ids) {
        server.enqueue(answered(next, ids));
    }

    private static MockResponse answered(String next, String... ids) {
        String clients = String.join(
                ",",
                List.of(ids).stream()
                        .map(id -> "{\"client_id\":\"" + id + "\"}")
                        .toList());
        String link = "</admin/clients?page_size=2&page_token=" + next + ">; rel=\"next\"";
        return next.isEmpty() ? answer(200, "[" + clients + "]") : answer(200, "[" + clients + "]", "Link: " + link);
    }

    @Test
    void printsAPageInAnEnvelope() {
        page("t2", "a", "b");

        assertThat(list("--format", "json")).isEqualTo(new Cli.Result(0, """
                {"items":[{"client_id":"a"},{"client_id":"b"}],"next_page_token":"t2","is_last_page":false}
                """, ""));
        assertThat(Creation.requests(server)).containsExactly("GET /admin/clients?page_size=100");
    }

    @Test
    void printsTheLastPage() {
        page("", "a");

        assertThat(list("--format", "json")).isEqualTo(new Cli.Result(0, """
                {"items":[{"client_id":"a"}],"next_page_token":"","is_last_page":true}
                """, ""));
    }

    @Test
    void printsAPageWithoutClients() {
        page("");

        assertThat(list("--format", "json"))
                .isEqualTo(new Cli.Result(0, "{\"items\":[],\"next_page_token\":\"\",\"is_last_page\":true}\n", ""));
    }

    @Test
    void saysBesideATableThatThereAreMore() {
        page("t2", "a");

        assertThat(list())
                .isEqualTo(new Cli.Result(
                        0,
                        String.join(
                                "\n",
                                "CLIENT ID\tCLIENT SECRET\tGRANT TYPES\tRESPONSE TYPES\tSCOPE\tAUDIENCE\tREDIRECT URIS\t",
                                "a\t\t\t\t\t\t\t\t\t\t\t\t\t",
                                "\t\t",
                                "NEXT PAGE TOKEN\tt2\t",
                                "IS LAST PAGE\tfalse\t",
                                ""),
                        "Note: There are more clients: --all lists them all, --page-token t2 the next page.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "json-pretty", "yaml", "jsonpath=items.#.client_id"})
    void saysNothingToAProgram(String format) {
        page("t2", "a");

        assertThat(list("--format", format).stderr()).isEmpty();
    }

    @Test
    void printsIdsAlone() {
        page("t2", "a", "b c");

        assertThat(list("-q")).isEqualTo(new Cli.Result(0, "a\nb c\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list clients", "ls oauth2-clients", "ls clients"})
    void goesByOtherNames(String name) {
        page("", "a");
        String[] words = name.split(" ", -1);

        assertThat(Cli.at(server.url("/").toString()).execute(words[0], words[1], "-q"))
                .isEqualTo(new Cli.Result(0, "a\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "500"})
    void asksForAPageOfThatSize(String size) {
        page("", "a");

        assertThat(list("-q", "--page-size", size).exitCode()).isZero();
        assertThat(Creation.requests(server)).containsExactly("GET /admin/clients?page_size=" + size);
    }

    @ParameterizedTest
    @CsvSource({
        "0, --page-size is not between 1 and 500: '0'",
        "501, --page-size is not between 1 and 500: '501'",
        "-1, --page-size is not between 1 and 500: '-1'",
        "many, --page-size: 'many' is not a number",
        "99999999999, --page-size: '99999999999' is not a number"
    })
    void refusesAPageThatNoServerGives(String size, String message) {
        assertThat(list("--page-size=" + size))
                .isEqualTo(Creation.failure(2, "Error: " + message, "See 'ory list oauth2-clients --help'."));
        assertThat(server.getRequestCount()).isZero();
    }

    /** Scripts that walk through the pages begin with an empty token. */
    @ParameterizedTest
    @CsvSource({"t/2=, &page_token=t%2F2%3D", "'', ''"})
    void goesOnFromAToken(String token, String query) {
        page("", "a");

        assertThat(list("-q", "--page-token", token).exitCode()).isZero();
        assertThat(Creation.requests(server)).containsExactly("GET /admin/clients?page_size=100" + query);
    }

    @ParameterizedTest
    @CsvSource({
        "--name=my app, 'a\n', client_name=my%20app",
        "--owner=alice, 'b\n', owner=alice",
        "--name=my, '', client_name=my"
    })
    void hasTheServerFilter(String flag, String found, String query) {
        hydra.add(Json.nodes().objectNode().put("client_id", "a").put("client_name", "my app"));
        hydra.add(Json.nodes().objectNode().put("client_id", "b").put("owner", "alice"));

        assertThat(list(Cli.at(hydra.url()), "-q", flag)).isEqualTo(new Cli.Result(0, found, ""));
        assertThat(hydra.requests()).containsExactly("GET /admin/clients?page_size=100&" + query);
    }

    @Test
    void followsEveryPage() {
        page("t2", "a", "b");
        page("t3");
        page("", "c");

        assertThat(list("--all", "--format", "json", "--owner", "o")).isEqualTo(new Cli.Result(0, """
                {"items":[{"client_id":"a"},{"client_id":"b"},{"client_id":"c"}],"next_page_token":"","is_last_page":true}
                """, ""));
        assertThat(Creation.requests(server))
                .containsExactly(
                        "GET /admin/clients?page_size=500&owner=o",
                        "GET /admin/clients?page_size=500&page_token=t2&owner=o",
                        "GET /admin/clients?page_size=500&page_token=t3&owner=o");
    }

    @Test
    void followsTheSandboxesPages() {
        for (String id : List.of("a", "b", "c")) {
            hydra.add(Json.nodes().objectNode().put("client_id", id));
        }

        assertThat(list(Cli.at(hydra.url()), "--all", "-q", "--page-size", "2"))
                .isEqualTo(new Cli.Result(0, "a\nb\nc\n", ""));
        assertThat(hydra.calls()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format=json|{\"items\":[{\"client_id\":\"a\"},{\"client_id\":\"b\"}",
                "--format=yaml|'items:\n- client_id: a\n- client_id: b'",
                "-q|'a\nb\n'"
            })
    void printsAPageBeforeItAsksForTheNext(String format, String printed) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        List<String> before = new ArrayList<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                before.add(stdout.toString(StandardCharsets.UTF_8));
                return switch (String.valueOf(request.getUrl().queryParameter("page_token"))) {
                    case "t2" -> answered("t3", "b");
                    case "t3" -> answered("", "c");
                    default -> answered("t2", "a");
                };
            }
        });

        assertThat(list(Cli.at(server.url("/").toString()).stdout(stdout), "--all", format)
                        .exitCode())
                .isZero();
        assertThat(before).hasSize(3);
        assertThat(before.get(0)).isEmpty();
        assertThat(before.get(2)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format=json|'{\"items\":[{\"client_id\":\"a\"}],\"next_page_token\":\"t2\",\"is_last_page\":false}\n'",
                "--format=yaml|'items:\n- client_id: a\nnext_page_token: t2\nis_last_page: false\n'",
                "--format=jsonpath=next_page_token|'\"t2\"\n'",
                "-q|'a\n'"
            })
    void endsWhatBreaksOffSoThatItCanBeReadAndGoneOnWith(String format, String printed) {
        page("t2", "a");
        server.enqueue(answer(500, ""));

        assertThat(list("--all", format)).isEqualTo(new Cli.Result(1, printed, REFUSED));
    }

    @Test
    void endsATableThatBreaksOff() {
        page("t2", "a");
        server.enqueue(answer(500, ""));

        Cli.Result result = list("--all");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).endsWith("\t\nNEXT PAGE TOKEN\tt2\t\nIS LAST PAGE\tfalse\t\n");
        assertThat(result.stderr()).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "json-pretty", "yaml", "jsonpath=items", "jsonpointer=/items"})
    void printsNothingWhereNotEvenTheFirstPageCame(String format) {
        server.enqueue(answer(500, ""));

        assertThat(list("--all", "--format", format)).isEqualTo(new Cli.Result(1, "", REFUSED));
    }

    @Test
    void goesRoundNoCircle() {
        page("t2", "a");
        page("t3", "b");
        page("t2", "c");

        assertThat(list("--all", "--format", "json")).isEqualTo(new Cli.Result(1, """
                {"items":[{"client_id":"a"},{"client_id":"b"}],"next_page_token":"t3","is_last_page":false}
                """, CIRCLE));
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void refusesAPageThatIsFollowedByItself() {
        page("t2", "a");

        assertThat(list("--page-token", "t2", "--format", "json")).isEqualTo(new Cli.Result(1, "", CIRCLE));
    }

    @Test
    void refusesAPageThatDoesNotTellWhereTheNextBegins() {
        server.enqueue(answer(200, "[]", "Link: </admin/clients?page_size=2>; rel=\"next\""));

        assertThat(list())
                .isEqualTo(Creation.failure(
                        1, "Error: cannot list the clients: the server does not tell where its next page begins"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "{}", "[", "null", "[1]", "[{}]", "[{\"client_id\":\"\"}]"})
    void endsWhatBreaksOffAtAPageThatIsNoList(String body) {
        page("t2", "a");
        server.enqueue(answer(200, body));

        assertThat(list("--all", "--format", "json"))
                .isEqualTo(new Cli.Result(
                        1,
                        "{\"items\":[{\"client_id\":\"a\"}],\"next_page_token\":\"t2\",\"is_last_page\":false}\n",
                        "Error: cannot list the clients: the server's answer cannot be read: it is not a list of"
                                + " clients\n"));
    }

    /** The process ends as soon as the list is ended, whatever the server does. */
    @Test
    void endsTheListWhereItIsInterrupted() {
        Cli cli = Cli.at(server.url("/").toString());
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        List<String> atTheEnd = new ArrayList<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getUrl().queryParameter("page_token") == null) {
                    return answered("t2", "a");
                }
                cli.interrupt();
                atTheEnd.add(stdout.toString(StandardCharsets.UTF_8));
                return answered("", "b");
            }
        });

        String ended = "{\"items\":[{\"client_id\":\"a\"}],\"next_page_token\":\"t2\",\"is_last_page\":false}\n";
        assertThat(list(cli.stdout(stdout), "--all", "--format", "json")).isEqualTo(new Cli.Result(130, ended, ""));
        assertThat(atTheEnd).containsExactly(ended);
    }

    @Test
    void endsTheListWhereItIsInterruptedBetweenTwoPages() {
        page("t2", "a");
        server.enqueue(answer(429, "{}", "Retry-After: 7"));

        assertThat(list(Cli.at(server.url("/").toString()).interrupted(), "--all", "--format", "json"))
                .isEqualTo(new Cli.Result(
                        130,
                        "{\"items\":[{\"client_id\":\"a\"}],\"next_page_token\":\"t2\",\"is_last_page\":false}\n",
                        ""));
    }
}
