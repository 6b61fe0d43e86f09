package orycli.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;
import orycli.sandbox.go.UrlPart;

final class SandboxTest {
    private static final int LIMIT = 16 << 20;

    private Sandbox sandbox;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(0);
        http = Http.to(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.1 is the only one")
    void listensOnLoopbackOnly() throws Exception {
        int port = sandbox.endpoint().getPort();
        assertThat(sandbox.endpoint()).hasToString("http://127.0.0.1:" + port);
        // All of 127/8 is this machine; a server bound to every address would answer here too.
        assertThatThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.2"), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void startsOnTheAskedPort() throws Exception {
        int port = sandbox.endpoint().getPort();
        sandbox.close();
        try (Sandbox second = Sandbox.start(port)) {
            assertThat(second.endpoint().getPort()).isEqualTo(port);
            assertThat(Http.to(second).get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void refusesAPortThatIsTaken() {
        assertThatThrownBy(() -> Sandbox.start(sandbox.endpoint().getPort())).isInstanceOf(BindException.class);
    }

    @Test
    void runsInDaemonThreadsOnly() throws Exception {
        http.get("/health/alive");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread ->
                        thread.getName().equals("sandbox") || thread.getName().equals("HTTP-Dispatcher"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void forgetsEverythingWhenClosed() throws Exception {
        http.post("/admin/clients", "{}");
        sandbox.close();
        try (Sandbox second = Sandbox.start(0)) {
            assertThat(Http.to(second).get("/admin/clients").body()).isEqualTo("[]");
        }
    }

    @Test
    void takesABodyOf16Mebibytes() throws Exception {
        String around = "{\"client_name\":\"\"}";
        String body = "{\"client_name\":\"" + "n".repeat(LIMIT - around.length()) + "\"}";
        assertThat(http.post("/admin/clients", body).status()).isEqualTo(201);
    }

    @Test
    void refusesABodyOver16Mebibytes() throws Exception {
        Http.Reply reply = http.post("/admin/clients", " ".repeat(LIMIT + 1));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body())
                .isEqualTo("{\"error\":\"The request body is too large\","
                        + "\"error_description\":\"The sandbox takes at most 16777216 bytes in one request.\"}");
        assertThat(http.get("/admin/clients").body()).isEqualTo("[]");
    }

    @Test
    void answersATooLargeBodyWithoutReadingAllOfIt() throws Exception {
        String head = "POST /admin/clients HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n\r\n";
        assertThat(exchange(head + " ".repeat(LIMIT + 1))).startsWith("HTTP/1.1 413 ");
    }

    /** Sends the bytes as they are, says that there are no more, and reads all that comes back. */
    private String exchange(String request) throws IOException {
        return Raw.exchange(sandbox.endpoint().getPort(), request);
    }

    @Test
    void lists10000ClientsPageByPage() throws Exception {
        List<Callable<String>> creations = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            creations.add(() ->
                    http.post("/admin/clients", "{}").json().path("client_id").textValue());
        }
        List<String> created = inParallel(creations);

        List<String> listed = new ArrayList<>();
        int pages = 0;
        for (String path = "/admin/clients?page_size=500"; !path.isEmpty(); pages++) {
            Http.Reply page = http.get(path);
            page.json().forEach(client -> listed.add(client.path("client_id").textValue()));
            path = page.nextPage();
        }
        assertThat(pages).isEqualTo(20);
        assertThat(listed).doesNotHaveDuplicates().containsExactlyElementsOf(new TreeSet<>(created));
    }

    @Test
    void givesAnIdToOneOfManyThatAskForIt() throws Exception {
        List<Callable<Integer>> creations = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            creations.add(() ->
                    http.post("/admin/clients", "{\"client_id\":\"mine\"}").status());
        }
        assertThat(inParallel(creations)).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void losesNoneOfManyPatchesOfOneClient() throws Exception {
        http.post("/admin/clients", "{\"client_id\":\"c\",\"contacts\":[]}");
        List<Callable<Integer>> patches = new ArrayList<>();
        Set<String> contacts = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            String contact = "contact" + i;
            contacts.add(contact);
            patches.add(() -> http.patch(
                            "/admin/clients/c",
                            "[{\"op\":\"add\",\"path\":\"/contacts/-\",\"value\":\"" + contact + "\"}]")
                    .status());
        }
        assertThat(inParallel(patches)).containsOnly(200);
        JsonNode client = http.get("/admin/clients/c").json();
        assertThat(client.path("contacts"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrderElementsOf(contacts);
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void changesNothingWhenOneOfSeveralOperationsFails() throws Exception {
        http.post("/admin/clients", "{\"client_id\":\"c\",\"client_name\":\"before\"}");
        String before = http.get("/admin/clients/c").body();
        for (String last : List.of(
                "{\"op\":\"remove\",\"path\":\"/nope\"}",
                "{\"op\":\"replace\",\"path\":\"/client_name\",\"value\":1}",
                "{\"op\":\"replace\",\"path\":\"/subject_type\",\"value\":\"other\"}",
                "{\"op\":\"test\",\"path\":\"/client_name\",\"value\":\"after\"}")) {
            Http.Reply reply = http.patch(
                    "/admin/clients/c",
                    "[{\"op\":\"replace\",\"path\":\"/client_name\",\"value\":\"after\"}," + last + "]");
            assertThat(reply.status()).isGreaterThanOrEqualTo(400);
            assertThat(http.get("/admin/clients/c").body()).isEqualTo(before);
        }
    }

    @Test
    void replacesTheOtherClientWhenAPatchGivesItsId() throws Exception {
        http.post("/admin/clients", "{\"client_id\":\"a\",\"client_name\":\"of a\"}");
        http.post("/admin/clients", "{\"client_id\":\"b\",\"client_name\":\"of b\"}");
        http.patch("/admin/clients/a", "[{\"op\":\"replace\",\"path\":\"/client_id\",\"value\":\"b\"}]");
        assertThat(http.get("/admin/clients").json())
                .extracting(client -> client.path("client_id").textValue() + " "
                        + client.path("client_name").textValue())
                .containsExactly("a of a", "b of a");
    }

    @Test
    void keepsTheTimeOfCreation() throws Exception {
        JsonNode created = http.post("/admin/clients", "{\"client_id\":\"c\"}").json();
        JsonNode put = http.put("/admin/clients/c", "{\"created_at\":\"2001-01-01T00:00:00+01:00\"}")
                .json();
        assertThat(put.path("created_at").textValue()).isEqualTo("2000-12-31T23:00:00Z");
        assertThat(http.get("/admin/clients/c").json().path("created_at")).isEqualTo(created.path("created_at"));
    }

    @Test
    void showsASecretOnlyInTheAnswerThatMadeIt() throws Exception {
        String made = http.post("/admin/clients", "{\"client_id\":\"c\"}")
                .json()
                .path("client_secret")
                .textValue();
        String rotated = http.post("/admin/clients/c/secrets/rotate", "")
                .json()
                .path("client_secret")
                .textValue();
        assertThat(rotated).matches("[a-zA-Z0-9-_.~]{26}").isNotEqualTo(made);
        assertThat(http.get("/admin/clients/c").body()).doesNotContain("\"client_secret\"");
        assertThat(http.get("/admin/clients").body()).doesNotContain("\"client_secret\"");
        assertThat(http.patch("/admin/clients/c", "[{\"op\":\"remove\",\"path\":\"/client_secret\"}]")
                        .body())
                .doesNotContain("\"client_secret\"");
    }

    @Test
    void answersHeadAsGetWithoutABody() throws Exception {
        http.post("/admin/clients", "{\"client_id\":\"c\"}");
        Http.Reply get = http.get("/admin/clients/c");
        Http.Reply head = http.send("HEAD", "/admin/clients/c", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(String.valueOf(get.body().getBytes(UTF_8).length));
        assertThat(http.send("HEAD", "/admin/clients/none", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "..",
                ".",
                "a b",
                "100%",
                "?#&=",
                "%2F",
                "lifespans",
                "\u00fc\u2603\ud83d\ude00",
                "+",
                "a|b"
            })
    void findsAClientWhateverItsId(String id) throws Exception {
        assertThat(http.post(
                                "/admin/clients",
                                Json.write(Json.nodes().objectNode().put("client_id", id)))
                        .status())
                .isEqualTo(201);
        String path =
                "/admin/clients/" + (id.matches("\\.+") ? id.replace(".", "%2E") : UrlPart.PATH_SEGMENT.escape(id));
        assertThat(http.get(path).json().path("client_id").textValue()).isEqualTo(id);
        assertThat(http.put(path + "/lifespans", "{}").status()).isEqualTo(200);
        assertThat(http.delete(path).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/admin",
                "/administrator",
                "/admin/clients/a/b",
                "/admin/clients/a/secrets",
                "/admin/clients%2Fa",
                "/admin/clients/a/lifespans",
                "/admin/clients/c//",
                "/health",
                "//admin/clients",
                "/clients/c/secrets%2Frotate"
            })
    void hasNothingElsewhere(String path) throws Exception {
        http.post("/admin/clients", "{\"client_id\":\"c\"}");
        Http.Reply reply = http.get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void takesASlashAtTheEndAndNoPrefix() throws Exception {
        http.post("/clients/", "{\"client_id\":\"c\"}");
        assertThat(http.get("/clients/c/").json())
                .isEqualTo(http.get("/admin/clients/c").json());
    }

    @Test
    void redirectsToTheCleanPath() throws Exception {
        Http.Reply reply = http.get("/admin//./clients/x/../y?a=b");
        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.header("Location")).isEqualTo("/admin/clients/y?a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "text/html;q=0.5, application/*", "text/html;q=0, application/json;q=0.1"})
    void saysInJsonWhatDoesNotExist(String accept) throws Exception {
        Http.Reply reply = http.send("GET", "/nope", "", "Accept", accept);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.json().path("error").path("code").intValue()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "image/png", "application/json;q=0.5, text/html"})
    void showsAPageForWhatDoesNotExist(String accept) throws Exception {
        assertThat(http.send("GET", "/nope", "", "Accept", accept).header("Content-Type"))
                .isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void keepsOtherParametersInTheLinks() throws Exception {
        http.post("/admin/clients", "{\"client_id\":\"a\",\"owner\":\"o & p\"}");
        http.post("/admin/clients", "{\"client_id\":\"b\",\"owner\":\"o & p\"}");
        Http.Reply page = http.get("/admin/clients?x=%C3%BC&x=2&bad=a;b&owner=o+%26%20p&page_size=1");
        assertThat(page.nextPage())
                .startsWith("/admin/clients?owner=o+%26+p&page_size=1&page_token=")
                .endsWith("&x=%C3%BC&x=2");
        assertThat(http.get(page.nextPage()).json())
                .extracting(client -> client.path("client_id").textValue())
                .containsExactly("b");
    }

    @Test
    void sortsByTheBytesOfTheId() throws Exception {
        List<String> ids = List.of("A", "a", "aa", "\u00fc", "\uffee", "\ud83d\ude00");
        for (String id : List.of(ids.get(5), ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0))) {
            http.post("/admin/clients", Json.write(Json.nodes().objectNode().put("client_id", id)));
        }
        assertThat(http.get("/admin/clients").json())
                .extracting(client -> client.path("client_id").textValue())
                .containsExactlyElementsOf(ids);
    }

    @Test
    void refusesAnOldPageToken() throws Exception {
        String token = Base64.getUrlEncoder().encodeToString("{\"e\":0,\"id\":\"a\"}".getBytes(UTF_8));
        Http.Reply reply = http.get("/admin/clients?page_token=" + token);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error_description").textValue())
                .isEqualTo("Unable to parse pagination parameters: page token expired, do not persist page tokens");
    }

    @Test
    void readsAsDeepAsGo() throws Exception {
        String path = "/admin/clients/c";
        assertThat(http.post("/admin/clients", deep(9_999)).status()).isEqualTo(201);
        assertThat(http.get(path).body()).contains("\"metadata\":" + "[".repeat(9_999) + "]".repeat(9_999) + ",");
        assertThat(http.put(path, deep(9_999)).status()).isEqualTo(200);
        assertThat(http.post(path + "/secrets/rotate", "").status()).isEqualTo(200);
        assertThat(http.post("/admin/clients", deep(10_000)).status()).isEqualTo(400);
    }

    private static String deep(int depth) {
        return "{\"client_id\":\"c\",\"metadata\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    @Test
    void patchesAsDeepAsGo() throws Exception {
        http.post("/admin/clients", "{\"client_id\":\"c\"}");
        String deepest =
                "[{\"op\":\"add\",\"path\":\"/metadata\",\"value\":" + "[".repeat(9_998) + "]".repeat(9_998) + "}]";
        assertThat(http.patch("/admin/clients/c", deepest).status()).isEqualTo(200);
        String deeper = "[{\"op\":\"add\",\"path\":\"/metadata" + "/0".repeat(9_997) + "/0\",\"value\":[[[]]]}]";
        assertThat(http.patch("/admin/clients/c", deeper).status()).isEqualTo(500);
    }

    @Test
    void keepsTheDigitsOfALongNumber() throws Exception {
        String number = "1".repeat(5_000) + ".50";
        http.post("/admin/clients", "{\"client_id\":\"c\",\"metadata\":" + number + "}");
        assertThat(http.get("/admin/clients/c").body()).contains("\"metadata\":" + number + ",");
    }

    @Test
    void replacesHalvesOfSurrogatePairs() throws Exception {
        String body = "{\"client_id\":\"c\",\"client_name\":\"\\ud83d\\ude00 \\ud800 \\\\ud800\",\"\\udc00\":1,"
                + "\"metadata\":{\"\\uD800\":\"\\uDFFFx\"}}";
        assertThat(http.post("/admin/clients", body).status()).isEqualTo(201);
        JsonNode client = http.get("/admin/clients/c").json();
        assertThat(client.path("client_name").textValue()).isEqualTo("\ud83d\ude00 \ufffd \\ud800");
        assertThat(client.path("metadata")).isEqualTo(Json.parse("{\"\ufffd\":\"\ufffdx\"}"));
    }

    /** What a real Hydra answered. */
    @ParameterizedTest
    @CsvSource({
        "/admin/clients/c%2F, 200 c",
        "/admin/clients/c%2f, 200 c",
        "/admin/clients/c/, 200 c",
        "/clients/c%2F, 200 c",
        "/clients/c%2F%2F, 200 c",
        "/clients/a%2Fb/, 200 a/b",
        "/admin/clients/s%2F, 404 json",
        "/admin/clients/s%2F%2F, 404 page",
        "/admin/clients/c%2F/, 404 page",
        "/admin/clients/a%2Fb%2F, 404 page",
        "/admin/clients/%2F, 404 page",
        "/admin/clients/c%2F%2F%2F, 307 /admin/clients/c/",
        "/admin/clients/%2F%2F, 307 /admin/clients/",
        "/admin//clients/a%2Fb?z=1&a=%zz, 307 /admin/clients/a%252Fb?z=1&a=%zz",
        "/.., 404 page"
    })
    void cutsASlashOffTheEndOfAPath(String path, String answer) throws Exception {
        for (String id : List.of("c", "s/", "a/b")) {
            http.post("/admin/clients", "{\"client_id\":\"" + id + "\"}");
        }
        assertThat(answerTo("GET " + path)).isEqualTo(answer);
    }

    @Test
    void takesTheNextClientForOneThatEndsInASlash() throws Exception {
        http.post("/admin/clients", "{\"client_id\":\"shop\"}");
        http.post("/admin/clients", "{\"client_id\":\"shop/\"}");
        assertThat(http.post("/admin/clients/shop%2F/secrets/rotate", "").json().path("client_id"))
                .hasToString("\"shop/\"");
        assertThat(http.delete("/admin/clients/shop%2F").status()).isEqualTo(204);
        assertThat(http.get("/admin/clients").json())
                .extracting(client -> client.path("client_id").textValue())
                .containsExactly("shop/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%zz", "page_size=%zz", "owner=%", "a;b"})
    void leavesOutAParameterThatIsMalformed(String query) throws Exception {
        assertThat(answerTo("GET /admin/clients?" + query)).isEqualTo("200 []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/clients/%", "/admin/clients/%zz", "/admin/clients/a b", "admin", "https://[/"})
    void saysThatATargetIsMalformed(String target) throws Exception {
        assertThat(exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith(
                        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n")
                .endsWith("\r\n\r\n400 Bad Request");
    }

    @Test
    void hasAPageForWhoIsRedirected() throws Exception {
        Http.Reply reply = http.get("/admin/./clients?a=b&c='");
        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.header("Location")).isEqualTo("/admin/clients?a=b&c='");
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.body()).isEqualTo("<a href=\"/admin/clients?a=b&amp;c=&#39;\">Temporary Redirect</a>.\n\n");
        Http.Reply posted = http.post("/admin/./clients", "{}");
        assertThat(posted.status()).isEqualTo(307);
        assertThat(posted.body()).isEmpty();
        assertThat(posted.header("Content-Type")).isEmpty();
    }

    @Test
    void hasAVersion() throws Exception {
        assertThat(http.get("/version").body()).isEqualTo("{\"version\":\"sandbox\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:4445",
                "LOCALHOST:1",
                "localhost.",
                "my-project.projects.oryapis.localhost:80",
                "[::1]:4445"
            })
    void answersUnderTheNamesOfThisMachine(String host) throws Exception {
        assertThat(exchange("GET /version HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example",
                "rebound.example:4445",
                "localhost.example",
                "notlocalhost",
                "127.0.0.1.example",
                "127.0.0.2",
                "localhost:x",
                "a@localhost",
                ""
            })
    void refusesAnotherName(String host) throws Exception {
        assertThat(exchange("POST /admin/clients HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n")
                .endsWith("{\"error\":\"The requested action was forbidden\",\"error_description\":"
                        + "\"The sandbox answers to 127.0.0.1, localhost and names under .localhost only.\"}");
        assertThat(http.get("/admin/clients").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://rebound.example", "null", "http://localhost.example:80", "ftp://localhost", "localhost"
            })
    void refusesThePageOfAnotherOrigin(String origin) throws Exception {
        Http.Reply reply = http.send("POST", "/admin/clients", "{}", "Origin", origin);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body())
                .isEqualTo("{\"error\":\"The requested action was forbidden\",\"error_description\":"
                        + "\"The sandbox does not answer to pages of other origins.\"}");
        assertThat(http.get("/admin/clients").body()).isEqualTo("[]");
    }

    @Test
    void refusesWhatItHasNoRoomFor() throws Exception {
        String body = "{\"client_id\":\"%s\",\"client_name\":\"" + "n".repeat(300_000) + "\"}";
        try (Sandbox small = Sandbox.start(0, Inventions.random(), 1_000_000)) {
            Http to = Http.to(small);
            for (String id : List.of("a", "b", "c")) {
                assertThat(to.post("/admin/clients", body.formatted(id)).status())
                        .isEqualTo(201);
            }
            Http.Reply refused = to.post("/admin/clients", body.formatted("d"));
            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.body())
                    .isEqualTo("{\"error\":\"The sandbox is full\",\"error_description\":"
                            + "\"The sandbox keeps all clients in memory, and there is no more room.\"}");
            assertThat(to.put("/admin/clients/a", "{\"owner\":\"" + "o".repeat(500_000) + "\"}")
                            .status())
                    .isEqualTo(507);
            assertThat(to.post("/admin/clients", body.formatted("a")).status()).isEqualTo(507);
            to.put("/admin/clients/a", "{}");
            to.delete("/admin/clients/b");
            assertThat(to.post("/admin/clients", body.formatted("c")).status()).isEqualTo(409);
            assertThat(to.post("/admin/clients", body.formatted("d")).status()).isEqualTo(201);
            assertThat(to.post("/admin/clients", body.formatted("e")).status()).isEqualTo(201);
        }
    }

    @Test
    void startsWithGivenClients() throws Exception {
        ObjectNode one =
                (ObjectNode) Json.parse("{\"client_id\":\"one\",\"client_secret\":\"s3cret\",\"owner\":\"me\"}");
        sandbox.seed(List.of(one, Json.nodes().objectNode()));
        assertThat(http.get("/admin/clients").json()).hasSize(2);
        assertThat(http.get("/admin/clients/one").json().path("owner").textValue())
                .isEqualTo("me");
        assertThat(one).isEqualTo(Json.parse("{\"client_id\":\"one\",\"client_secret\":\"s3cret\",\"owner\":\"me\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"client_secret\":\"short\"} | Field client_secret must contain a secret that is at least 6 characters long.",
                "{\"client_id\":\"one\"} | Unable to insert or update resource because a resource with that value exists already",
                "{\"sector_identifier_uri\":\"http://a\"} | The value of one of the Client Metadata fields is invalid and the"
                        + " server has rejected this request. Note that an Authorization Server MAY choose to substitute a"
                        + " valid value for any requested parameter of a Client's Metadata.",
                "{\"owner\":5} | Unable to decode the request body: json: cannot unmarshal number into Go struct field"
                        + " Client.owner of type string"
            })
    void saysWhichClientItCannotStartWith(String client, String reason) throws Exception {
        List<ObjectNode> clients =
                List.of((ObjectNode) Json.parse("{\"client_id\":\"one\"}"), (ObjectNode) Json.parse(client));
        assertThatThrownBy(() -> sandbox.seed(clients))
                .isInstanceOfSatisfying(
                        RefusedClientException.class,
                        e -> assertThat(e.position()).isEqualTo(2))
                .hasMessage(reason);
    }

    /** The status, and what is most telling of the rest. */
    private String answerTo(String request) throws IOException {
        String answer = exchange(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Matcher told = Pattern.compile(
                        "HTTP/1.1 (\\d+) .*?(?:\"client_id\":\"(.*?)\"|Location: (.*?)\r\n|(\\[])|$)", Pattern.DOTALL)
                .matcher(answer);
        assertThat(told.find()).isTrue();
        String kind = answer.contains("text/html") ? "page" : "json";
        return told.group(1) + " "
                + Stream.of(told.group(2), told.group(3), told.group(4))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(kind);
    }
}
