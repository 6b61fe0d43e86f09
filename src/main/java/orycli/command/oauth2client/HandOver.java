package orycli.command.oauth2client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.Change;
import orycli.hydra.ClientRequest;
import orycli.hydra.HydraAdminClient;
import orycli.hydra.LostClientException;
import orycli.hydra.OAuth2Client;
import orycli.hydra.OutcomeUnknownException;
import orycli.output.OutputFormatter;
import orycli.terminal.Terminal;
import orycli.terminal.Terminal.Registration;
import orycli.text.Escapes;

/**
 * Creates a client and prints it, or leaves no client behind whose secret nobody has: one that cannot be printed is
 * deleted again, also when the program is interrupted.
 */
final class HandOver {
    /** How long an interrupted program waits for the answer on its way. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final HydraAdminClient hydra;
    private final Optional<SecretEncryptor> encryptor;
    private final OutputFormatter formatter;
    private final Terminal terminal;
    private final Duration grace;
    private final CountDownLatch settled = new CountDownLatch(1);
    /** What becomes of the client; of two threads only one may decide. */
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.OPEN);

    private volatile Optional<OAuth2Client> created = Optional.empty();

    private enum Fate {
        OPEN,
        STAYS,
        GOES
    }

    HandOver(
            HydraAdminClient hydra,
            Optional<SecretEncryptor> encryptor,
            OutputFormatter formatter,
            Terminal terminal,
            Duration grace) {
        this.hydra = hydra;
        this.encryptor = encryptor;
        this.formatter = formatter;
        this.terminal = terminal;
        this.grace = grace;
    }

    /**
     * Creates and prints.
     *
     * @throws IOException also where the client was created but cannot be printed; the message says what became of it
     */
    void create(ClientRequest request) throws IOException {
        Registration onInterrupt = terminal.onInterrupt(() -> settle(request));
        try {
            createAndPrint(request);
        } catch (IOException e) {
            if (!terminal.isEnding()) {
                throw e;
            }
            // Said here, as the process ends as soon as this is settled.
            terminal.say("Error: interrupted: " + Escapes.of(String.valueOf(e.getMessage())));
            if (e instanceof LostClientException lost) {
                terminal.say(Escapes.of(lost.advice()));
            } else if (e instanceof OutcomeUnknownException unknown) {
                terminal.say(Escapes.of(unknown.advice()));
            }
            throw new InterruptedIOException("interrupted");
        } finally {
            settled.countDown();
            onInterrupt.close();
        }
    }

    private void createAndPrint(ClientRequest request) throws IOException {
        OAuth2Client client = hydra.create(request);
        created = Optional.of(client);
        try {
            OAuth2Client shown = encryptor.map(client::encryptSecret).orElse(client);
            String text = formatter.format(ClientTable.one(shown));
            if (terminal.isEnding()) {
                throw new InterruptedIOException("the result was not printed");
            }
            terminal.print(text);
            fate.set(Fate.STAYS);
            explain(request, shown, text);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + takeBack(request, client), e);
        } catch (RuntimeException | Error bug) {
            terminal.say(Escapes.of("Error: the result cannot be printed" + takeBack(request, client)));
            throw bug;
        }
    }

    private void explain(ClientRequest request, OAuth2Client shown, String text) {
        if (encryptor.isPresent() && shown.secret().isEmpty()) {
            terminal.say("Note: the client has no secret, so nothing was encrypted.");
        } else if (request.secret().isPresent() && shown.secret().isEmpty()) {
            terminal.say("Note: the client has no secret; the one that you gave was not used.");
        }
        if (request.secret().isEmpty()
                && shown.secret().filter(secret -> !text.contains(secret)).isPresent()) {
            terminal.say(
                    "Note: the server generated a secret for this client. It is not in this output and cannot be shown"
                            + " again.");
        }
    }

    /** Runs while the process is ending. The main thread goes on and does what is to be done, if it can. */
    void settle(ClientRequest request) {
        try {
            if (settled.await(1, TimeUnit.SECONDS)) {
                return;
            }
            if (created.isEmpty()) {
                terminal.say("Interrupted: waiting for the server's answer, so that no client is left behind.");
            }
            if (settled.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (created.isPresent()) {
            String outcome = fate.get() == Fate.GOES
                    ? Change.create(hydra, request).takingBack(created.get())
                    : takeBack(request, created.get());
            terminal.say(Escapes.of("Error: interrupted" + outcome));
        } else {
            Change change = Change.create(hydra, request);
            terminal.say("Error: interrupted: " + change.doubt());
            terminal.say(Escapes.of(change.lookUp()));
        }
    }

    /** Deletes the client if nobody knows its secret, and says what became of it: the rest of a sentence. */
    private String takeBack(ClientRequest request, OAuth2Client client) {
        boolean stays = client.secret().isEmpty() || request.secret().isPresent();
        if (!fate.compareAndSet(Fate.OPEN, stays ? Fate.STAYS : Fate.GOES)) {
            return "";
        }
        return Change.create(hydra, request).takeBack(client);
    }
}
