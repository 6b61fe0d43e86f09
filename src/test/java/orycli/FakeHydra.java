package orycli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * An admin API that keeps clients while a test runs, with ids and secrets that can be foretold. It takes whatever it is
 * sent and checks nothing.
 */
public final class FakeHydra implements BeforeEachCallback, AfterEachCallback {
    /** The secret of the first client that comes without one. */
    public static final String FIRST_SECRET = "generated~secret-0001";

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** What a server says of a client beside what it was told. */
    private static final String UNSET_FIELDS = """
            {"client_name":"","redirect_uris":[],"grant_types":[],"response_types":[],\
            "scope":"offline_access offline openid","audience":[],"owner":"","policy_uri":"",\
            "allowed_cors_origins":[],"tos_uri":"","client_uri":"","logo_uri":"","contacts":null,\
            "client_secret_expires_at":0,"subject_type":"public","jwks":{},\
            "token_endpoint_auth_method":"client_secret_basic","userinfo_signed_response_alg":"none",\
            "created_at":"2024-01-02T03:04:05Z","updated_at":"2024-01-02T03:04:05.678Z","metadata":{},\
            "skip_consent":false,"skip_logout_consent":null,"authorization_code_grant_access_token_lifespan":null,\
            "registration_access_token":"ory_at_registration"}""";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, ObjectNode> clients = new LinkedHashMap<>();
    private final Queue<MockResponse> refusals = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private final Function<RecordedRequest, Optional<MockResponse>> others;
    private int created;

    public FakeHydra() {
        this(request -> Optional.empty());
    }

    /** @param others whoever else is reached at the same port, and is asked first */
    FakeHydra(Function<RecordedRequest, Optional<MockResponse>> others) {
        this.others = others;
    }

    /**
     * A request as the server understood it.
     *
     * @param body missing where there was none, or none that is JSON
     */
    public record Call(String method, String host, String path, Optional<String> authorization, JsonNode body) {}

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return others.apply(request).orElseGet(() -> answer(request));
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }

    public int port() {
        return server.getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Adds a client that was there before. */
    public synchronized void add(ObjectNode client) {
        clients.put(client.path("client_id").textValue(), client);
    }

    /** Gives this answer, once, in place of its own. */
    public synchronized void answerOnce(int status, Map<String, String> headers, String body) {
        refusals.add(json(status, body, headers));
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many requests there were, whoever answered them. */
    int requestCount() {
        return server.getRequestCount();
    }

    /** The body of the only request. */
    public synchronized JsonNode body() {
        if (calls.size() != 1) {
            throw new AssertionError("not one request but " + calls);
        }
        return calls.get(0).body();
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        JsonNode body = body(request.getBody());
        calls.add(new Call(
                request.getMethod(),
                request.getUrl().host(),
                request.getUrl().encodedPath(),
                Optional.ofNullable(request.getHeaders().get("Authorization")),
                body));
        if (!refusals.isEmpty()) {
            return refusals.remove();
        }
        HttpUrl url = request.getUrl();
        boolean isClients =
                url.pathSize() >= 2 && url.pathSegments().subList(0, 2).equals(List.of("admin", "clients"));
        String operation = isClients ? request.getMethod() + " " + url.pathSize() : "";
        return switch (operation) {
            case "POST 2" -> create(body);
            case "GET 3" -> known(url) ? json(OK, Json.write(clients.get(id(url))), Map.of()) : notFound();
            case "DELETE 3" -> clients.remove(id(url)) == null ? notFound() : json(NO_CONTENT, "", Map.of());
            default -> notFound();
        };
    }

    private MockResponse create(JsonNode wanted) {
        created++;
        String id = wanted.path("client_id").asText("");
        id = id.isEmpty() ? "00000000-0000-4000-8000-%012d".formatted(created) : id;
        if (clients.containsKey(id)) {
            return json(CONFLICT, """
                    {"error":{"code":409,"status":"Conflict","message":"Unable to insert or update resource because a \
                    resource with that value exists already"}}""", Map.of());
        }
        ObjectNode client = Json.nodes().objectNode().put("client_id", id);
        client.setAll((ObjectNode) parse(UNSET_FIELDS));
        client.put("registration_client_uri", "http://127.0.0.1:4444/oauth2/register/" + id);
        wanted.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> client.set(field.getKey(), field.getValue()));
        client.put("client_id", id);
        clients.put(id, client.deepCopy().without("client_secret"));
        if (client.path("client_secret").asText("").isEmpty()
                && !client.path("token_endpoint_auth_method").asText().equals("none")) {
            client.put("client_secret", "generated~secret-%04d".formatted(created));
        }
        return json(CREATED, Json.write(client), Map.of());
    }

    private boolean known(HttpUrl url) {
        return clients.containsKey(id(url));
    }

    private static String id(HttpUrl url) {
        return url.pathSegments().get(2);
    }

    private static MockResponse notFound() {
        return json(NOT_FOUND, """
                {"error":{"code":404,"status":"Not Found","message":"Unable to locate the resource"}}""", Map.of());
    }

    private static MockResponse json(int status, String body, Map<String, String> headers) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json");
        headers.forEach(response::setHeader);
        return status == NO_CONTENT ? response.build() : response.body(body).build();
    }

    private static JsonNode body(ByteString body) {
        return body == null || body.size() == 0 ? MissingNode.getInstance() : parse(body.utf8());
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            return MissingNode.getInstance();
        }
    }
}
