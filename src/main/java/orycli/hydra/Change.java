package orycli.hydra;

import java.io.IOException;

/** One change of a server whose answer may hold a secret that nobody else has. It is sent once. */
public interface Change {
    /** Creates a client. It is sent as by {@link HydraAdminClient#create}. */
    static Change create(HydraAdminClient hydra, ClientRequest client) {
        return new Creation(hydra, client);
    }

    /** Replaces a client. It is sent as by {@link HydraAdminClient#replace}. */
    static Change replace(HydraAdminClient hydra, String id, ClientRequest client) {
        return Update.of(hydra, id, client);
    }

    /** Changes a client. It is sent as by {@link HydraAdminClient#patch}. */
    static Change patch(HydraAdminClient hydra, String id, ClientPatch patch) {
        return Update.of(hydra, id, patch);
    }

    /** Gives a client a new secret. It is sent as by {@link HydraAdminClient#rotateSecret}. */
    static Change rotate(HydraAdminClient hydra, String id) {
        return new Rotation(hydra, id);
    }

    /** Carries it out; the result is the client as it is then, with its secret where that was set. */
    OAuth2Client send() throws IOException;

    /** Whether the secret, if one is set, is known to whoever asked for this, so that it is not lost with the answer. */
    boolean isSecretOurs();

    /** What is not known while {@link #send} has not come to its end: the end of a sentence. */
    String unknown();

    /** How to find out, then: one sentence or two. */
    String lookUp();

    /** What has happened: the end of a sentence. */
    String done(OAuth2Client sent);

    /**
     * Makes good that nobody will learn the secret.
     *
     * @return what has become of the client: the end of a sentence
     */
    String takeBack(OAuth2Client sent);

    /** What has become of the client while {@link #takeBack} has not come to its end: the end of a sentence. */
    String takingBack(OAuth2Client sent);
}
