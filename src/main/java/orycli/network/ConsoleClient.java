package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Explanation;
import orycli.http.Sender;
import orycli.http.Sender.Reply;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** The API of Ory Network's console. */
public final class ConsoleClient {
    private static final String PAGE_SIZE = "250";

    private final HttpUrl endpoint;
    private final Sender sender;
    private final Credentials credentials;

    ConsoleClient(HttpUrl endpoint, Sender sender, Credentials credentials) {
        this.endpoint = endpoint;
        this.sender = sender;
        this.credentials = credentials;
    }

    /** {@code GET /projects}. */
    public List<Project> projects() throws IOException {
        String action = "cannot list the projects";
        HttpUrl url = endpoint.newBuilder().addPathSegment("projects").build();
        return objects(get(url, action), action).stream().map(Project::new).toList();
    }

    /** {@code GET /workspaces/{id}/projects}. */
    public List<Project> projects(String workspaceId) throws IOException {
        HttpUrl url = endpoint.newBuilder()
                .addPathSegment("workspaces")
                .addPathSegment(workspaceId)
                .addPathSegment("projects")
                .build();
        return pages(url, "projects", "cannot list the projects of the workspace " + workspaceId).stream()
                .map(Project::new)
                .toList();
    }

    /** {@code GET /projects/{id}}. */
    public Project project(String id) throws IOException {
        String action = "cannot get the project " + id;
        HttpUrl url = endpoint.newBuilder()
                .addPathSegment("projects")
                .addPathSegment(id)
                .build();
        if (get(url, action) instanceof ObjectNode project
                && !project.path("slug").asText("").isEmpty()) {
            return new Project(project);
        }
        throw unreadable(action);
    }

    /** {@code GET /workspaces}. */
    public List<Workspace> workspaces() throws IOException {
        HttpUrl url = endpoint.newBuilder().addPathSegment("workspaces").build();
        return pages(url, "workspaces", "cannot list the workspaces").stream()
                .map(Workspace::new)
                .toList();
    }

    private List<ObjectNode> pages(HttpUrl first, String field, String action) throws IOException {
        List<ObjectNode> all = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            HttpUrl.Builder url = first.newBuilder().addQueryParameter("page_size", PAGE_SIZE);
            token.ifPresent(value -> url.addQueryParameter("page_token", value));
            JsonNode page = get(url.build(), action);
            all.addAll(objects(page.path(field), action));
            Optional<String> next = page.path("has_next_page").asBoolean(false)
                    ? Optional.of(page.path("next_page_token").asText("")).filter(text -> !text.isEmpty())
                    : Optional.empty();
            if (next.isPresent() && next.equals(token)) {
                throw new NetworkException(action + ": the server repeats a page");
            }
            token = next;
        } while (token.isPresent());
        return all;
    }

    private static List<ObjectNode> objects(JsonNode array, String action) throws NetworkException {
        if (!array.isArray() && !array.isNull()) {
            throw unreadable(action);
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode object)) {
                throw unreadable(action);
            }
            objects.add(object);
        }
        return objects;
    }

    private static NetworkException unreadable(String action) {
        return new NetworkException(action + ": the server's answer is not what Ory Network's console answers");
    }

    private JsonNode get(HttpUrl url, String action) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", credentials.authorization())
                .build();
        Reply reply = sender.send(request, true, answer -> false);
        if (reply.status() != 200) {
            String message = Explanation.of(action, reply, credentials.token()).message();
            throw reply.status() == 401 ? credentials.refused(message) : new NetworkException(message);
        }
        if (reply.failure().isPresent()) {
            throw reply.failure().get();
        }
        try {
            return Json.parse(reply.body());
        } catch (JsonSyntaxException notJson) {
            throw unreadable(action);
        }
    }
}
