package orycli.command.oauth2client;

import java.io.IOException;
import java.util.Optional;
import orycli.command.option.Context;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.OAuth2Client;
import orycli.output.Document;
import orycli.output.OutputFormatter;

/**
 * Prints a client to standard output, its secret encrypted if it is to be.
 *
 * @param givenSecret whether a secret was given for the client, so that nothing is lost where it is not printed
 */
record Printing(Context context, OutputFormatter formatter, Optional<SecretEncryptor> encryptor, boolean givenSecret)
        implements Delivery {
    @Override
    public void deliver(OAuth2Client client) throws IOException {
        OAuth2Client shown = encryptor.map(client::encryptSecret).orElse(client);
        Document document = ClientTable.one(shown);
        if (!givenSecret && shown.secret().isPresent()) {
            formatter.requireFound(document);
        }
        String text = formatter.format(document);
        context.terminal().print(text);
        explain(shown, text);
    }

    private void explain(OAuth2Client shown, String text) {
        if (encryptor.isPresent() && shown.secret().isEmpty()) {
            context.notes().warn("there is no secret in the answer, so nothing was encrypted.");
        } else if (givenSecret && shown.secret().isEmpty()) {
            context.notes().warn("the client has no secret; the one that you gave was not used.");
        }
        if (!givenSecret
                && shown.secret().filter(secret -> !text.contains(secret)).isPresent()) {
            context.notes()
                    .warn("the server generated a secret for this client. It is not in this output and cannot be shown"
                            + " again.");
        }
    }
}
