package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.CLIENT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import orycli.Cli;
import orycli.command.option.Context;
import orycli.command.option.Notes;
import orycli.http.Pace;
import orycli.http.Sender;
import orycli.hydra.Change;
import orycli.hydra.ClientRequest;
import orycli.hydra.HydraAdminClient;
import orycli.output.OutputFormatter;
import orycli.terminal.Terminal;

/** What is said when a program is interrupted and the server takes longer than the program may wait. */
final class HandOverTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void letTheServerAnswer() {
        over.countDown();
    }

    @Test
    void namesTheClientThatIsBeingDeleted() throws Exception {
        interruptWhileItHangs("DELETE", hydra -> Change.create(hydra, ClientRequest.empty()));

        assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo("""
                Error: interrupted; the client a1 was created, its secret is lost, and it is unknown whether it was \
                deleted again
                """);
    }

    @Test
    void saysHowToLookForTheClientThatMayHaveBeenCreated() throws Exception {
        interruptWhileItHangs("POST", hydra -> Change.create(hydra, ClientRequest.empty()));

        assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo("""
                Interrupted: waiting for the server's answer, so that nothing is left half done.
                Error: interrupted: it is unknown whether the client was created
                Before you try again, look whether it exists: GET %s
                """.formatted(server.url("/admin/clients")));
    }

    @Test
    void saysThatTheOldSecretWorksThatMayHaveBeenRotated() throws Exception {
        interruptWhileItHangs("POST", hydra -> Change.rotate(hydra, "a1"));

        assertThat(stderr.toString(StandardCharsets.UTF_8)).endsWith("""
                Error: interrupted: it is unknown whether the secret of the client a1 was rotated
                The old secret still works. Rotate it again.
                """);
    }

    @Test
    void saysThatToReplaceAgainDoesNoHarm() throws Exception {
        interruptWhileItHangs("PUT", hydra -> Change.replace(hydra, "a1", ClientRequest.empty()));

        assertThat(stderr.toString(StandardCharsets.UTF_8)).endsWith("""
                Error: interrupted: it is unknown whether the client a1 was updated
                To update it again does no harm.
                """);
    }

    /** Makes a change for a disk that is full, and interrupts that while the server does not answer. */
    private void interruptWhileItHangs(String method, Function<HydraAdminClient, Change> change)
            throws InterruptedException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (method.equals(request.getMethod())) {
                    asked.countDown();
                    over.await();
                }
                return new MockResponse.Builder().code(201).body(CLIENT).build();
            }
        });
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Cli cli = new Cli().stdout(full);
        Terminal terminal = cli.terminal(stderr);
        Context context = new Context(terminal, new Notes(terminal, false), () -> "1", false);
        Sender sender = new Sender(new OkHttpClient(), new Pace(terminal.interrupts()::pause));
        HydraAdminClient hydra = new HydraAdminClient(server.url("/"), sender);
        HandOver handOver = HandOver.begin(context, Duration.ZERO);
        Thread main = new Thread(() -> {
            try {
                handOver.run(
                        change.apply(hydra),
                        new Printing(
                                context, OutputFormatter.parse("json"), Optional.empty(), Printing.Origin.GENERATED));
            } catch (IOException expected) {
                // It is said by the other thread.
            }
        });
        main.setDaemon(true);
        main.start();
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

        cli.interrupt();
    }
}
