package orycli.hydra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import orycli.http.ConnectionException;
import orycli.http.Explanation;
import orycli.http.Redaction;
import orycli.http.Reply;
import orycli.http.Sender;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** Hydra's admin API at one address. */
public final class HydraAdminClient {
    /** Servers round the time of an answer, and that of a client, to seconds. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(5);

    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpUrl endpoint;
    private final Sender sender;

    public HydraAdminClient(HttpUrl endpoint, Sender sender) {
        this.endpoint = endpoint;
        this.sender = sender;
    }

    /** Where clients are listed and created. */
    public HttpUrl clients() {
        return endpoint.newBuilder()
                .addPathSegments("admin/clients")
                .username("")
                .password("")
                .build();
    }

    /**
     * {@code POST /admin/clients}.
     *
     * @throws LostClientException where a client may have been created whose answer was lost
     */
    public OAuth2Client create(ClientRequest client) throws IOException {
        String action = creating(client);
        Request post = new Request.Builder()
                .url(clients())
                .post(body(client.json()))
                .tag(Redaction.class, Redaction.of(client.secret().stream()))
                .build();
        Instant start = Instant.now();
        Reply reply;
        try {
            // With an id of its own a client cannot be created twice.
            reply = send(post, client.id().isPresent());
        } catch (ConnectionException e) {
            throw e.answerLost() ? unknown(client, e) : e;
        }
        return switch (reply.status()) {
            case 200, 201 -> {
                Optional<OAuth2Client> created = read(reply);
                if (created.isEmpty()) {
                    throw takeBack(client, reply);
                }
                yield created.get().withSecretOf(client);
            }
            case 409 -> {
                if (!reply.resent()) {
                    throw ApiException.of(action, reply);
                }
                yield createdBefore(client, reply, start);
            }
            default -> {
                // A gateway does not say what the server behind it did, nor this answer what became of the one before.
                // Nor is it known what another kind of success means.
                if (reply.isGatewayFailure() || reply.resent() || reply.status() / 100 == 2) {
                    throw unknown(client, "the server answered " + Explanation.statusLine(reply));
                }
                throw ApiException.of(action, reply);
            }
        };
    }

    private static String creating(ClientRequest client) {
        return "cannot create the client" + client.id().map(id -> " " + id).orElse("");
    }

    /** {@code GET /admin/clients/{id}}. */
    public OAuth2Client get(String id) throws IOException {
        Reply reply = send(new Request.Builder().url(client(id)).build(), true);
        String action = "cannot get the client " + id;
        if (reply.status() != 200) {
            throw ApiException.of(action, reply);
        }
        return read(reply).orElseThrow(() -> new IOException(action + ": the server's answer is not a client"));
    }

    /** {@code DELETE /admin/clients/{id}}. */
    public void delete(String id) throws IOException {
        Reply reply = send(new Request.Builder().url(client(id)).delete().build(), true);
        // A request that is sent again finds nothing if the first one was carried out.
        boolean gone = reply.status() == 204 || (reply.status() == 404 && reply.resent());
        if (!gone) {
            throw ApiException.of("cannot delete the client " + id, reply);
        }
    }

    /** How to see whether a client of this request exists. */
    public String lookUp(ClientRequest client) {
        HttpUrl.Builder url = clients().newBuilder();
        if (client.id().filter(HydraAdminClient::hasUrl).isPresent()) {
            url.addPathSegment(client.id().get());
        } else {
            client.name().ifPresent(name -> url.addQueryParameter("client_name", name));
        }
        return "Before you try again, look whether it exists: GET " + url.build();
    }

    private Reply send(Request request, boolean repeatable) throws IOException {
        // Two transactions met in the database; Hydra has rolled this one back.
        return sender.send(
                request,
                repeatable,
                reply -> reply.status() == 400
                        && reply.body().contains("Unable to serialize access due to a concurrent update"));
    }

    /** @throws IOException where the id would be lost in the path, which would then be that of something else */
    private HttpUrl client(String id) throws IOException {
        if (!hasUrl(id)) {
            throw new IOException("no URL can name a client with the id '" + id + "'");
        }
        return clients().newBuilder().addPathSegment(id).build();
    }

    /**
     * Whether a URL can name a client with this id: dot segments are taken out of a path, also when they are escaped
     * (RFC 3986, section 5.2.4).
     */
    public static boolean hasUrl(String id) {
        return !Set.of("", ".", "..").contains(id);
    }

    private static RequestBody body(ObjectNode json) {
        // From bytes, as OkHttp would add a charset to the media type of a text.
        return RequestBody.create(Json.write(json).getBytes(StandardCharsets.UTF_8), JSON);
    }

    private static Optional<OAuth2Client> read(Reply reply) {
        try {
            return reply.failure().isEmpty()
                            && Json.parse(reply.body()) instanceof ObjectNode object
                            && !object.path(ClientField.CLIENT_ID.field())
                                    .asText("")
                                    .isEmpty()
                    ? Optional.of(new OAuth2Client(object))
                    : Optional.empty();
        } catch (JsonSyntaxException notJson) {
            return Optional.empty();
        }
    }

    private LostClientException unknown(ClientRequest client, String why) {
        return new LostClientException("it is unknown whether the client was created: " + why, lookUp(client), false);
    }

    private LostClientException unknown(ClientRequest client, ConnectionException why) {
        return new LostClientException("it is unknown whether the client was created", lookUp(client), why);
    }

    /** The answer to the first attempt was lost and the second one says that the client exists. */
    private OAuth2Client createdBefore(ClientRequest client, Reply conflict, Instant start) throws IOException {
        String id = client.id().orElseThrow();
        OAuth2Client found;
        try {
            found = get(id);
        } catch (ConnectionException e) {
            throw unknown(client, e);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw unknown(client, String.valueOf(e.getMessage()));
        }
        if (!found.isLike(client) || isOlder(found, conflict, start)) {
            throw ApiException.of(creating(client), conflict);
        }
        OAuth2Client known = found.withSecretOf(client);
        if (known.secret().isEmpty() && !known.isPublic()) {
            throw new LostClientException(
                    "the client " + id + " was created, but the answer with its secret was lost",
                    "Delete the client and create it again, or rotate its secret.",
                    true);
        }
        return known;
    }

    /** Whether it was there before the first attempt, by the server's clock where it tells the time. */
    private static boolean isOlder(OAuth2Client found, Reply conflict, Instant start) {
        Instant now = Instant.now();
        Instant answered = conflict.headers().getInstant("Date");
        Duration sinceStart = Duration.between(start, now).plus(CLOCK_GRAIN);
        Instant earliest = (answered == null ? now : answered).minus(sinceStart);
        return found.createdAt().filter(created -> created.isBefore(earliest)).isPresent();
    }

    /** A client was created, but what the server says about it cannot be read, least of all its secret. */
    private IOException takeBack(ClientRequest request, Reply reply) {
        boolean cutOff =
                reply.failure().filter(ConnectionException.class::isInstance).isPresent();
        String why = "the server's answer "
                + (cutOff
                        ? "broke off"
                        : "cannot be read: "
                                + reply.failure().map(IOException::getMessage).orElse("it is not a client"));
        if (reply.status() != 201) {
            // A sign-in page, say, and nothing was created.
            return unknown(request, why);
        }
        Optional<String> id = request.id().or(() -> idInLocation(reply));
        if (id.isEmpty()) {
            return new LostClientException(
                    "a client was created, but its id and its secret are lost: " + why, lookUp(request), cutOff);
        }
        try {
            delete(id.get());
        } catch (IOException e) {
            return new LostClientException(
                    "the client " + id.get() + " was created, but its secret is lost: " + why,
                    "It could not be deleted again; delete it: DELETE "
                            + clients().newBuilder().addPathSegment(id.get()).build(),
                    cutOff);
        }
        return new LostClientException(
                "cannot create the client: " + why, "The client " + id.get() + " was deleted again.", cutOff);
    }

    /**
     * Hydra escapes the id twice there. What is before it may differ from the endpoint, where a proxy changes the path.
     */
    private Optional<String> idInLocation(Reply reply) {
        String location = reply.headers().get("Location");
        HttpUrl url = location == null ? null : clients().resolve(location);
        if (url == null
                || url.pathSize() < 2
                || !url.pathSegments().get(url.pathSize() - 2).equals("clients")) {
            return Optional.empty();
        }
        String escapedOnce = url.pathSegments().get(url.pathSize() - 1);
        // Read as a fragment, where a dot is a dot.
        HttpUrl decoded = url.newBuilder().encodedFragment(escapedOnce).build();
        return Optional.ofNullable(decoded.fragment()).filter(HydraAdminClient::hasUrl);
    }
}
