package orycli.hydra;

import java.io.IOException;

/** One change of a server whose answer may hold a secret that nobody else has. It is sent once. */
public interface Change {
    /** Creates a client. It is sent as by {@link HydraAdminClient#create}. */
    static Change create(HydraAdminClient hydra, ClientRequest client) {
        return new Creation(hydra, client);
    }

    /** Carries it out; the result is the client as it is then, with its secret where that was set. */
    OAuth2Client send() throws IOException;

    /** Whether the secret that is set is known to whoever asked for this, so that it is not lost with the answer. */
    boolean isSecretOurs();

    /**
     * Undoes what was sent, unless no secret is lost where its result cannot be shown, and says what became of it.
     *
     * @return the rest of a sentence, such as "; the client a1 was deleted again"
     */
    String takeBack(OAuth2Client sent);

    /** What is to be said while {@link #takeBack} has not come to its end: the rest of a sentence. */
    String takingBack(OAuth2Client sent);

    /** What is to be said while {@link #send} has not come to its end: a sentence. */
    String doubt();

    /** How to find out what became of it, where {@link #send} has not come to its end: a sentence. */
    String lookUp();
}
