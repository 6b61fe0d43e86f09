package orycli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import orycli.json.Json;

/**
 * Ory Network's console and its issuer, as the conformance suite plays them, told apart from a project's API by the Host
 * header. They keep nothing.
 */
final class ConformanceNetwork {
    private static final String GOOD_REFRESH_TOKEN = "ory_rt_good";

    private final JsonNode world = resource("/conformance/network.json");

    /** The answer, unless the request is for another host. */
    Optional<MockResponse> answer(RecordedRequest request) {
        String host = Objects.requireNonNullElse(request.getHeaders().get("Host"), "");
        if (host.startsWith("api.console.localhost:")) {
            return Optional.of(console(request));
        }
        return host.startsWith("project.console.localhost:") ? Optional.of(issuer(request)) : Optional.empty();
    }

    private MockResponse console(RecordedRequest request) {
        String token = Objects.requireNonNullElse(request.getHeaders().get("Authorization"), "")
                .replaceFirst("^Bearer ", "");
        JsonNode keysProjects = world.path("keys").path(token);
        if (keysProjects.isMissingNode() && !token.startsWith("ory_at_")) {
            return error(401, "Access credentials are invalid");
        }
        ArrayNode mine = Json.nodes().arrayNode();
        for (JsonNode project : world.path("projects")) {
            if (keysProjects.isMissingNode() || holds(keysProjects, project.path("id"))) {
                mine.add(project);
            }
        }
        String path = request.getUrl().encodedPath();
        if (path.equals("/projects")) {
            return json(200, mine);
        }
        if (path.equals("/workspaces")) {
            ArrayNode workspaces = Json.nodes().arrayNode().add(world.path("workspace"));
            return json(200, Json.nodes().objectNode().set("workspaces", workspaces));
        }
        for (JsonNode project : world.path("projects")) {
            if (path.equals("/projects/" + project.path("id").textValue())) {
                return json(200, project);
            }
        }
        return error(404, "project not found");
    }

    private static boolean holds(JsonNode array, JsonNode wanted) {
        for (JsonNode element : array) {
            if (element.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static MockResponse issuer(RecordedRequest request) {
        HttpUrl form = FakeNetwork.form(request);
        return switch (request.getUrl().encodedPath()) {
            case "/oauth2/token" ->
                GOOD_REFRESH_TOKEN.equals(form.queryParameter("refresh_token"))
                        ? json(
                                200,
                                Json.nodes()
                                        .objectNode()
                                        .put("access_token", "ory_at_fresh")
                                        .put("refresh_token", GOOD_REFRESH_TOKEN)
                                        .put("token_type", "bearer")
                                        .put("expires_in", 3600))
                        : json(401, Json.nodes().objectNode().put("error", "invalid_grant"));
            case "/oauth2/revoke" -> json(200, Json.nodes().nullNode());
            default -> error(404, "no such path");
        };
    }

    private static MockResponse error(int status, String reason) {
        JsonNode error = Json.nodes().objectNode().put("code", status).put("reason", reason);
        return json(status, Json.nodes().objectNode().set("error", error));
    }

    private static MockResponse json(int status, JsonNode body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(Json.write(body))
                .build();
    }

    static JsonNode resource(String name) {
        try (InputStream in = Objects.requireNonNull(ConformanceNetwork.class.getResourceAsStream(name), name)) {
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
