package orycli.command.oauth2client;

import java.io.IOException;
import orycli.hydra.OAuth2Client;

/** One change on the server, whose answer may hold a secret that nobody has. */
interface Step {
    OAuth2Client send() throws IOException;

    /** Whether the secret, if the client has one, is known to whoever asked for the change. */
    boolean isSecretOurs();

    /** What is not known where no answer came: the end of a sentence. */
    String unknown();

    /** How to find out, then: a sentence. */
    String lookUp();

    /** What has happened: the end of a sentence. */
    String done(OAuth2Client sent);

    /** Makes good that nobody will learn the secret; the result is what has become of the client: the end of a sentence. */
    String takeBack(OAuth2Client sent);

    /** What has become of the client where nobody waits until it is taken back. */
    String takingBack(OAuth2Client sent);
}
