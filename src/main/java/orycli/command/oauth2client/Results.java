package orycli.command.oauth2client;

import java.io.IOException;
import java.util.Optional;
import orycli.command.option.Context;
import orycli.command.report.Failure;
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
    private Optional<ResultStream> stream;
    private boolean hasBegun;
    private boolean isWritten;
    private boolean isClosed;
    private String broken = "";

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
        this.stream = Optional.of(formatter.open(shape, ClientTable.HEADER, this::write));
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
        if (isClosed) {
            throw new StoppedException("the result was not printed");
        }
        OAuth2Client shown = encryptor.map(client::encryptSecret).orElse(client);
        isWritten = false;
        use(open -> open.add(ClientTable.row(shown)));
    }

    /** What is done with the stream. */
    @FunctionalInterface
    private interface Use {
        void of(ResultStream open) throws IOException;
    }

    /** A stream that failed once fails again: what is behind a gap would only mislead. */
    private void use(Use use) throws IOException {
        try {
            use.of(stream.orElseThrow(() -> new IOException(broken)));
        } catch (IOException | RuntimeException | Error e) {
            broken = e instanceof IOException
                    ? String.valueOf(e.getMessage())
                    : Failure.of(e).message();
            // It may be all that is in the memory.
            stream = Optional.empty();
            throw e;
        }
    }

    /** Whether it failed to print something. */
    boolean areBroken() {
        return stream.isEmpty();
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
        stream.ifPresent(open -> open.endPage(Optional.empty()));
    }

    /**
     * Writes what is still to be written. A second time does nothing.
     *
     * @param hasSecrets whether secrets are lost that are not printed
     * @throws IOException also where there are some and a path finds nothing: a script takes the null for one
     */
    void close(boolean hasSecrets) throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        use(open -> {
            if (hasSecrets) {
                open.requireFound();
            }
            open.close();
        });
    }
}
