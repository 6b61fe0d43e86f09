package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.json.Json;

@SuppressWarnings("StringConcatToTextBlock") // In a text block nobody sees the tabs.
final class GetOAuth2ClientCommandTest {
    private static final String MISSING =
            "Error: cannot get the client nope: 404 Not Found: Unable to locate the resource\n";

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @RegisterExtension
    private final FakeHydra elsewhere = new FakeHydra();

    @BeforeEach
    void addClients() {
        hydra.add(client("a").put("scope", "x y"));
        hydra.add(client("b"));
    }

    private static ObjectNode client(String id) {
        return Json.nodes().objectNode().put("client_id", id);
    }

    private Cli.Result run(String... arguments) {
        return Cli.at(hydra.url()).execute(arguments);
    }

    @Test
    void printsOneAsAnObject() {
        hydra.answerOnce(200, Map.of(), "{\"client_id\":\"a\",\"client_name\":\"A\"}");

        assertThat(run("get", "oauth2-client", "a", "--format", "json")).isEqualTo(new Cli.Result(0, """
                {"client_id":"a","client_name":"A"}
                """, ""));
        assertThat(hydra.requests()).containsExactly("GET /admin/clients/a");
    }

    @Test
    void printsOneInATableOfItsOwn() {
        assertThat(run("get", "oauth2-client", "a"))
                .isEqualTo(new Cli.Result(
                        0,
                        String.join(
                                "\n",
                                "CLIENT ID\ta\t",
                                "CLIENT SECRET\t\t",
                                "GRANT TYPES\t\t",
                                "RESPONSE TYPES\t\t",
                                "SCOPE\t\tx y\t",
                                "AUDIENCE\t\t",
                                "REDIRECT URIS\t\t",
                                ""),
                        ""));
    }

    @Test
    void printsSeveralAsAnArrayInTheOrderAsked() {
        hydra.answerOnce(200, Map.of(), "{\"client_id\":\"b\"}");
        hydra.answerOnce(200, Map.of(), "{\"client_id\":\"a\"}");

        assertThat(run("get", "oauth2-client", "b", "a", "--format", "json")).isEqualTo(new Cli.Result(0, """
                [{"client_id":"b"},{"client_id":"a"}]
                """, ""));
        assertThat(hydra.requests()).containsExactly("GET /admin/clients/b", "GET /admin/clients/a");
    }

    @Test
    void printsAClientAsOftenAsItIsAskedFor() {
        assertThat(run("get", "oauth2-client", "a", "b", "a", "-q")).isEqualTo(new Cli.Result(0, "a\nb\na\n", ""));
    }

    @Test
    void printsSeveralInOneTable() {
        assertThat(run("get", "oauth2-client", "b", "a"))
                .isEqualTo(new Cli.Result(
                        0,
                        String.join(
                                "\n",
                                "CLIENT ID\tCLIENT SECRET\tGRANT TYPES\tRESPONSE TYPES\tSCOPE\t\t\t\tAUDIENCE"
                                        + "\tREDIRECT URIS\t",
                                "b\t\t\t\t\t\t\t\toffline_access offline openid\t\t\t\t\t",
                                "a\t\t\t\t\t\t\t\tx y\t\t\t\t\t\t\t\t",
                                ""),
                        ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauth2-client", "oauth2-clients", "client", "clients"})
    void goesByManyNames(String name) {
        assertThat(run("get", name, "a", "-q")).isEqualTo(new Cli.Result(0, "a\n", ""));
    }

    @ParameterizedTest
    @CsvSource({"-q, 'b\na\n'", "--format=jsonpath=#, '2\n'", "--format=jsonpath=1.client_id, '\"a\"\n'"})
    void goesOnAfterAClientThatIsMissing(String format, String printed) {
        assertThat(run("get", "oauth2-client", "b", "nope", "a", format))
                .isEqualTo(new Cli.Result(3, printed, MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "json-pretty", "yaml", "jsonpath=client_id", "jsonpointer=/client_id"})
    void printsNothingForASingleClientThatIsMissing(String format) {
        assertThat(run("get", "oauth2-client", "nope", "--format", format)).isEqualTo(new Cli.Result(1, "", MISSING));
    }

    @Test
    void printsNothingWhereAllAreMissing() {
        assertThat(run("get", "oauth2-client", "nope", "nope", "--format", "json"))
                .isEqualTo(new Cli.Result(3, "", MISSING + MISSING));
    }

    @Test
    void tellsAProgramWhichClientIsMissing() {
        assertThat(run("get", "oauth2-client", "a", "nope", "-q", "--error-format", "json"))
                .isEqualTo(new Cli.Result(3, "a\n", """
                        {"error":{"code":"not_found","status":404,"exit_code":1,"message":"cannot get the client nope: \
                        404 Not Found: Unable to locate the resource","advice":[]}}
                        """));
    }

    @ParameterizedTest
    @CsvSource({"a/b c, a%2Fb%20c", "50%, 50%25", "a?b#c;d, a%3Fb%23c;d", "ü, %C3%BC", "it's, it's"})
    void takesAnIdForOneSegmentOfAPath(String id, String segment) {
        hydra.add(client(id));

        assertThat(run("get", "oauth2-client", id, "-q")).isEqualTo(new Cli.Result(0, id + "\n", ""));
        assertThat(hydra.requests()).containsExactly("GET /admin/clients/" + segment);
    }

    @Test
    void takesWhatIsBehindTwoDashesForAnId() {
        hydra.add(client("-q"));

        assertThat(run("get", "oauth2-client", "--format", "jsonpath=client_id", "--", "-q"))
                .isEqualTo(new Cli.Result(0, "\"-q\"\n", ""));
    }

    /** It may be behind a proxy, or of another client. */
    @Test
    void refusesTheAnswerForAnotherClient() {
        hydra.answerOnce(200, Map.of(), "{\"client_id\":\"b\"}");

        assertThat(run("get", "oauth2-client", "a"))
                .isEqualTo(new Cli.Result(
                        1, "", "Error: cannot get the client a: the server's answer is about another client\n"));
    }

    @Test
    void whatIsReadCanBeCreatedElsewhere() {
        ObjectNode client = client("odd id").put("client_name", "Zoë’s “app”").put("skip_consent", true);
        client.set("metadata", Json.nodes().objectNode().put("n", 1.5));
        client.set("post_logout_redirect_uris", Json.nodes().arrayNode().add("https://app.example.org/out"));
        client.set("redirect_uris", Json.nodes().arrayNode().add("https://app.example.org/out"));
        client.put("jwt_bearer_grant_access_token_lifespan", "1h0m0s");
        hydra.add(client);
        String read = run("get", "oauth2-client", "odd id", "--format", "json").stdout();

        Cli.Result created = Cli.at(hydra.url())
                .stdin(read)
                .execute("create", "oauth2-client", "--file", "-", "--endpoint", elsewhere.url(), "-q");

        assertThat(created.exitCode()).isZero();
        assertThat(created.stdout()).isEqualTo("odd id\n");
        assertThat(Cli.at(elsewhere.url()).execute("get", "oauth2-client", "odd id", "--format", "json"))
                .isEqualTo(new Cli.Result(0, read, ""));
    }

    @Test
    void endsTheArrayWhereItIsInterrupted() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            Cli cli = Cli.at(server.url("/").toString());
            ByteArrayOutputStream stdout = new ByteArrayOutputStream();
            List<String> atTheEnd = new ArrayList<>();
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    String id = request.getUrl().pathSegments().get(2);
                    if (id.equals("b")) {
                        cli.interrupt();
                        atTheEnd.add(stdout.toString(StandardCharsets.UTF_8));
                    }
                    return new MockResponse(200, Headers.of(), "{\"client_id\":\"" + id + "\"}");
                }
            });

            Cli.Result result = cli.stdout(stdout).execute("get", "oauth2-client", "a", "b", "c", "--format", "json");

            assertThat(result.exitCode()).isEqualTo(130);
            assertThat(atTheEnd).containsExactly("[{\"client_id\":\"a\"}]\n");
            assertThat(result.stdout()).isEqualTo("[{\"client_id\":\"a\"}]\n");
        }
    }
}
