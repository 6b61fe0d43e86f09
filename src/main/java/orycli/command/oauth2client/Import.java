package orycli.command.oauth2client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import orycli.command.option.Context;
import orycli.command.report.Batch;
import orycli.command.report.ErrorReporter;
import orycli.command.report.Failure;
import orycli.http.OutcomeUnknownException;
import orycli.hydra.ClientField;
import orycli.hydra.ClientRequest;
import orycli.hydra.OAuth2Client;
import orycli.hydra.Upsert;
import orycli.hydra.Upsert.Outcome;
import orycli.terminal.ExitCode;
import orycli.terminal.Interrupts.Registration;
import orycli.terminal.Terminal;

/**
 * Brings clients to a server, several at once, and gives out what becomes of them in their order. One that fails does not
 * keep the others from being imported, unless all would fail alike.
 *
 * <p>Workers send; the calling thread alone reads, prints and reports. No more are sent ahead of the next result than
 * twice as many as there are workers, so that there are never many whose secret nobody has.
 */
final class Import {
    private final Terminal terminal;
    private final Context context;
    private final HandOver handOver;
    private final Results results;
    private final Function<ClientRequest, Upsert> upserts;
    private final int concurrency;
    private final InstantSource clock;
    private final ErrorReporter errors;
    private final ExecutorService workers;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    /** What came before its turn, by its place in the input. */
    private final NavigableMap<Integer, Sent> arrived = new TreeMap<>();
    /** What was added to the results, but is not printed yet. */
    private final List<Collected> collected = new ArrayList<>();
    /** Why nothing more is sent, if so. */
    private volatile Optional<Failure> stop = Optional.empty();

    private volatile boolean isUnderWay;
    private int total;
    private int begun;
    private int done;
    private int imported;
    private int failed;
    private int failureCode;
    private boolean isStopTold;

    private int generated;
    private int skipped;
    private int unencrypted;
    private int secretUnused;
    private int secretNotSet;

    /** What the calling thread is told. */
    private interface Event {}

    /** The program is to end. */
    private record Interrupted() implements Event {}

    /** The first request goes out. */
    private record GoesOut() implements Event {}

    /**
     * What became of a client.
     *
     * @param parcel what was answered
     * @param failure why nothing was; neither is there where nothing was sent
     */
    private record Sent(
            int number,
            ClientFiles.Entry entry,
            Upsert upsert,
            Optional<HandOver.Parcel> parcel,
            Optional<Failure> failure)
            implements Event {}

    /**
     * What is not printed yet.
     *
     * @param parcel to be taken back if it will not be; none where no secret would be lost
     * @param done what has happened then: the end of a sentence
     */
    private record Collected(Place place, Optional<HandOver.Parcel> parcel, String done) {}

    /** @param upserts what is to be done with a client */
    Import(
            Context context,
            HandOver handOver,
            Results results,
            Function<ClientRequest, Upsert> upserts,
            int concurrency,
            InstantSource clock) {
        this.terminal = context.terminal();
        this.context = context;
        this.handOver = handOver;
        this.results = results;
        this.upserts = upserts;
        this.concurrency = concurrency;
        this.clock = clock;
        this.errors = new ErrorReporter(context);
        this.workers = Executors.newFixedThreadPool(concurrency);
    }

    /**
     * Imports them, once.
     *
     * @param count how many there are
     * @param goOn how to import what is missing afterwards: a sentence or two
     * @return one of {@link ExitCode}
     */
    int run(ClientFiles.Reader clients, int count, String goOn) {
        total = count;
        Registration onInterrupt = terminal.interrupts().onInterrupt(() -> events.add(new Interrupted()));
        try {
            importAll(clients);
            if (total == 0) {
                results.complete();
            }
            print();
        } catch (InterruptedException e) {
            // Nobody does that.
            Thread.currentThread().interrupt();
        } finally {
            onInterrupt.close();
            workers.shutdown();
            terminal.status().show("");
        }
        explain(goOn);
        return exitCode();
    }

    /** Tells that a request goes out. */
    void goesOut() {
        if (!isUnderWay) {
            isUnderWay = true;
            events.add(new GoesOut());
        }
    }

    private void importAll(ClientFiles.Reader clients) throws InterruptedException {
        Instant start = clock.instant();
        boolean isRead = false;
        while (!isRead || begun > done) {
            while (!isRead && begun - done < most()) {
                Optional<ClientFiles.Entry> next = isOver() ? Optional.empty() : next(clients);
                next.ifPresent(this::begin);
                isRead = next.isEmpty();
            }
            if (begun > done) {
                takeIn();
                giveOut();
                showProgress(Duration.between(start, clock.instant()));
            }
        }
    }

    /**
     * How many may be begun. The first goes ahead: a server that cannot be reached is asked once. Where there are many, the
     * others follow as soon as it is sent, and may overtake it; a few gain nothing by that, and it is answered first.
     */
    private int most() {
        if (done > 0) {
            return 2 * concurrency;
        }
        return isUnderWay && total > concurrency ? concurrency : 1;
    }

    /** Whether nothing more is to be sent, whatever there is. */
    private boolean isOver() {
        return isEnding() || stop.isPresent();
    }

    private boolean isEnding() {
        return terminal.interrupts().isEnding();
    }

    /** The next client, as long as they are what they were when they were checked. */
    private Optional<ClientFiles.Entry> next(ClientFiles.Reader clients) {
        try {
            Optional<ClientFiles.Entry> next = clients.next();
            if (next.isPresent() != begun < total) {
                throw new IOException("the files have changed since they were checked");
            }
            return next;
        } catch (IOException | RuntimeException | Error e) {
            // Also where the memory is too small: those on their way are waited for.
            stop(Failure.of(e));
            tell(Failure.of(e));
            return Optional.empty();
        }
    }

    /** The first reason stays. */
    private synchronized void stop(Failure why) {
        stop = stop.or(() -> Optional.of(why));
    }

    private void begin(ClientFiles.Entry entry) {
        int number = begun;
        begun++;
        workers.execute(() -> events.add(send(number, entry)));
    }

    private Sent send(int number, ClientFiles.Entry entry) {
        Upsert upsert = upserts.apply(entry.request());
        PlacedChange change = new PlacedChange(entry.place(), upsert);
        if (stop.isPresent()) {
            return new Sent(number, entry, upsert, Optional.empty(), Optional.empty());
        }
        try {
            return new Sent(number, entry, upsert, Optional.of(handOver.send(change)), Optional.empty());
        } catch (Throwable e) {
            // Also where this program is to blame: somebody waits for what becomes of this one.
            Failure failure = Failure.of(e);
            if (e instanceof OutcomeUnknownException && change.mayLoseSecret()) {
                failure = new Failure(failure.code(), failure.status(), failure.message(), List.of(change.lookUp()));
            }
            if (Batch.stops(failure)) {
                stop(failure);
            }
            boolean isSent = failure.code() != Failure.Code.INTERRUPTED;
            return new Sent(
                    number,
                    entry,
                    upsert,
                    Optional.empty(),
                    Optional.of(failure).filter(some -> isSent));
        }
    }

    /** Waits until something has happened. */
    private void takeIn() throws InterruptedException {
        List<Event> news = new ArrayList<>();
        news.add(events.take());
        events.drainTo(news);
        for (Event event : news) {
            if (event instanceof Sent sent) {
                arrived.put(sent.number(), sent);
            }
        }
    }

    /**
     * Gives out what has its turn. When the program is to end that is all that has come, as nobody knows whether the rest
     * will.
     */
    private void giveOut() throws InterruptedException {
        boolean isEnding = isEnding();
        while (!arrived.isEmpty() && (isEnding || arrived.firstKey() == done)) {
            Sent sent = arrived.pollFirstEntry().getValue();
            done++;
            sent.failure().ifPresent(failure -> fail(sent.entry().place(), failure));
            sent.parcel().ifPresent(parcel -> giveOut(sent, parcel));
        }
        if (isEnding) {
            print();
        }
    }

    private void giveOut(Sent sent, HandOver.Parcel parcel) {
        try {
            handOver.collect(parcel, results);
        } catch (IOException e) {
            // The next one could not be given out either.
            stop(Failure.of(e));
            fail(sent.entry().place(), Failure.of(e));
            return;
        }
        imported++;
        count(sent, parcel.client().secret().isPresent());
        collected.add(collect(sent, parcel));
        if (results.areWritten()) {
            allGivenOut();
        }
    }

    private Collected collect(Sent sent, HandOver.Parcel parcel) {
        OAuth2Client client = parcel.client();
        Place place = sent.entry().place();
        if (client.secret().isEmpty() || sent.upsert().isSecretOurs()) {
            handOver.givenOut(parcel);
            return new Collected(place, Optional.empty(), sent.upsert().done(client));
        }
        if (!results.areWritten()) {
            ClientRequest id = ClientRequest.builder()
                    .set(ClientField.CLIENT_ID, client.id())
                    .build();
            handOver.shrink(parcel, new PlacedChange(place, upserts.apply(id)));
        }
        return new Collected(place, Optional.of(parcel), "");
    }

    private void allGivenOut() {
        collected.forEach(some -> some.parcel().ifPresent(handOver::givenOut));
        collected.clear();
    }

    private void count(Sent sent, boolean hasSecret) {
        boolean isNew = sent.upsert().outcome().filter(Outcome.CREATED::equals).isPresent();
        boolean isGiven = sent.entry().request().secret().isPresent();
        boolean isSkipped =
                sent.upsert().outcome().filter(Outcome.SKIPPED::equals).isPresent();
        skipped += isSkipped ? 1 : 0;
        secretNotSet += isSkipped && isGiven ? 1 : 0;
        generated += isNew && hasSecret && !isGiven ? 1 : 0;
        unencrypted += isNew && !hasSecret ? 1 : 0;
        secretUnused += isNew && !hasSecret && isGiven ? 1 : 0;
    }

    /** Prints what was only collected so far, or takes it back. */
    private void print() throws InterruptedException {
        boolean wereBroken = results.areBroken();
        try {
            results.close(generated > 0);
            allGivenOut();
        } catch (IOException | RuntimeException | Error e) {
            // Also where this program is to blame, or the memory is too small.
            Failure why = Failure.of(e);
            stop(why);
            if (collected.isEmpty() && !wereBroken) {
                tell(why);
            }
            takeBack(e);
        }
    }

    private void takeBack(Throwable why) throws InterruptedException {
        List<Future<IOException>> taken = new ArrayList<>();
        for (Collected some : collected) {
            taken.add(workers.submit(() -> some.parcel().isPresent()
                    ? handOver.takenBack(some.parcel().get(), why)
                    : new IOException(Failure.of(why).message() + "; " + some.done())));
        }
        for (int i = 0; i < taken.size(); i++) {
            Throwable outcome;
            try {
                outcome = taken.get(i).get();
            } catch (ExecutionException e) {
                outcome = e;
            }
            fail(collected.get(i).place(), Failure.of(outcome));
        }
        imported -= collected.size();
        collected.clear();
    }

    private void fail(Place place, Failure failure) {
        failed++;
        failureCode = failure.code().exitCode();
        boolean isStop = Batch.stops(failure);
        // Those that were on their way when the first one failed say the same.
        if (!isStop || !isStopTold) {
            tell(place.at(failure));
        }
        isStopTold |= isStop;
    }

    private void tell(Failure failure) {
        errors.report(
                isEnding()
                        ? Failure.interrupted(
                                ": " + failure.message(), failure.advice().toArray(String[]::new))
                        : failure);
    }

    private void showProgress(Duration elapsed) {
        // What is printed on the same screen may not have ended its line.
        boolean isInTheWay = terminal.showsResults() && results.haveBegun();
        if (total > 1 && done > 0 && !isInTheWay) {
            terminal.status().show(new Progress(done, total, elapsed).line());
        }
    }

    /** Warns of what is not as it may have been meant. */
    private void explain(String goOn) {
        if (skipped > 0) {
            context.notes()
                    .warn(those(skipped) + " there already and left alone; no secret can be shown for "
                            + (skipped == 1 ? "it." : "them."));
        }
        if (secretNotSet > 0) {
            context.notes()
                    .warn(
                            secretNotSet == 1
                                    ? "a secret that you gave was not set; --if-exists update sets it."
                                    : secretNotSet
                                            + " secrets that you gave were not set; --if-exists update sets them.");
        }
        if (generated > 0 && !results.showSecrets()) {
            context.notes()
                    .warn("the server generated secrets. They are not all in this output and cannot be shown again.");
        }
        if (unencrypted > 0 && results.areEncrypted()) {
            context.notes().warn(those(unencrypted) + " created without a secret, so nothing was encrypted.");
        }
        if (secretUnused > 0) {
            context.notes().warn(those(secretUnused) + " created without a secret; the one given was not used.");
        }
        if (total > 1 && imported < total) {
            context.notes().warn(those(total - imported) + " not imported." + (imported > 0 ? " " + goOn : ""));
        }
    }

    /** The subject of a sentence, and its verb. */
    private String those(int count) {
        return total == 1 ? "the client was" : count + " of " + total + " clients " + (count == 1 ? "was" : "were");
    }

    private int exitCode() {
        if (isEnding()) {
            return ExitCode.INTERRUPTED;
        }
        if (stop.isPresent()) {
            return stop.get().code().exitCode();
        }
        if (failed == 0) {
            return ExitCode.OK;
        }
        return total == 1 ? failureCode : ExitCode.PARTIAL_FAILURE;
    }
}
