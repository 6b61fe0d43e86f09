package orycli.command.oauth2client;

import java.io.IOException;
import orycli.hydra.ClientRequest;
import orycli.hydra.HydraAdminClient;
import orycli.hydra.OAuth2Client;

/** Creates a client; what is taken back is deleted. */
record Creating(HydraAdminClient hydra, ClientRequest request) implements Step {
    @Override
    public OAuth2Client send() throws IOException {
        return hydra.create(request);
    }

    @Override
    public boolean isSecretOurs() {
        return request.secret().isPresent();
    }

    @Override
    public String unknown() {
        return "it is unknown whether the client was created";
    }

    @Override
    public String lookUp() {
        return hydra.lookUp(request);
    }

    @Override
    public String done(OAuth2Client sent) {
        return "the client " + sent.id() + " was created"
                + (sent.secret().isEmpty() ? "" : ", with the secret that you gave it");
    }

    @Override
    public String takeBack(OAuth2Client sent) {
        try {
            hydra.delete(sent.id());
            return "the client " + sent.id() + " was deleted again";
        } catch (IOException e) {
            return "the client " + sent.id() + " was created, its secret is lost, and it could not be deleted: "
                    + e.getMessage();
        }
    }

    @Override
    public String takingBack(OAuth2Client sent) {
        return "the client " + sent.id() + " was created, its secret is lost, and it is unknown whether it was deleted"
                + " again";
    }
}
