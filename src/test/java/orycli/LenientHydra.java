package orycli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.ByteString;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * An admin API that takes whatever it is sent and checks nothing. The conformance suite plays it so: what the reference
 * printed was recorded with its answers, which are not quite Hydra's.
 */
final class LenientHydra implements AdminApi {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** What it says of a client beside what it was told. */
    private static final String UNSET_FIELDS = """
            {"client_name":"","redirect_uris":[],"grant_types":[],"response_types":[],\
            "scope":"offline_access offline openid","audience":[],"owner":"","policy_uri":"",\
            "allowed_cors_origins":[],"tos_uri":"","client_uri":"","logo_uri":"","contacts":null,\
            "client_secret_expires_at":0,"subject_type":"public","jwks":{},\
            "token_endpoint_auth_method":"client_secret_basic","userinfo_signed_response_alg":"none",\
            "created_at":"2024-01-02T03:04:05Z","updated_at":"2024-01-02T03:04:05.678Z","metadata":{},\
            "skip_consent":false,"skip_logout_consent":null,"authorization_code_grant_access_token_lifespan":null,\
            "registration_access_token":"ory_at_registration"}""";

    private final Map<String, ObjectNode> clients = new LinkedHashMap<>();
    private final LenientTokens tokens = new LenientTokens();
    private int created;

    @Override
    public synchronized void add(ObjectNode client) {
        String id = client.path("client_id").textValue();
        clients.put(id, described(id, client));
    }

    @Override
    public synchronized MockResponse answer(RecordedRequest request) {
        HttpUrl url = request.getUrl();
        if (url.encodedPath().matches("(/admin)?/oauth2/.*")) {
            return tokens.answer(request);
        }
        boolean isClients =
                url.pathSize() >= 2 && url.pathSegments().subList(0, 2).equals(List.of("admin", "clients"));
        String operation = isClients ? request.getMethod() + " " + url.pathSize() : "";
        return switch (operation) {
            case "POST 2" -> create(request.getBody());
            case "GET 2" -> list(url);
            case "GET 3" -> clients.containsKey(id(url)) ? json(OK, Json.write(clients.get(id(url)))) : notFound();
            case "PUT 3", "PATCH 3" -> clients.containsKey(id(url)) ? change(id(url), request.getBody()) : notFound();
            case "DELETE 3" -> clients.remove(id(url)) == null ? notFound() : json(NO_CONTENT, "");
            default -> notFound();
        };
    }

    @Override
    public void close() {
        // It holds nothing open.
    }

    private MockResponse create(ByteString body) {
        created++;
        JsonNode wanted = parse(body.string(StandardCharsets.UTF_8));
        String id = wanted.path("client_id").asText("");
        id = id.isEmpty() ? "00000000-0000-4000-8000-%012d".formatted(created) : id;
        if (clients.containsKey(id)) {
            return json(CONFLICT, """
                    {"error":{"code":409,"status":"Conflict","message":"Unable to insert or update resource because a \
                    resource with that value exists already"}}""");
        }
        ObjectNode client = described(id, wanted);
        keep(client);
        if (client.path("client_secret").asText("").isEmpty()
                && !client.path("token_endpoint_auth_method").asText().equals("none")) {
            client.put("client_secret", "generated~secret-%04d".formatted(created));
        }
        return json(CREATED, Json.write(client));
    }

    private static ObjectNode described(String id, JsonNode wanted) {
        ObjectNode client = Json.nodes().objectNode().put("client_id", id);
        client.setAll((ObjectNode) parse(UNSET_FIELDS));
        client.put("registration_client_uri", "http://127.0.0.1:4444/oauth2/register/" + id);
        wanted.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> client.set(field.getKey(), field.getValue()));
        return client.put("client_id", id);
    }

    private void keep(ObjectNode client) {
        ObjectNode kept = client.deepCopy();
        kept.remove("client_secret");
        clients.put(client.path("client_id").textValue(), kept);
    }

    /** A page token is the number of clients before the page. */
    private MockResponse list(HttpUrl url) {
        int size = number(url, "page_size", Integer.MAX_VALUE);
        int start = number(url, "page_token", 0);
        List<ObjectNode> page =
                clients.values().stream().skip(start).limit(size).toList();
        MockResponse.Builder response = json(OK, page.toString()).newBuilder();
        return start + page.size() == clients.size()
                ? response.build()
                : response.addHeader(
                                "Link",
                                "</admin/clients?page_size=" + size + "&page_token=" + (start + size)
                                        + ">; rel=\"next\"")
                        .build();
    }

    private static int number(HttpUrl url, String parameter, int otherwise) {
        String value = url.queryParameter(parameter);
        return value == null || value.isEmpty() ? otherwise : Integer.parseInt(value);
    }

    /** A whole client or a patch: what is not mentioned stays. */
    private MockResponse change(String id, ByteString body) {
        ObjectNode client = clients.get(id).deepCopy();
        JsonNode changes = parse(body.string(StandardCharsets.UTF_8));
        if (changes.isObject()) {
            client.setAll((ObjectNode) changes);
        }
        for (JsonNode operation : changes.isArray() ? changes : Json.nodes().arrayNode()) {
            client.set(operation.path("path").textValue().substring(1), operation.path("value"));
        }
        keep(client.put("client_id", id));
        return json(OK, Json.write(client));
    }

    private static String id(HttpUrl url) {
        return url.pathSegments().get(2);
    }

    private static MockResponse notFound() {
        return json(NOT_FOUND, """
                {"error":{"code":404,"status":"Not Found","message":"Unable to locate the resource"}}""");
    }

    private static MockResponse json(int status, String body) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json");
        return status == NO_CONTENT ? response.build() : response.body(body).build();
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("a request of a case of the suite is JSON", e);
        }
    }
}
