package orycli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import orycli.terminal.Interrupts;
import orycli.terminal.Interrupts.Registration;

/** Signals that a test sends. */
public final class FakeSignals implements Interrupts.Signals {
    private final Set<Runnable> actions = new LinkedHashSet<>();

    @Override
    public synchronized Registration onEnd(Runnable action) {
        actions.add(action);
        return () -> remove(action);
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    /** Runs all actions at once, each in a thread of its own, as the end of a process does, and waits for them. */
    public void send() {
        List<Thread> hooks = new ArrayList<>();
        synchronized (this) {
            actions.forEach(action -> hooks.add(new Thread(action, "interrupt")));
        }
        hooks.forEach(Thread::start);
        for (Thread hook : hooks) {
            try {
                hook.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
