package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import orycli.http.ConnectionException;
import orycli.http.Doubt;
import orycli.http.OutcomeUnknownException;
import orycli.http.Pace;
import orycli.http.Redaction;
import orycli.http.Reply;
import orycli.http.Sender;
import orycli.json.Json;

/** Hydra's admin API at one address. */
public final class HydraAdminClient {
    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpUrl endpoint;
    private final Sender sender;

    public HydraAdminClient(HttpUrl endpoint, Sender sender) {
        this.endpoint = endpoint.newBuilder().username("").password("").build();
        this.sender = sender;
    }

    /** Has this done, by the thread that sends it, whenever a request goes out on a connection. */
    public void whenSent(Runnable action) {
        sender.whenSent(action);
    }

    /** The address of the API, without credentials. */
    public HttpUrl endpoint() {
        return endpoint;
    }

    /** Where clients are listed and created. */
    public HttpUrl clients() {
        return endpoint.newBuilder().addPathSegments("admin/clients").build();
    }

    /**
     * Where a client is.
     *
     * @throws InvalidClientException where the path would be that of something else
     */
    public HttpUrl client(String id) throws InvalidClientException {
        Optional<String> problem = ClientId.problem(id);
        if (problem.isPresent()) {
            throw new InvalidClientException(problem.get());
        }
        return clients().newBuilder().addPathSegment(id).build();
    }

    /**
     * {@code POST /admin/clients}.
     *
     * @throws OutcomeUnknownException where a client may have been created whose answer was lost
     * @throws LostClientException where a client was created whose secret is lost
     */
    public OAuth2Client create(ClientRequest client) throws IOException {
        return Change.create(this, client).send();
    }

    /** {@code GET /admin/clients}: one page. */
    public ClientPage list(ClientQuery query) throws IOException {
        return ClientList.page(this, query);
    }

    /** {@code GET /admin/clients}, again and again: that page and those behind it. */
    public ClientPages pages(ClientQuery first) {
        return new ClientPages(this, first);
    }

    /** {@code GET /admin/clients/{id}}. */
    public OAuth2Client get(String id) throws IOException {
        String action = "cannot get the client " + id;
        Reply reply = get(client(id), action);
        try {
            return AnswerReader.client(reply, Optional.of(id));
        } catch (UnreadableAnswerException e) {
            throw new IOException(action + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@code PUT /admin/clients/{id}}: what is not given falls back to its default, but the secret stays.
     *
     * @throws OutcomeUnknownException where it may have been replaced, but no answer says so
     */
    public OAuth2Client replace(String id, ClientRequest client) throws IOException {
        return Change.replace(this, id, client).send();
    }

    /**
     * {@code PATCH /admin/clients/{id}}.
     *
     * @throws OutcomeUnknownException where it may have been changed, but no answer says so
     */
    public OAuth2Client patch(String id, ClientPatch patch) throws IOException {
        return Change.patch(this, id, patch).send();
    }

    /**
     * {@code DELETE /admin/clients/{id}}.
     *
     * @throws OutcomeUnknownException where it may have been deleted, but no answer says so
     */
    public void delete(String id) throws IOException {
        String action = "cannot delete the client " + id;
        Doubt doubt = new Doubt(
                "it is unknown whether the client " + id + " was deleted", "To delete it again does no harm.");
        Reply reply = change(new Request.Builder().url(client(id)).delete().build(), true, doubt);
        // A request that is sent again finds nothing if the first one was carried out.
        boolean gone = reply.status() == 404
                && reply.resent()
                && ApiException.of(action, reply).explained();
        if (reply.status() != 204 && !gone) {
            throw refusal(action, reply, doubt);
        }
    }

    /**
     * {@code POST /admin/clients/{id}/secrets/rotate}: a new secret, beside which the old ones stay valid.
     *
     * @throws OutcomeUnknownException where there may be a new secret that nobody knows
     */
    public OAuth2Client rotateSecret(String id) throws IOException {
        return Change.rotate(this, id).send();
    }

    /**
     * {@code DELETE /admin/clients/{id}/secrets/rotate}: the newest secret alone stays valid.
     *
     * @throws OutcomeUnknownException where that may be so already, but no answer says so
     */
    public void dropOldSecrets(String id) throws IOException {
        new Rotation(this, id).dropOldSecrets();
    }

    /**
     * {@code DELETE /admin/oauth2/tokens}: all access tokens of a client. To do so again does no harm.
     *
     * @throws OutcomeUnknownException where they may have been deleted, but no answer says so
     */
    public void deleteAccessTokens(String clientId) throws IOException {
        String action = "cannot delete the access tokens of the client " + clientId;
        Doubt doubt = new Doubt(
                "it is unknown whether the access tokens of the client " + clientId + " were deleted",
                "To delete them again does no harm.");
        HttpUrl url = endpoint.newBuilder()
                .addPathSegments("admin/oauth2/tokens")
                .addQueryParameter("client_id", clientId)
                .build();
        Reply reply = change(new Request.Builder().url(url).delete().build(), true, doubt);
        if (reply.status() != 204) {
            throw refusal(action, reply, doubt);
        }
    }

    /**
     * {@code GET /health/ready}, until it is answered: through connections that fail, servers that say that they are
     * not ready yet, and gateways that say so of them.
     *
     * @param limit how long
     * @throws NotReadyException where the time is up
     * @throws ConnectionException where it will not be answered, as the server's certificate is not trusted
     */
    public void awaitReady(Duration limit, InstantSource clock, Pace.Pause pause) throws IOException {
        new Readiness(
                        sender,
                        endpoint.newBuilder().addPathSegments("health/ready").build(),
                        clock,
                        pause)
                .await(limit);
    }

    /** Asks for something, and is told. */
    Reply get(HttpUrl url, String action) throws IOException {
        return get(new Request.Builder().url(url), action);
    }

    /** As {@link #get(HttpUrl, String)}. */
    Reply get(Request.Builder request, String action) throws IOException {
        Reply reply = send(request.build(), true);
        if (reply.status() != 200) {
            throw ApiException.of(action, reply);
        }
        return reply;
    }

    /**
     * Begins a request for a change.
     *
     * @param problem why it cannot be sent, if so
     * @param secret what the server must not repeat in its errors
     */
    static Request.Builder request(HttpUrl url, Optional<String> problem, Optional<String> secret)
            throws InvalidClientException {
        if (problem.isPresent()) {
            throw new InvalidClientException(problem.get());
        }
        return new Request.Builder().url(url).tag(Redaction.class, Redaction.of(secret.stream()));
    }

    static RequestBody body(JsonNode json) {
        // From bytes, as OkHttp would add a charset to the media type of a text.
        return RequestBody.create(Json.write(json).getBytes(StandardCharsets.UTF_8), JSON);
    }

    /**
     * Sends a request that changes something.
     *
     * @return an answer that says what became of it, if only by its status
     * @throws OutcomeUnknownException where there is none
     */
    Reply change(Request request, boolean repeatable, Doubt doubt) throws IOException {
        Reply reply;
        try {
            reply = send(request, repeatable);
        } catch (ConnectionException e) {
            throw e.answerLost() ? doubt.because(e) : e;
        } catch (RuntimeException | Error e) {
            // It was thrown after the request had set out, as far as can be known here.
            throw doubt.because("the server's answer cannot be read");
        }
        // A gateway does not say what the server behind it did.
        if (reply.isGatewayFailure()) {
            throw doubt.because(reply);
        }
        return reply;
    }

    /** What is to be thrown for an answer that does not say that the change was carried out. */
    IOException refusal(String action, Reply reply, Doubt doubt) {
        // It does not tell what became of an earlier sending, nor another kind of success what it means.
        return reply.resent() || reply.status() / 100 == 2 ? doubt.because(reply) : ApiException.of(action, reply);
    }

    private Reply send(Request request, boolean repeatable) throws IOException {
        // Two transactions met in the database; Hydra has rolled this one back.
        return sender.send(
                request,
                repeatable,
                reply -> reply.status() == 400
                        && reply.body().contains("Unable to serialize access due to a concurrent update"));
    }
}
