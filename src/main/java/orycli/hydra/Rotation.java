package orycli.hydra;

import java.io.IOException;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import orycli.http.Doubt;
import orycli.http.Explanation;
import orycli.http.Reply;

/** The story of one {@code POST /admin/clients/{id}/secrets/rotate}. Nothing that goes wrong in it ends the old secret. */
final class Rotation implements Change {
    private final HydraAdminClient hydra;
    private final String id;

    Rotation(HydraAdminClient hydra, String id) {
        this.hydra = hydra;
        this.id = id;
    }

    private HttpUrl url() throws IOException {
        return hydra.client(id).newBuilder().addPathSegments("secrets/rotate").build();
    }

    @Override
    public OAuth2Client send() throws IOException {
        Request post = new Request.Builder()
                .url(url())
                .post(RequestBody.create(new byte[0]))
                .build();
        Reply reply = hydra.change(post, false, doubt());
        if (reply.status() != 200) {
            throw refusal("cannot rotate the secret of the client " + id, reply, doubt());
        }
        try {
            OAuth2Client client = AnswerReader.client(reply, Optional.of(id));
            if (client.secret().isEmpty()) {
                throw doubt().because("the server's answer is without a secret");
            }
            return client;
        } catch (UnreadableAnswerException e) {
            throw doubt().because(e);
        }
    }

    /** {@code DELETE /admin/clients/{id}/secrets/rotate}. */
    void dropOldSecrets() throws IOException {
        Doubt doubt = new Doubt(
                "it is unknown whether the old secrets of the client " + id + " were ended",
                "To end them again does no harm.");
        Reply reply = hydra.change(new Request.Builder().url(url()).delete().build(), true, doubt);
        if (reply.status() != 200 && reply.status() != 204) {
            throw refusal("cannot end the old secrets of the client " + id, reply, doubt);
        }
    }

    private IOException refusal(String action, Reply reply, Doubt doubt) {
        IOException refusal = hydra.refusal(action, reply, doubt);
        // Hydra says of a client that it is not there, but of a path that it does not know nothing.
        boolean isUnknown =
                refusal instanceof ApiException api && !api.explained() && (api.status() == 404 || api.status() == 405);
        return isUnknown
                ? new IOException(action + ": the server answered " + Explanation.statusLine(reply)
                        + "; Hydra has no rotation of secrets before July 2026")
                : refusal;
    }

    @Override
    public boolean isSecretOurs() {
        return false;
    }

    @Override
    public String unknown() {
        return "it is unknown whether the secret of the client " + id + " was rotated";
    }

    @Override
    public String lookUp() {
        return "The old secret still works. Rotate it again.";
    }

    @Override
    public String done(OAuth2Client sent) {
        return "the client " + id + " has a new secret";
    }

    @Override
    public String takeBack(OAuth2Client sent) {
        return "the new secret of the client " + id + " is lost, but the old one still works: rotate it again";
    }

    @Override
    public String takingBack(OAuth2Client sent) {
        return takeBack(sent);
    }

    private Doubt doubt() {
        return new Doubt(unknown(), lookUp());
    }
}
