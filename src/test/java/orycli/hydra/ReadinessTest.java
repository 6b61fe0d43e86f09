package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orycli.hydra.Hydras.answer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.RawServer;
import orycli.http.ConnectionException;
import orycli.http.Pace;
import orycli.http.Sender;

/** Waiting for a server that is being started. Time passes only where it is waited for. */
final class ReadinessTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Test
    void doesNotWaitForAServerThatIsThere() throws Exception {
        server.enqueue(answer(200, "{\"status\":\"ok\"}"));

        await(server.url("/prefix/"), TEN_SECONDS);

        assertThat(pauses).isEmpty();
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /prefix/health/ready HTTP/1.1");
    }

    /** What refuses now will do so later, and whoever asks next is told why. */
    @ParameterizedTest
    @ValueSource(ints = {204, 301, 401, 403, 404})
    void takesForReadyWhatAnswersAtAll(int status) throws IOException {
        server.enqueue(answer(status, ""));

        await(server.url("/"), TEN_SECONDS);

        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsWhileGatewaysAndTheServerItselfSaySo() throws IOException {
        for (int status : new int[] {502, 503, 504, 500}) {
            server.enqueue(answer(status, ""));
        }
        server.enqueue(answer(200, ""));

        await(server.url("/"), TEN_SECONDS);

        assertThat(pauses).hasSize(4).containsOnly(Duration.ofMillis(500));
    }

    /** A long wait that a server asks for would be longer than the one that the user asked for. */
    @Test
    void asksAgainSoonerThanABusyServerWishes() throws IOException {
        for (int status : new int[] {503, 429}) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Retry-After", "60")
                    .build());
        }
        server.enqueue(answer(200, ""));

        await(server.url("/"), TEN_SECONDS);

        assertThat(pauses).hasSize(2).containsOnly(Duration.ofMillis(500));
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void waitsWhileConnectionsAreTakenAndBroken() throws IOException {
        try (RawServer raw =
                RawServer.start(RawServer.resets(), RawServer.says(""), RawServer.answers("200 OK", "{}"))) {
            await(HttpUrl.get(raw.url()), TEN_SECONDS);

            assertThat(pauses).hasSize(2);
            assertThat(raw.requestLines()).hasSize(3).containsOnly("GET /health/ready HTTP/1.1");
        }
    }

    @Test
    void saysWhatItLastSawWhereTheTimeIsUp() {
        for (int i = 0; i < 4; i++) {
            server.enqueue(answer(503, ""));
        }
        HttpUrl url = server.url("/");

        assertThatThrownBy(() -> await(url, Duration.ofMillis(1200)))
                .isInstanceOf(NotReadyException.class)
                .hasMessage(url + "health/ready was not ready within 1200 ms: its last answer was 503 Server Error")
                .hasNoCause();
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(200));
    }

    @Test
    void waitsWhileTheConnectionIsRefused() throws IOException {
        HttpUrl url = HttpUrl.get("http://127.0.0.1:" + freePort());

        assertThatThrownBy(() -> await(url, TEN_SECONDS))
                .isInstanceOf(NotReadyException.class)
                .hasMessage(url + "health/ready was not ready within 10 s")
                .hasCauseInstanceOf(ConnectionException.class)
                .hasRootCauseInstanceOf(ConnectException.class);
        assertThat(pauses).hasSize(20);
    }

    /** As in a network of containers, before the other one is there. */
    @Test
    void waitsWhileTheHostIsUnknown() {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        HydraAdminClient hydra =
                new HydraAdminClient(HttpUrl.get("http://hydra:4445"), new Sender(http, new Pace(pauses::add)));

        assertThatThrownBy(() -> hydra.awaitReady(TEN_SECONDS, () -> now, this::pause))
                .isInstanceOf(NotReadyException.class)
                .hasMessage("http://hydra:4445/health/ready was not ready within 10 s")
                .hasRootCauseInstanceOf(UnknownHostException.class);
        assertThat(pauses).hasSize(20);
    }

    @Test
    void doesNotWaitForACertificateThatIsNotTrusted() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        HttpUrl url = server.url("/");

        assertThatThrownBy(() -> await(url, TEN_SECONDS))
                .isInstanceOf(ConnectionException.class)
                .hasCauseInstanceOf(SSLException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsWhileATlsConnectionIsCutOff() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread hangsUp = new Thread(() -> {
                try {
                    while (true) {
                        listener.accept().close();
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            hangsUp.setDaemon(true);
            hangsUp.start();
            HttpUrl url = HttpUrl.get("https://127.0.0.1:" + listener.getLocalPort());

            assertThatThrownBy(() -> await(url, Duration.ofSeconds(1)))
                    .isInstanceOf(NotReadyException.class)
                    .hasMessage(url + "health/ready was not ready within 1 s");
            assertThat(pauses).hasSize(2);
        }
    }

    @Test
    void doesNotWaitWhereOneSpeaksTlsAndTheOtherDoesNot() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.greets("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            HttpUrl url = HttpUrl.get(raw.url().replace("http:", "https:"));

            assertThatThrownBy(() -> await(url, TEN_SECONDS))
                    .isInstanceOf(ConnectionException.class)
                    .hasCauseInstanceOf(SSLException.class);
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void stopsWhereItsWaitIsInterrupted() {
        server.enqueue(answer(503, ""));
        HttpUrl url = server.url("/");

        assertThatThrownBy(() -> Hydras.at(url.toString()).awaitReady(TEN_SECONDS, () -> now, duration -> {
                    throw new InterruptedIOException("told to end");
                }))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("told to end");
    }

    private void await(HttpUrl url, Duration limit) throws IOException {
        Hydras.at(url.toString()).awaitReady(limit, () -> now, this::pause);
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
