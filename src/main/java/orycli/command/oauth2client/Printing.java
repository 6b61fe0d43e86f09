package orycli.command.oauth2client;

import java.io.IOException;
import java.util.Optional;
import orycli.command.option.Context;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.ClientRequest;
import orycli.hydra.OAuth2Client;
import orycli.output.Document;
import orycli.output.OutputFormatter;

/**
 * Prints a client to standard output, its secret encrypted if it is to be.
 *
 * @param secret who has made the secret, if one was made
 */
record Printing(Context context, OutputFormatter formatter, Optional<SecretEncryptor> encryptor, Origin secret)
        implements Delivery {
    /** Where a new secret is from. */
    enum Origin {
        /** Whoever asked for the change knows it. */
        GIVEN,
        /** The server has made it, if there is one, and nobody can have it again. */
        GENERATED,
        /** There is no new one. */
        NONE
    }

    /** The secret of a client that is asked for. */
    static Origin origin(ClientRequest request) {
        return request.secret().isPresent() ? Origin.GIVEN : Origin.GENERATED;
    }

    @Override
    public void deliver(OAuth2Client client) throws IOException {
        OAuth2Client shown = encryptor.map(client::encryptSecret).orElse(client);
        Document document = ClientTable.one(shown);
        if (secret == Origin.GENERATED && shown.secret().isPresent()) {
            formatter.requireFound(document);
        }
        String text = formatter.format(document);
        context.terminal().print(text);
        explain(shown, text);
    }

    private void explain(OAuth2Client shown, String text) {
        if (encryptor.isPresent() && shown.secret().isEmpty()) {
            context.notes().warn("there is no secret in the answer, so nothing was encrypted.");
        } else if (secret == Origin.GIVEN && shown.secret().isEmpty()) {
            context.notes().warn("the client has no secret; the one that you gave was not used.");
        }
        if (secret == Origin.GENERATED
                && shown.secret().filter(made -> !text.contains(made)).isPresent()) {
            context.notes()
                    .warn("the server generated a secret for this client. It is not in this output and cannot be shown"
                            + " again.");
        }
    }
}
