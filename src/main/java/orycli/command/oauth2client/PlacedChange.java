package orycli.command.oauth2client;

import java.io.IOException;
import orycli.hydra.Change;
import orycli.hydra.OAuth2Client;

/** A change of one client of many: where its outcome is unknown, it is said which one it is. */
record PlacedChange(Place place, Change change) implements Change {
    private static final String ROTATE =
            "If it is there, nobody knows its secret; a new one comes of 'ory rotate oauth2-client-secret'.";

    /** Whether there may be a client with an id that is known and a secret that nobody knows. */
    boolean mayLoseSecret() {
        return place.id().isPresent() && !change.isSecretOurs();
    }

    @Override
    public OAuth2Client send() throws IOException {
        return change.send();
    }

    @Override
    public boolean isSecretOurs() {
        return change.isSecretOurs();
    }

    @Override
    public String unknown() {
        return place + ": " + change.unknown();
    }

    @Override
    public String lookUp() {
        return mayLoseSecret() ? ROTATE : change.lookUp();
    }

    @Override
    public String done(OAuth2Client sent) {
        return change.done(sent);
    }

    @Override
    public String takeBack(OAuth2Client sent) {
        return change.takeBack(sent);
    }

    @Override
    public String takingBack(OAuth2Client sent) {
        return change.takingBack(sent);
    }
}
