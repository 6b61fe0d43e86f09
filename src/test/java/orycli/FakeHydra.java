package orycli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * The sandbox behind a recorder: it answers as a Hydra does, with ids and secrets that can be foretold, and fails when it
 * is told to.
 */
public final class FakeHydra implements BeforeEachCallback, AfterEachCallback {
    /** The secret of the first client that comes without one. */
    public static final String FIRST_SECRET = "generated~secret-0001";

    private final MockWebServer server = new MockWebServer();
    private final Queue<Function<RecordedRequest, MockResponse>> exceptions = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private final Function<RecordedRequest, Optional<MockResponse>> others;
    private final AdminApi api;

    public FakeHydra() {
        this(
                SandboxRelay.start(new Foretold("00000000-0000-4000-8000-%012d", "generated~secret-%04d")),
                request -> Optional.empty());
    }

    /** One that takes whatever it is sent, for tests of what is sent. */
    public static FakeHydra lenient() {
        return new FakeHydra(new LenientHydra(), request -> Optional.empty());
    }

    /** @param others whoever else is reached at the same port, and is asked first */
    FakeHydra(AdminApi api, Function<RecordedRequest, Optional<MockResponse>> others) {
        this.api = api;
        this.others = others;
    }

    /**
     * A request as the server understood it.
     *
     * @param body missing where there was none; what is not JSON, such as a form, is the member {@code $raw} of an object
     */
    public record Call(String method, HttpUrl url, Headers headers, JsonNode body) {
        public String host() {
            return url.host();
        }

        /** Still escaped, and without the query. */
        public String path() {
            return url.encodedPath();
        }

        public Optional<String> authorization() {
            return Optional.ofNullable(headers.get("Authorization"));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return others.apply(request).orElseGet(() -> record(request).apply(request));
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
        api.close();
    }

    public int port() {
        return server.getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Adds a client that was there before. */
    public void add(ObjectNode client) {
        api.add(client);
    }

    /** Gives this answer, once, in place of its own, and does nothing. */
    public void answerOnce(int status, Map<String, String> headers, String body) {
        answerOnce(json(status, body, headers));
    }

    public synchronized void answerOnce(MockResponse answer) {
        exceptions.add(request -> answer);
    }

    /** Reads a request, once, does nothing and closes the connection. */
    public void breakOffOnce() {
        answerOnce(broken());
    }

    /** Does, once, what it is asked to, and closes the connection instead of answering. */
    public synchronized void loseAnswerOnce() {
        exceptions.add(request -> {
            api.answer(request);
            return broken();
        });
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The requests in short, such as {@code GET /admin/clients?page_size=100}. */
    public synchronized List<String> requests() {
        return calls.stream()
                .map(call -> call.method() + " " + call.path()
                        + (call.url().query() == null ? "" : "?" + call.url().encodedQuery()))
                .toList();
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

    /** Who answers the request: many at once, as a server does. */
    private synchronized Function<RecordedRequest, MockResponse> record(RecordedRequest request) {
        calls.add(new Call(request.getMethod(), request.getUrl(), request.getHeaders(), body(request.getBody())));
        return exceptions.isEmpty() ? api::answer : exceptions.remove();
    }

    private static MockResponse broken() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    private static MockResponse json(int status, String body, Map<String, String> headers) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json");
        headers.forEach(response::setHeader);
        return status == 204 ? response.build() : response.body(body).build();
    }

    private static JsonNode body(ByteString body) {
        try {
            return body == null || body.size() == 0 ? MissingNode.getInstance() : Json.parse(body.utf8());
        } catch (JsonSyntaxException e) {
            return Json.nodes().objectNode().put("$raw", body.utf8());
        }
    }
}
