package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Threads that are told to wait, by a clock that moves when the test says so. */
final class PaceTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    private final IOException interrupt = new IOException("the program is told to end");
    private final Time time = new Time(interrupt);
    private final Pace pace = new Pace(time, time);
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void lacksNothingToBeginWith() throws IOException {
        assertThat(pace.turn().enter()).isFalse();
    }

    @Test
    void makesAllWaitWhereOneIsToldTo() throws Exception {
        Pace.Turn first = pace.turn();
        Pace.Turn second = pace.turn();
        Worker told = start("told", () -> first.holdOff(FIVE));
        assertThat(time.asked()).isEqualTo(FIVE);
        Worker other = start("other", second::enter).inLine();

        time.pass(FIVE);
        told.join();
        assertThat(order).containsExactly("told");
        Duration gap = time.asked();
        time.pass(gap);
        other.join();
        assertThat(order).containsExactly("told", "other");
        assertThat(pace.turn().enter()).isFalse();
    }

    @Test
    void letsThoseWhoWaitedGoOneAfterAnotherAndTheOldestFirst() throws Exception {
        Pace.Turn[] turns = {pace.turn(), pace.turn(), pace.turn(), pace.turn()};
        Worker last = start("3", () -> turns[3].holdOff(FIVE));
        assertThat(time.asked()).isEqualTo(FIVE);
        List<Worker> ordered = List.of(
                start("0", turns[0]::enter).inLine(),
                start("1", turns[1]::enter).inLine(),
                start("2", turns[2]::enter).inLine(),
                last);

        time.pass(FIVE);
        ordered.get(0).join();
        for (Worker next : ordered.subList(1, 4)) {
            Duration gap = time.asked();
            assertThat(gap).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
            time.pass(gap);
            next.join();
        }
        assertThat(order).containsExactly("0", "1", "2", "3");
    }

    /** They are not the reason why the server was busy. */
    @Test
    void doesNotHoldBackWhoComesWhileTheLineGoes() throws Exception {
        Pace.Turn first = pace.turn();
        Pace.Turn second = pace.turn();
        Worker told = start("told", () -> first.holdOff(FIVE));
        time.asked();
        Worker other = start("other", second::enter).inLine();
        time.pass(FIVE);
        told.join();
        Duration gap = time.asked();

        assertThat(pace.turn().enter()).isFalse();

        time.pass(gap);
        other.join();
    }

    @Test
    void waitsForTheLongestOfSeveralWaits() throws Exception {
        Pace.Turn first = pace.turn();
        Pace.Turn second = pace.turn();
        Pace.Turn third = pace.turn();
        Worker told = start("told", () -> first.holdOff(FIVE));
        assertThat(time.asked()).isEqualTo(FIVE);
        Worker longer =
                start("longer", () -> second.holdOff(Duration.ofSeconds(8))).inLine();
        Worker shorter =
                start("shorter", () -> third.holdOff(Duration.ofSeconds(2))).inLine();

        time.pass(FIVE);
        assertThat(time.asked()).isEqualTo(Duration.ofSeconds(3));
        assertThat(order).isEmpty();
        time.pass(Duration.ofSeconds(3));
        told.join();
        time.pass(time.asked());
        longer.join();
        time.pass(time.asked());
        shorter.join();
        assertThat(order).containsExactly("told", "longer", "shorter");
    }

    @Test
    void believesItsWaitRatherThanAClockThatIsSetBack() throws Exception {
        Pace.Turn turn = pace.turn();
        Worker told = start("told", () -> turn.holdOff(FIVE));
        time.asked();

        time.pass(Duration.ofHours(-1));

        told.join();
        assertThat(pace.turn().enter()).isFalse();
    }

    /** Each server that is asked on its own account, such as after a broken connection, is nobody else's matter. */
    @Test
    void letsOneWaitAlone() throws Exception {
        Pace.Turn turn = pace.turn();
        Worker alone = start("alone", () -> turn.pause(FIVE));
        assertThat(time.asked()).isEqualTo(FIVE);

        assertThat(pace.turn().enter()).isFalse();

        time.pass(FIVE);
        alone.join();
    }

    @Test
    void tellsEveryThreadThatTheProgramIsToEnd() throws Exception {
        Pace.Turn first = pace.turn();
        Pace.Turn second = pace.turn();
        Pace.Turn third = pace.turn();
        Worker told = start("told", () -> first.holdOff(FIVE));
        time.asked();
        Worker other = start("other", second::enter).inLine();
        Worker another = start("another", third::enter).inLine();

        time.interrupt();

        assertThat(told.failure()).isSameAs(interrupt);
        assertThat(other.failure()).isSameAs(interrupt);
        assertThat(another.failure()).isSameAs(interrupt);
        assertThat(order).isEmpty();
    }

    /** What is still to be done then, such as taking back what was created, is sent at once. */
    @Test
    void holdsNobodyBackOnceTheProgramIsToEnd() throws Exception {
        Pace.Turn first = pace.turn();
        Worker told = start("told", () -> first.holdOff(FIVE));
        time.asked();
        time.interrupt();
        assertThat(told.failure()).isSameAs(interrupt);

        assertThat(pace.turn().enter()).isFalse();
    }

    @Test
    void hearsTheInterruptOfAThreadThatWaitsForAnother() throws Exception {
        Pace.Turn first = pace.turn();
        Pace.Turn second = pace.turn();
        Worker told = start("told", () -> first.holdOff(FIVE));
        time.asked();
        Worker other = start("other", second::enter).inLine();

        other.interrupt();

        assertThat(other.failure()).isSameAs(interrupt);
        time.pass(FIVE);
        assertThat(told.failure()).isSameAs(interrupt);
    }

    @Test
    void knowsWhetherOthersGetThrough() {
        Pace.Turn one = pace.turn();
        Pace.Turn other = pace.turn();
        assertThat(one.othersGotThrough()).isFalse();

        other.gotThrough();

        assertThat(one.othersGotThrough()).isTrue();
        assertThat(one.othersGotThrough()).isFalse();
        assertThat(pace.turn().othersGotThrough()).isFalse();
    }

    private interface Waiting {
        void run() throws IOException;
    }

    private Worker start(String name, Waiting waiting) {
        return new Worker(() -> {
            waiting.run();
            order.add(name);
            return name;
        });
    }

    private static final class Worker {
        private final FutureTask<String> task;
        private final Thread thread;

        Worker(Callable<String> work) {
            task = new FutureTask<>(work);
            thread = new Thread(task, "worker");
            thread.setDaemon(true);
            thread.start();
        }

        /** Returns when it waits for another thread. */
        Worker inLine() {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            return this;
        }

        void interrupt() {
            thread.interrupt();
        }

        void join() throws Exception {
            task.get(1, TimeUnit.MINUTES);
        }

        @Nullable
        Throwable failure() {
            Throwable thrown = catchThrowable(this::join);
            return thrown instanceof ExecutionException failed ? failed.getCause() : thrown;
        }
    }

    /** Stands still, save when the test lets it pass. */
    private static final class Time extends Clock implements Pace.Pause {
        private final BlockingQueue<Duration> asked = new LinkedBlockingQueue<>();
        private final BlockingQueue<Duration> passed = new LinkedBlockingQueue<>();
        private final IOException interrupt;
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        Time(IOException interrupt) {
            this.interrupt = interrupt;
        }

        @Override
        public void sleep(Duration duration) throws IOException {
            asked.add(duration);
            try {
                Duration time = passed.take();
                if (time.isZero()) {
                    throw interrupt;
                }
            } catch (InterruptedException e) {
                throw interrupt;
            }
        }

        /** How long somebody wants to wait, as soon as somebody does. */
        Duration asked() throws InterruptedException {
            Duration duration = asked.poll(1, TimeUnit.MINUTES);
            return duration == null ? Duration.ZERO : duration;
        }

        void pass(Duration time) {
            now = now.plus(time);
            passed.add(time);
        }

        void interrupt() {
            passed.add(Duration.ZERO);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
