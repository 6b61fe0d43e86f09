package orycli.command.oauth2client;

import java.io.IOException;
import orycli.hydra.OAuth2Client;

/** Where a client goes that a server has answered with. */
@FunctionalInterface
interface Delivery {
    /**
     * Gives it away.
     *
     * @throws IOException where it did not get there
     */
    void deliver(OAuth2Client client) throws IOException;
}
