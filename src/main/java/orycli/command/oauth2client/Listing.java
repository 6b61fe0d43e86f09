package orycli.command.oauth2client;

import java.io.Closeable;
import java.io.IOException;
import orycli.hydra.ClientPage;
import orycli.hydra.OAuth2Client;
import orycli.output.OutputFormatter;
import orycli.output.ResultStream;
import orycli.output.Shape;
import orycli.terminal.Interrupts;
import orycli.terminal.Interrupts.Registration;
import orycli.terminal.StoppedException;
import orycli.terminal.Terminal;

/** Clients as they are printed; what was begun is ended, also where the program is told to end. */
final class Listing implements Closeable {
    private final ResultStream results;
    private final Interrupts interrupts;
    private final Registration onInterrupt;

    private Listing(ResultStream results, Interrupts interrupts) {
        this.results = results;
        this.interrupts = interrupts;
        this.onInterrupt = interrupts.onInterrupt(this::endQuietly);
    }

    static Listing open(OutputFormatter formatter, Shape shape, Terminal terminal) {
        return new Listing(formatter.open(shape, ClientTable.HEADER, terminal::print), terminal.interrupts());
    }

    synchronized void add(OAuth2Client client) throws IOException {
        checkGoesOn();
        results.add(ClientTable.row(client));
    }

    synchronized void addPage(ClientPage page) throws IOException {
        checkGoesOn();
        for (OAuth2Client client : page.clients()) {
            results.add(ClientTable.row(client));
        }
        results.endPage(page.nextPageToken());
    }

    private void checkGoesOn() throws StoppedException {
        if (interrupts.isEnding()) {
            throw new StoppedException("the list breaks off");
        }
    }

    private synchronized void endQuietly() {
        try {
            results.close();
        } catch (IOException e) {
            // The process ends with a code that says that it was interrupted.
        }
    }

    @Override
    public void close() throws IOException {
        onInterrupt.close();
        synchronized (this) {
            results.close();
        }
    }
}
