package orycli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import orycli.FakeSignals;
import orycli.terminal.Interrupts.Registration;

final class InterruptsTest {
    private final FakeSignals signals = new FakeSignals();
    private final List<String> done = new ArrayList<>();

    @Test
    void runsWhatIsRegisteredAndNotTakenBack() {
        Interrupts interrupts = new Interrupts(duration -> {}, signals);
        interrupts.onInterrupt(() -> done.add("kept"));
        Registration other = interrupts.onInterrupt(() -> done.add("taken back"));
        other.close();

        signals.send();

        assertThat(done).containsExactly("kept");
        assertThat(interrupts.isEnding()).isTrue();
    }

    @Test
    void endsEveryWait() throws Exception {
        CountDownLatch waiting = new CountDownLatch(2);
        Interrupts interrupts = new Interrupts(
                duration -> {
                    waiting.countDown();
                    new CountDownLatch(1).await();
                },
                signals);
        interrupts.onInterrupt(() -> {});
        List<CompletableFuture<String>> waits = List.of(wait(interrupts), wait(interrupts));
        waiting.await();

        signals.send();

        for (CompletableFuture<String> wait : waits) {
            assertThat(wait.get()).isEqualTo("the wait to try again was cut short");
        }
    }

    private static CompletableFuture<String> wait(Interrupts interrupts) {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                interrupts.pause(Duration.ofHours(1));
                outcome.complete("it came to its end");
            } catch (StoppedException e) {
                outcome.complete(String.valueOf(e.getMessage()));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return outcome;
    }

    @Test
    void beginsNoWaitOnceTheProgramIsToldToEnd() {
        Interrupts interrupts = new Interrupts(duration -> done.add("waited"), signals);
        interrupts.onInterrupt(() -> {});
        signals.send();

        assertThatThrownBy(() -> interrupts.pause(Duration.ofSeconds(1))).isInstanceOf(StoppedException.class);
        assertThat(done).isEmpty();
    }

    @Test
    void waitsForWhatHasBegun() throws Exception {
        Interrupts interrupts = new Interrupts(duration -> {}, signals);
        Registration holdOff = interrupts.holdOff(() -> done.add("given up"));
        CompletableFuture<Void> ended = CompletableFuture.runAsync(signals::send);
        assertThat(ended.isDone()).isFalse();

        holdOff.close();

        ended.get();
        assertThat(done).isEmpty();
    }
}
