package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Request;
import orycli.http.Doubt;
import orycli.http.OutcomeUnknownException;
import orycli.http.Reply;

/** The story of one {@code PUT} or {@code PATCH /admin/clients/{id}}. */
final class Update implements Change {
    private final HydraAdminClient hydra;
    private final String id;
    private final String method;
    private final JsonNode body;
    private final Optional<String> problem;
    private final Optional<String> secret;
    /** Whether it was carried out, for what cannot be sent again to be sure. */
    private final Optional<Predicate<OAuth2Client>> seenIn;

    private Update(
            HydraAdminClient hydra,
            String id,
            String method,
            JsonNode body,
            Optional<String> problem,
            Optional<String> secret,
            Optional<Predicate<OAuth2Client>> seenIn) {
        this.hydra = hydra;
        this.id = id;
        this.method = method;
        this.body = body;
        this.problem = problem;
        this.secret = secret;
        this.seenIn = seenIn;
    }

    static Update of(HydraAdminClient hydra, String id, ClientRequest client) {
        return new Update(hydra, id, "PUT", client.json(), client.problem(), client.secret(), Optional.empty());
    }

    static Update of(HydraAdminClient hydra, String id, ClientPatch patch) {
        Optional<Predicate<OAuth2Client>> seenIn =
                patch.isRepeatable() ? Optional.empty() : Optional.of(patch::isCarriedOut);
        return new Update(hydra, id, "PATCH", patch.json(), patch.problem(), patch.secret(), seenIn);
    }

    @Override
    public OAuth2Client send() throws IOException {
        Request request = HydraAdminClient.request(hydra.client(id), problem, secret)
                .method(method, HydraAdminClient.body(body))
                .build();
        try {
            return send(request).withSecret(secret);
        } catch (OutcomeUnknownException e) {
            if (seenIn.isEmpty()) {
                throw e;
            }
            return lookedUp(seenIn.get(), e).withSecret(secret);
        }
    }

    private OAuth2Client send(Request request) throws IOException {
        Reply reply = hydra.change(request, seenIn.isEmpty(), doubt());
        if (reply.status() != 200) {
            throw hydra.refusal("cannot update the client " + id, reply, doubt());
        }
        try {
            return AnswerReader.client(reply, Optional.of(id));
        } catch (UnreadableAnswerException e) {
            throw doubt().because(e);
        }
    }

    /** The answer was lost, and to send it again would be to do it twice. */
    private OAuth2Client lookedUp(Predicate<OAuth2Client> seenIn, OutcomeUnknownException lost) throws IOException {
        OAuth2Client found;
        try {
            found = hydra.get(id);
        } catch (IOException e) {
            lost.addSuppressed(e);
            throw lost;
        }
        if (seenIn.test(found)) {
            return found;
        }
        throw lost.with(new Doubt(
                "the client " + id + " has not been updated so far, and it is unknown whether it will be", lookUp()));
    }

    /** Whoever sets a secret knows it. */
    @Override
    public boolean isSecretOurs() {
        return true;
    }

    @Override
    public String unknown() {
        return "it is unknown whether the client " + id + " was updated";
    }

    @Override
    public String lookUp() {
        if (seenIn.isPresent()) {
            return "Before you try again, look at it: GET "
                    + hydra.clients().newBuilder().addPathSegment(id).build();
        }
        return secret.isPresent()
                ? "Either its old secret is valid or the new one. To update it again does no harm."
                : "To update it again does no harm.";
    }

    @Override
    public String done(OAuth2Client sent) {
        return "the client " + id + " was updated" + (secret.isPresent() ? ", with the secret that you gave it" : "");
    }

    @Override
    public String takeBack(OAuth2Client sent) {
        return done(sent);
    }

    @Override
    public String takingBack(OAuth2Client sent) {
        return takeBack(sent);
    }

    private Doubt doubt() {
        return new Doubt(unknown(), lookUp());
    }
}
