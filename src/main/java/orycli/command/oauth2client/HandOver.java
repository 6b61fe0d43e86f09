package orycli.command.oauth2client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import orycli.command.option.Context;
import orycli.command.option.Notes;
import orycli.command.report.ErrorReporter;
import orycli.command.report.Failure;
import orycli.hydra.Change;
import orycli.hydra.ClientField;
import orycli.hydra.OAuth2Client;
import orycli.json.Json;
import orycli.terminal.Interrupts;
import orycli.terminal.Interrupts.Registration;
import orycli.terminal.StoppedException;

/**
 * Carries out changes and gives out what they bring, or leaves nothing behind whose secret nobody has: what cannot be given
 * out is taken back, also where the program is interrupted. Any number of threads may send and deliver.
 *
 * <p>Once the program is told to end no new change begins. Those under way have some time; what had come before is still
 * given out, what comes later is taken back, and of the rest it is said that nobody knows.
 */
final class HandOver implements Closeable {
    /** How long an interrupted program waits for the answers on their way. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Interrupts interrupts;
    private final Notes notes;
    private final ErrorReporter errors;
    private final Duration grace;
    private final Registration onInterrupt;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Those that are neither here nor there, in the order in which they were sent. */
    private final Set<Parcel> underWay = new LinkedHashSet<>();

    private enum State {
        SENT,
        RECEIVED,
        STAYS,
        GOES
    }

    /** A change and what it brought. */
    static final class Parcel {
        private Change change;
        private State state = State.SENT;
        private Optional<OAuth2Client> client = Optional.empty();
        private boolean isLate;

        private Parcel(Change change) {
            this.change = change;
        }

        /** What was answered. */
        OAuth2Client client() {
            return client.orElseThrow();
        }
    }

    private HandOver(Context context, Duration grace) {
        this.interrupts = context.terminal().interrupts();
        this.notes = context.notes();
        this.errors = new ErrorReporter(context);
        this.grace = grace;
        this.onInterrupt = interrupts.onInterrupt(this::settle);
    }

    static HandOver begin(Context context) {
        return new HandOver(context, GRACE);
    }

    /** @param grace how long an interrupted program waits for the answers on their way */
    static HandOver begin(Context context, Duration grace) {
        return new HandOver(context, grace);
    }

    /**
     * Carries a change out and gives its result out.
     *
     * @throws IOException also where it was carried out but its result cannot be given out; the message says what became
     *     of it
     */
    OAuth2Client run(Change change, Delivery delivery) throws IOException {
        try {
            Parcel parcel = send(change);
            deliver(parcel, delivery);
            return parcel.client();
        } catch (IOException e) {
            throw told(e);
        }
    }

    /**
     * Carries a change out. Its result has to be delivered.
     *
     * @throws StoppedException where the program was told to end before
     */
    Parcel send(Change change) throws IOException {
        Parcel parcel = new Parcel(change);
        synchronized (underWay) {
            if (interrupts.isEnding()) {
                throw new StoppedException("nothing was sent");
            }
            underWay.add(parcel);
        }
        OAuth2Client client;
        try {
            client = change.send();
        } catch (Throwable e) {
            decide(parcel, State.SENT, State.STAYS);
            throw e;
        }
        synchronized (underWay) {
            parcel.client = Optional.of(client);
            parcel.state = State.RECEIVED;
            parcel.isLate = interrupts.isEnding();
        }
        return parcel;
    }

    /** Gives a result out, or takes back what brought it. */
    void deliver(Parcel parcel, Delivery delivery) throws IOException {
        collect(parcel, delivery);
        givenOut(parcel);
    }

    /**
     * Gives a result to a delivery that may only collect it, or takes back what brought it. Until {@link #givenOut} is
     * told of it, it is not given out.
     */
    void collect(Parcel parcel, Delivery delivery) throws IOException {
        try {
            if (parcel.isLate) {
                throw new StoppedException("the result was not printed");
            }
            delivery.deliver(parcel.client());
        } catch (Throwable e) {
            // Also where this program is to blame, or the memory is too small.
            throw takenBack(parcel, e);
        }
    }

    /**
     * Lets go of all that is not needed to take a result back, as many may be collected.
     *
     * @param change which can take it back, by its id
     */
    void shrink(Parcel parcel, Change change) {
        ObjectNode needed = Json.nodes().objectNode();
        for (ClientField field : List.of(ClientField.CLIENT_ID, ClientField.CLIENT_SECRET)) {
            parcel.client().text(field).ifPresent(text -> needed.put(field.field(), text));
        }
        synchronized (underWay) {
            parcel.change = change;
            parcel.client = Optional.of(new OAuth2Client(needed));
        }
    }

    /** What was collected has been given out. */
    void givenOut(Parcel parcel) {
        decide(parcel, State.RECEIVED, State.STAYS);
    }

    /**
     * Takes back what brought a result that cannot be given out.
     *
     * @return why not, and what became of it
     */
    IOException takenBack(Parcel parcel, Throwable why) {
        String reason = why instanceof IOException
                ? String.valueOf(why.getMessage())
                : Failure.of(why).message();
        return new IOException(reason + takeBack(parcel), why);
    }

    /** Of two threads only one may decide. */
    private boolean decide(Parcel parcel, State from, State to) {
        synchronized (underWay) {
            if (parcel.state != from) {
                return false;
            }
            parcel.state = to;
            if (to == State.STAYS) {
                underWay.remove(parcel);
            }
            return true;
        }
    }

    /** What became of a client that could not be given out: the rest of a sentence. */
    private String takeBack(Parcel parcel) {
        OAuth2Client client = parcel.client();
        boolean stays = client.secret().isEmpty() || parcel.change.isSecretOurs();
        if (!decide(parcel, State.RECEIVED, stays ? State.STAYS : State.GOES)) {
            return "";
        }
        if (stays) {
            return "; " + parcel.change.done(client);
        }
        String outcome = "; " + parcel.change.takeBack(client);
        decide(parcel, State.GOES, State.STAYS);
        return outcome;
    }

    /** Runs while the process is ending. The other threads go on and do what is to be done, if they can. */
    private void settle() {
        try {
            if (closed.await(1, TimeUnit.SECONDS)) {
                return;
            }
            if (isAnySent()) {
                notes.say("Interrupted: waiting for the server's answer, so that nothing is left half done.");
            }
            if (closed.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Parcel parcel : left()) {
            tell(parcel);
        }
    }

    private boolean isAnySent() {
        synchronized (underWay) {
            return underWay.stream().anyMatch(parcel -> parcel.state == State.SENT);
        }
    }

    private List<Parcel> left() {
        synchronized (underWay) {
            return new ArrayList<>(underWay);
        }
    }

    /** Decides what the other threads had no time for, and says it. */
    private void tell(Parcel parcel) {
        State state;
        synchronized (underWay) {
            state = parcel.state;
        }
        switch (state) {
            case SENT -> errors.report(Failure.interrupted(": " + parcel.change.unknown(), parcel.change.lookUp()));
            case RECEIVED -> errors.report(Failure.interrupted(takeBack(parcel)));
            case GOES -> errors.report(Failure.interrupted("; " + parcel.change.takingBack(parcel.client())));
            case STAYS -> {}
        }
    }

    /**
     * What is to be thrown on for a failure: where the program is ending it is told here, as the process ends as soon as
     * this is closed.
     */
    IOException told(IOException failure) {
        if (!interrupts.isEnding()) {
            return failure;
        }
        Failure words = Failure.of(failure);
        String message = failure instanceof StoppedException ? String.valueOf(failure.getMessage()) : words.message();
        errors.report(Failure.interrupted(": " + message, words.advice().toArray(String[]::new)));
        return new StoppedException("interrupted");
    }

    @Override
    public void close() {
        closed.countDown();
        onInterrupt.close();
    }
}
