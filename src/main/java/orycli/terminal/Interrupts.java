package orycli.terminal;

import java.io.Closeable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What becomes of the program's work when it is told to end (SIGINT, SIGTERM, SIGHUP). */
public final class Interrupts {
    private static final Duration LONGEST_HOLD_OFF = Duration.ofSeconds(10);

    private final Pause pause;
    private final Signals signals;
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    /** How the program waits; a test need not. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Who tells that the program is to end. */
    @FunctionalInterface
    public interface Signals {
        /**
         * Has the action run then, in a thread of its own, until the registration is closed. The program ends when all
         * actions have returned, whatever its other threads do.
         */
        Registration onEnd(Runnable action);
    }

    /** Something that can be taken back. */
    @FunctionalInterface
    public interface Registration extends Closeable {
        @Override
        void close();
    }

    public Interrupts(Pause pause, Signals signals) {
        this.pause = pause;
        this.signals = signals;
    }

    /** Those of this process. */
    static Interrupts system() {
        return new Interrupts(duration -> Thread.sleep(duration.toMillis()), Interrupts::onShutdown);
    }

    private static Registration onShutdown(Runnable action) {
        Thread hook = new Thread(action, "interrupt");
        Runtime runtime = Runtime.getRuntime();
        try {
            runtime.addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            hook.start();
            return () -> {};
        }
        return () -> {
            try {
                runtime.removeShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                // The action is running or has run.
            }
        };
    }

    /**
     * Waits; any number of threads may.
     *
     * @throws StoppedException where the program is told to end before or meanwhile, as far as an action waits for that
     */
    public void pause(Duration duration) throws StoppedException {
        waiting.add(Thread.currentThread());
        try {
            if (ending) {
                throw new StoppedException("the wait to try again was cut short");
            }
            pause.sleep(duration);
        } catch (InterruptedException e) {
            throw new StoppedException("the wait to try again was cut short");
        } finally {
            waiting.remove(Thread.currentThread());
        }
    }

    /**
     * Has the action run when the program is told to end, until the registration is closed. The program ends when the
     * action returns.
     */
    public Registration onInterrupt(Runnable action) {
        return signals.onEnd(() -> {
            ending = true;
            waiting.forEach(Thread::interrupt);
            action.run();
        });
    }

    /**
     * Has an interrupt wait until this is closed, for ten seconds at most: what has begun is worth more than a quick end.
     *
     * @param givenUp what is done where that was not enough
     */
    public Registration holdOff(Runnable givenUp) {
        CountDownLatch done = new CountDownLatch(1);
        Registration onInterrupt = onInterrupt(() -> {
            try {
                if (!done.await(LONGEST_HOLD_OFF.toSeconds(), TimeUnit.SECONDS)) {
                    givenUp.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            done.countDown();
            onInterrupt.close();
        };
    }

    /** Whether an action that waits for an interrupt is told to run, or has run. */
    public boolean isEnding() {
        return ending;
    }
}
