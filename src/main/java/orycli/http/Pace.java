package orycli.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * When the requests of one run may be sent, by however many threads: where a server tells one of them to wait, all wait.
 * Afterwards those who waited go one after another, the oldest request first, so that they do not all come back in the
 * same instant and none waits for ever.
 */
public final class Pace {
    /** Between two who waited; less a jitter of up to half. */
    private static final Duration LONGEST_GAP = Duration.ofMillis(200);

    private final Pause pause;
    private final Clock clock;
    private final Random random = new Random();

    // All below is guarded by this object.
    private final NavigableSet<Turn> line = new TreeSet<>(Comparator.comparingLong(turn -> turn.number));
    private long turns;
    private long through;
    /** Until when nobody may send; the far past where everybody may. */
    private Instant closed = Instant.MIN;
    /** Until when nobody of the line may send. */
    private Instant gap = Instant.MIN;
    /** Whether somebody in the line keeps watch. */
    private boolean watched;

    /** One thread waits for the time, and the others in the line for that one. */
    private record Watch(Instant from, Instant until) {}

    /** How to wait. */
    @FunctionalInterface
    public interface Pause {
        /**
         * Waits.
         *
         * @throws IOException where the program is told to end in the meantime
         */
        void sleep(Duration duration) throws IOException;
    }

    public Pace(Pause pause) {
        this(pause, Clock.systemUTC());
    }

    Pace(Pause pause, Clock clock) {
        this.pause = pause;
        this.clock = clock;
    }

    /** A place in the line, for one request, however often it is sent. */
    synchronized Turn turn() {
        return new Turn(turns++, through);
    }

    /** The place of one request in the line. Its methods throw what {@link Pause#sleep} throws, to all who wait. */
    final class Turn {
        private final long number;
        private long throughBefore;
        private Optional<IOException> end = Optional.empty();

        private Turn(long number, long throughBefore) {
            this.number = number;
            this.throughBefore = throughBefore;
        }

        /**
         * Waits as long as anybody was told to wait.
         *
         * @return whether that took any time
         */
        boolean enter() throws IOException {
            if (!isClosed()) {
                return false;
            }
            pass(this, clock.instant());
            return true;
        }

        /** Has all requests wait so long, and waits. */
        void holdOff(Duration wait) throws IOException {
            Instant now = clock.instant();
            close(now.plus(wait));
            pass(this, now);
        }

        /** Waits, without the others. */
        void pause(Duration wait) throws IOException {
            pause.sleep(wait);
            enter();
        }

        /** Tells that the server deals with what it is sent. */
        void gotThrough() {
            synchronized (Pace.this) {
                through++;
            }
        }

        /** Whether, since this was asked last, another request got through. */
        boolean othersGotThrough() {
            synchronized (Pace.this) {
                boolean others = through > throughBefore;
                throughBefore = through;
                return others;
            }
        }
    }

    private synchronized boolean isClosed() {
        // Without a look at the clock where nobody was ever told to wait.
        return !closed.equals(Instant.MIN) && clock.instant().isBefore(closed);
    }

    private synchronized void close(Instant until) {
        closed = latest(closed, until);
    }

    private void pass(Turn turn, Instant start) throws IOException {
        Optional<Watch> watch = waitInLine(turn, start);
        while (watch.isPresent()) {
            keep(watch.get());
            watch = waitInLine(turn, clock.instant());
        }
    }

    /** Waits until it is this one's turn to send, or, if anything is returned, to keep watch. */
    private synchronized Optional<Watch> waitInLine(Turn turn, Instant start) throws IOException {
        Instant now = start;
        line.add(turn);
        while (true) {
            if (turn.end.isPresent()) {
                line.remove(turn);
                throw turn.end.get();
            }
            if (!watched && line.first().equals(turn)) {
                Instant until = latest(closed, gap);
                if (now.isBefore(until)) {
                    watched = true;
                    return Optional.of(new Watch(now, until));
                }
                line.remove(turn);
                gap = line.isEmpty() ? Instant.MIN : now.plus(jittered(LONGEST_GAP));
                notifyAll();
                return Optional.empty();
            }
            try {
                wait();
            } catch (InterruptedException e) {
                // The pause says what that means, in its own words.
                Thread.currentThread().interrupt();
                watched = true;
                return Optional.of(new Watch(now, latest(now, latest(closed, gap))));
            }
            now = clock.instant();
        }
    }

    private void keep(Watch watch) throws IOException {
        try {
            pause.sleep(Duration.between(watch.from(), watch.until()));
        } catch (IOException e) {
            end(e);
            throw e;
        } catch (RuntimeException | Error e) {
            end(new IOException("another request failed", e));
            throw e;
        }
        synchronized (this) {
            watched = false;
            // The wait is over because it was slept through, whatever the clock says, which may have been set.
            closed = closed.isAfter(watch.until()) ? closed : Instant.MIN;
            gap = Instant.MIN;
            notifyAll();
        }
    }

    /** Those who wait are told to end. Whoever comes later has little time left, and is not held back. */
    private synchronized void end(IOException why) {
        line.forEach(turn -> turn.end = Optional.of(why));
        line.clear();
        watched = false;
        closed = Instant.MIN;
        gap = Instant.MIN;
        notifyAll();
    }

    /** The duration, less up to half of it. */
    Duration jittered(Duration longest) {
        return longest.multipliedBy(50 + random.nextInt(51)).dividedBy(100);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
