package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Doubt;
import orycli.http.Redaction;
import orycli.http.Reply;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** What Hydra asks of a person, and leaves to another program to ask. Who knows its challenge may answer it. */
public final class SignInRequests {
    private final HydraAdminClient hydra;

    public SignInRequests(HydraAdminClient hydra) {
        this.hydra = hydra;
    }

    /** What is asked. */
    public enum Question {
        /** Who are you? */
        LOGIN,
        /** May the client have that? */
        CONSENT,
        /** Which code does the device show? */
        DEVICE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code GET /admin/oauth2/auth/requests/{question}}. */
    public JsonNode get(Question question, String challenge) throws IOException {
        String action = "cannot get the " + question.word() + " request";
        return json(hydra.get(request(url(question, "", challenge), challenge), action), action);
    }

    /**
     * {@code PUT /admin/oauth2/auth/requests/{question}/accept}.
     *
     * @return where the browser goes on
     */
    public HttpUrl accept(Question question, String challenge, ObjectNode answer) throws IOException {
        return answer(question, "accept", challenge, answer);
    }

    /** {@code PUT /admin/oauth2/auth/requests/{question}/reject}, as by a person (RFC 6749, section 4.1.2.1). */
    public HttpUrl reject(Question question, String challenge) throws IOException {
        ObjectNode refusal = Json.nodes()
                .objectNode()
                .put("error", "access_denied")
                .put("error_description", "The resource owner denied the request.");
        return answer(question, "reject", challenge, refusal);
    }

    private HttpUrl answer(Question question, String verb, String challenge, ObjectNode answer) throws IOException {
        String action = "cannot " + verb + " the " + question.word() + " request";
        Request request = request(url(question, "/" + verb, challenge), challenge)
                .put(HydraAdminClient.body(answer))
                .build();
        Doubt doubt = new Doubt("it is unknown whether the answer was taken", "Start again at the client.");
        Reply reply = hydra.change(request, false, doubt);
        if (reply.status() != 200) {
            throw hydra.refusal(action, reply, doubt);
        }
        HttpUrl next = HttpUrl.parse(json(reply, action).path("redirect_to").asText(""));
        if (next == null) {
            throw new IOException(action + ": the server does not say where to go on");
        }
        return next;
    }

    /** {@code DELETE /admin/oauth2/auth/sessions/consent}: all that this person has allowed. */
    public void forgetConsents(String subject) throws IOException {
        HttpUrl url = hydra.endpoint()
                .newBuilder()
                .addPathSegments("admin/oauth2/auth/sessions/consent")
                .addQueryParameter("subject", subject)
                .addQueryParameter("all", "true")
                .build();
        Doubt doubt =
                new Doubt("it is unknown whether the consents were deleted", "To delete them again does no harm.");
        Reply reply = hydra.change(new Request.Builder().url(url).delete().build(), true, doubt);
        if (reply.status() != 204) {
            throw hydra.refusal("cannot delete the consents", reply, doubt);
        }
    }

    private HttpUrl url(Question question, String verb, String challenge) {
        return hydra.endpoint()
                .newBuilder()
                .addPathSegments("admin/oauth2/auth/requests/" + question.word() + verb)
                .addQueryParameter(question.word() + "_challenge", challenge)
                .build();
    }

    private static Request.Builder request(HttpUrl url, String challenge) {
        return new Request.Builder().url(url).tag(Redaction.class, Redaction.of(Stream.of(challenge)));
    }

    private static JsonNode json(Reply reply, String action) throws IOException {
        try {
            return Json.parse(reply.body());
        } catch (JsonSyntaxException e) {
            throw new IOException(action + ": the server's answer is not JSON", e);
        }
    }
}
