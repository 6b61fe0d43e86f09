package orycli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;

/**
 * Ory Network on loopback: the console's API, its issuer, and the admin APIs of the projects, told apart by the Host
 * header. It issues an access token and a refresh token a time, {@code at-1} and {@code rt-1}, then {@code at-2} and so
 * on; a refresh token is good once, and the first is {@code rt-0}. All projects share one sandbox: the first client that
 * comes without an id is {@code a1}, and every secret that it makes up {@code s3cret}.
 */
public final class FakeNetwork extends Dispatcher implements AutoCloseable {
    public static final String FIRST = "11111111-0730-4ee8-a6df-9553cdfeef89";
    public static final String SECOND = "22222222-0730-4ee8-a6df-9553cdfeef89";
    public static final String WORKSPACE = "aaaaaaaa-0730-4ee8-a6df-9553cdfeef89";
    public static final String PERSON = "99999999-0730-4ee8-a6df-9553cdfeef89";
    private static final String NIL = "00000000-0000-0000-0000-000000000000";

    private static final Map<String, String> PROJECTS =
            Map.of(FIRST, project(FIRST, "silly-raman", "First"), SECOND, project(SECOND, "silver-fox", "Second"));

    private final MockWebServer server = new MockWebServer();
    private final SandboxRelay projects = SandboxRelay.start(new Foretold("a%d", "s3cret"));
    private final List<RecordedRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, MockResponse> overrides = new ConcurrentHashMap<>();
    private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Path home;
    private int tokens;

    public FakeNetwork(Path home) throws IOException {
        this.home = home;
        server.setDispatcher(this);
        server.start();
    }

    /** The program, told that this is Ory Network. */
    public Cli cli() {
        Cli cli = new Cli();
        environment().forEach(cli::and);
        return cli;
    }

    public Map<String, String> environment() {
        return Map.of(
                "ORY_CONSOLE_URL",
                "http://console.localhost:" + server.getPort(),
                "ORY_ORYAPIS_URL",
                "http://oryapis.localhost:" + server.getPort(),
                "HOME",
                home.toString(),
                "USERPROFILE",
                home.toString());
    }

    public int port() {
        return server.getPort();
    }

    public Path config() {
        return home.resolve(".ory-cloud.json");
    }

    /** What the configuration file holds, as a text. */
    public String configText() throws IOException {
        return Files.readString(config());
    }

    /** Signs in; the first project is selected. */
    public FakeNetwork signedIn(String expiry) throws IOException {
        return configure(session(expiry, "rt-0", FIRST));
    }

    public FakeNetwork configure(String text) throws IOException {
        writePrivately(config(), text);
        return this;
    }

    /** Writes a file that only its owner may read, as a configuration file is. */
    public static void writePrivately(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    public static String session(String expiry, String refreshToken, String project) {
        return """
                {"version":"v1","access_token":{"access_token":"at-0","token_type":"bearer","refresh_token":"%s",\
                "expiry":"%s"},"selected_project":"%s","selected_workspace":"%s","session_identity_traits":\
                {"ID":"%s","email":"dev@example.org","name":"Dev"}}
                """.formatted(refreshToken, expiry, project, NIL, PERSON);
    }

    public static String project(String id, String slug, String name) {
        return """
                {"id":"%s","slug":"%s","name":"%s","environment":"dev","workspace_id":null,"state":"running",\
                "brand_new":1.50}""".formatted(id, slug, name);
    }

    /** Has the requests to a path, with or without a query, answered so. */
    public FakeNetwork answer(String path, int status, String body) {
        overrides.put(path, json(status, body));
        return this;
    }

    /** Has the requests to a path read and not answered: the connection breaks. */
    public FakeNetwork hangUp(String path) {
        overrides.put(
                path,
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());
        return this;
    }

    /** Has a token refused, whatever its expiry. */
    public FakeNetwork revoke(String token) {
        revoked.add(token);
        return this;
    }

    /** Has something happen before the requests to a path are answered. */
    public FakeNetwork before(String path, Runnable hook) {
        hooks.put(path, hook);
        return this;
    }

    /** What was asked for: method, host and path. */
    public List<String> asked() {
        synchronized (requests) {
            return requests.stream()
                    .map(request -> request.getMethod() + " " + host(request) + request.getTarget())
                    .toList();
        }
    }

    /** The credentials of each request, in order. */
    public List<Optional<String>> authorizations() {
        synchronized (requests) {
            return requests.stream()
                    .map(request -> Optional.ofNullable(request.getHeaders().get("Authorization")))
                    .toList();
        }
    }

    public List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    @Override
    public void close() {
        server.close();
        projects.close();
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        requests.add(request);
        String path = request.getUrl().encodedPath();
        hooks.getOrDefault(path, () -> {}).run();
        MockResponse override = overrides.getOrDefault(request.getTarget(), overrides.get(path));
        if (override != null) {
            return override;
        }
        String token = Objects.requireNonNullElse(request.getHeaders().get("Authorization"), "")
                .replaceFirst("^Bearer ", "");
        String host = host(request);
        if (host.equals("api.console.localhost")) {
            return console(path, token);
        }
        if (host.equals("project.console.localhost")) {
            return issuer(path, request);
        }
        return host.endsWith(".projects.oryapis.localhost") && path.startsWith("/admin/")
                ? projects.answer(request)
                : notFound();
    }

    private static String host(RecordedRequest request) {
        String host = Objects.requireNonNullElse(request.getHeaders().get("Host"), "");
        return host.replaceFirst(":[0-9]+$", "");
    }

    private MockResponse console(String path, String token) {
        List<String> mine = switch (token) {
            case "key-of-one" -> List.of(FIRST);
            case "key-of-two", "key-of-workspace" -> List.of(FIRST, SECOND);
            case "key-of-none" -> List.of();
            default -> token.startsWith("at-") && !revoked.contains(token) ? List.of(FIRST, SECOND) : List.of("nobody");
        };
        if (mine.contains("nobody")) {
            return json(401, "{\"error\":{\"code\":401,\"reason\":\"Access credentials are invalid\"}}");
        }
        String projects = String.join(",", mine.stream().map(PROJECTS::get).toList());
        if (path.equals("/projects")) {
            return json(200, "[" + projects + "]");
        }
        if (path.equals("/workspaces")) {
            return json(200, """
                    {"workspaces":[{"id":"%s","name":"my team","subscription_plan":null}],"has_next_page":false}\
                    """.formatted(WORKSPACE));
        }
        if (path.equals("/workspaces/" + WORKSPACE + "/projects")) {
            return json(200, "{\"projects\":[" + projects + "]}");
        }
        return Stream.of(FIRST, SECOND)
                .filter(id -> path.equals("/projects/" + id))
                .findFirst()
                .map(id -> json(200, Objects.requireNonNull(PROJECTS.get(id))))
                .orElseGet(FakeNetwork::notFound);
    }

    private MockResponse issuer(String path, RecordedRequest request) {
        HttpUrl form = form(request);
        return switch (path) {
            case "/oauth2/token" -> {
                boolean refused = "refresh_token".equals(form.queryParameter("grant_type"))
                        && !("rt-" + tokens).equals(form.queryParameter("refresh_token"));
                if (refused) {
                    yield json(400, """
                            {"error":"invalid_grant","error_description":"The refresh token was used."}""");
                }
                tokens++;
                yield json(200, """
                        {"access_token":"at-%d","refresh_token":"rt-%d","token_type":"bearer","expires_in":3600}\
                        """.formatted(tokens, tokens));
            }
            case "/userinfo" -> json(200, """
                    {"sub":"%s","email":"dev@example.org","name":"Dev"}""".formatted(PERSON));
            case "/oauth2/revoke" -> json(200, "");
            default -> notFound();
        };
    }

    /** The fields of a form. */
    public static HttpUrl form(RecordedRequest request) {
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        return HttpUrl.get("http://localhost/").newBuilder().encodedQuery(body).build();
    }

    private static MockResponse notFound() {
        return json(404, "{\"error\":{\"code\":404,\"reason\":\"not found\"}}");
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
