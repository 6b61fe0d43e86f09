package orycli.hydra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

/** Hydra's admin API at one address. */
public final class HydraAdminClient {
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
     * @throws OutcomeUnknownException where a client may have been created whose answer was lost
     * @throws LostClientException where a client was created whose secret is lost
     */
    public OAuth2Client create(ClientRequest client) throws IOException {
        return new Creation(this, client).send();
    }

    /** {@code GET /admin/clients/{id}}. */
    public OAuth2Client get(String id) throws IOException {
        Reply reply = send(new Request.Builder().url(client(id)).build(), true);
        String action = "cannot get the client " + id;
        if (reply.status() != 200) {
            throw ApiException.of(action, reply);
        }
        try {
            return AnswerReader.client(reply, Optional.of(id));
        } catch (UnreadableAnswerException e) {
            throw new IOException(action + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@code DELETE /admin/clients/{id}}.
     *
     * @throws OutcomeUnknownException where it may have been deleted, but no answer says so
     */
    public void delete(String id) throws IOException {
        Doubt doubt = new Doubt(
                "it is unknown whether the client " + id + " was deleted", "To delete it again does no harm.");
        Reply reply = change(new Request.Builder().url(client(id)).delete().build(), true, doubt);
        if (reply.status() == 204) {
            return;
        }
        String action = "cannot delete the client " + id;
        // A request that is sent again finds nothing if the first one was carried out.
        boolean gone = reply.status() == 404
                && reply.resent()
                && ApiException.of(action, reply).explained();
        if (!gone) {
            throw refusal(action, reply, doubt);
        }
    }

    /** Begins a request that the server may not repeat the secret of. */
    Request.Builder request(HttpUrl url, ClientRequest client) throws InvalidClientException {
        Optional<String> problem = client.problem();
        if (problem.isPresent()) {
            throw new InvalidClientException(problem.get());
        }
        return new Request.Builder().url(url).tag(Redaction.class, Redaction.of(client.secret().stream()));
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
            throw answered(reply, doubt);
        }
        return reply;
    }

    /** What is to be thrown for an answer that does not say that the change was carried out. */
    IOException refusal(String action, Reply reply, Doubt doubt) {
        // It does not tell what became of an earlier sending, nor another kind of success what it means.
        return reply.resent() || reply.status() / 100 == 2 ? answered(reply, doubt) : ApiException.of(action, reply);
    }

    private static OutcomeUnknownException answered(Reply reply, Doubt doubt) {
        return doubt.because("the server answered " + Explanation.statusLine(reply));
    }

    private Reply send(Request request, boolean repeatable) throws IOException {
        // Two transactions met in the database; Hydra has rolled this one back.
        return sender.send(
                request,
                repeatable,
                reply -> reply.status() == 400
                        && reply.body().contains("Unable to serialize access due to a concurrent update"));
    }

    /** @throws InvalidClientException where the path would be that of something else */
    private HttpUrl client(String id) throws IOException {
        Optional<String> problem = ClientId.problem(id);
        if (problem.isPresent()) {
            throw new InvalidClientException(problem.get());
        }
        return clients().newBuilder().addPathSegment(id).build();
    }

    static RequestBody body(ObjectNode json) {
        // From bytes, as OkHttp would add a charset to the media type of a text.
        return RequestBody.create(Json.write(json).getBytes(StandardCharsets.UTF_8), JSON);
    }
}
