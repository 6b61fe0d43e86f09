package orycli.command.oauth2client;

import java.io.IOException;
import java.util.Optional;
import orycli.command.option.Context;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.OAuth2Client;
import orycli.output.OutputFormatter;
import orycli.output.ResultStream;
import orycli.output.Shape;
import orycli.terminal.StoppedException;

/** Prints clients one after another to standard output, their secrets encrypted if they are to be. */
final class Results implements Delivery {
    private final Context context;
    private final Optional<SecretEncryptor> encryptor;
    private final boolean showsSecrets;
    private final ResultStream stream;
    private boolean hasBegun;
    private boolean isWritten;
    private boolean isClosed;
    private Optional<IOException> failure = Optional.empty();

    /** @param showsSecrets whether the formatter does */
    Results(
            Context context,
            OutputFormatter formatter,
            Optional<SecretEncryptor> encryptor,
            Shape shape,
            boolean showsSecrets) {
        this.context = context;
        this.encryptor = encryptor;
        this.showsSecrets = showsSecrets;
        this.stream = formatter.open(shape, ClientTable.HEADER, this::write);
    }

    private void write(String text) throws IOException {
        isWritten = true;
        hasBegun = true;
        context.terminal().print(text);
    }

    /**
     * Adds a client.
     *
     * @throws StoppedException where all was over before it came
     */
    @Override
    public void deliver(OAuth2Client client) throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (isClosed) {
            throw new StoppedException("the result was not printed");
        }
        isWritten = false;
        try {
            stream.add(ClientTable.row(encryptor.map(client::encryptSecret).orElse(client)));
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** Whether what was added last is on standard output, and with it all that came before; or else it comes at the end. */
    boolean areWritten() {
        return isWritten;
    }

    /** Whether anything is on standard output. */
    boolean haveBegun() {
        return hasBegun;
    }

    boolean showSecrets() {
        return showsSecrets;
    }

    boolean areEncrypted() {
        return encryptor.isPresent();
    }

    /** Says that these are all that there should be, which may be none. */
    void complete() {
        stream.endPage(Optional.empty());
    }

    /**
     * Writes what is still to be written. A second time does nothing.
     *
     * @param hasSecrets whether secrets are lost that are not printed
     * @throws IOException also where there are some and a path finds nothing: a script takes the null for one
     */
    void close(boolean hasSecrets) throws IOException {
        if (isClosed || failure.isPresent()) {
            return;
        }
        isClosed = true;
        if (hasSecrets) {
            stream.requireFound();
        }
        stream.close();
    }
}
