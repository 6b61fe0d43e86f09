package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Explanation;
import orycli.http.Redaction;
import orycli.http.Reply;
import orycli.http.Sender;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** The API of Ory Network's console. */
final class ConsoleClient {
    private static final String PAGE_SIZE = "250";
    /** Nobody has more; a server that is broken may. */
    private static final int MOST_PAGES = 1_000;

    private final HttpUrl endpoint;
    private final Sender sender;
    private final Renewal renewal;
    private final List<String> tokens = new ArrayList<>();
    private Credentials credentials;

    /** What is done where the credentials are refused. */
    @FunctionalInterface
    interface Renewal {
        /** For credentials that are the only ones. */
        Renewal NONE = refused -> Optional.empty();

        /** Others in their place; nothing where there are none. */
        Optional<Credentials> instead(Credentials refused) throws IOException;
    }

    /** How a caller gets to the console. */
    @FunctionalInterface
    interface Entry {
        ConsoleClient as(Credentials credentials, Renewal renewal) throws IOException;
    }

    ConsoleClient(HttpUrl endpoint, Sender sender, Credentials credentials, Renewal renewal) {
        this.endpoint = endpoint;
        this.sender = sender;
        this.credentials = credentials;
        this.tokens.add(credentials.token());
        this.renewal = renewal;
    }

    /** Those that the server knows, once it was asked something. */
    Credentials credentials() {
        return credentials;
    }

    /** {@code GET /projects}. */
    List<Project> projects() throws IOException {
        String action = "cannot list the projects";
        HttpUrl url = endpoint.newBuilder().addPathSegment("projects").build();
        return read(objects(get(url, action), action), action);
    }

    /** {@code GET /workspaces/{id}/projects}. */
    List<Project> projects(String workspaceId) throws IOException {
        HttpUrl url = endpoint.newBuilder()
                .addPathSegment("workspaces")
                .addPathSegment(workspaceId)
                .addPathSegment("projects")
                .build();
        String action = "cannot list the projects of the workspace " + workspaceId;
        return read(pages(url, "projects", action), action);
    }

    /** {@code GET /projects/{id}}. */
    Project project(String id) throws IOException {
        String action = "cannot get the project " + id;
        HttpUrl url = endpoint.newBuilder()
                .addPathSegment("projects")
                .addPathSegment(id)
                .build();
        if (get(url, action) instanceof ObjectNode project) {
            return read(List.of(project), action).get(0);
        }
        throw unreadable(action);
    }

    private static List<Project> read(List<ObjectNode> objects, String action) throws NetworkException {
        List<Project> projects = objects.stream().map(Project::new).toList();
        if (!projects.stream().map(Project::slug).allMatch(NetworkHosts::isSlug)) {
            throw unreadable(action);
        }
        return projects;
    }

    /** {@code GET /workspaces}. */
    List<Workspace> workspaces() throws IOException {
        HttpUrl url = endpoint.newBuilder().addPathSegment("workspaces").build();
        return pages(url, "workspaces", "cannot list the workspaces").stream()
                .map(Workspace::new)
                .toList();
    }

    private List<ObjectNode> pages(HttpUrl first, String field, String action) throws IOException {
        List<ObjectNode> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> token = Optional.empty();
        for (int page = 1; page == 1 || token.isPresent(); page++) {
            if (page > MOST_PAGES) {
                throw new NetworkException(action + ": the server has more than " + MOST_PAGES + " pages of them");
            }
            HttpUrl.Builder url = first.newBuilder().addQueryParameter("page_size", PAGE_SIZE);
            token.ifPresent(value -> url.addQueryParameter("page_token", value));
            JsonNode answer = get(url.build(), action);
            all.addAll(objects(answer.path(field), action));
            Optional<String> next = answer.path("has_next_page").asBoolean(false)
                    ? Optional.of(answer.path("next_page_token").asText("")).filter(text -> !text.isEmpty())
                    : Optional.empty();
            if (next.isPresent() && !seen.add(next.get())) {
                throw new NetworkException(action + ": the server repeats a page");
            }
            token = next;
        }
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
        Reply reply = send(url);
        if (reply.status() == 401) {
            Optional<Credentials> others = renewal.instead(credentials);
            if (others.isPresent()) {
                credentials = others.get();
                tokens.add(credentials.token());
                reply = send(url);
            }
        }
        if (reply.status() != 200) {
            String message = Explanation.of(action, reply).message();
            throw reply.status() == 401 ? credentials.refused(message) : new NetworkException(message);
        }
        reply.requireWhole(action);
        try {
            return Json.parse(reply.body());
        } catch (JsonSyntaxException notJson) {
            throw unreadable(action);
        }
    }

    private Reply send(HttpUrl url) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", credentials.authorization())
                .tag(Redaction.class, Redaction.of(tokens.stream()))
                .build();
        return sender.send(request, true, answer -> false);
    }
}
