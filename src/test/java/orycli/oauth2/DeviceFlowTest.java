package orycli.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import orycli.http.ConnectionException;
import orycli.http.Pace;
import orycli.http.Sender;

final class DeviceFlowTest {
    private static final DeviceCode CODE = new DeviceCode(
            "opaque",
            "ABCD1234",
            "https://id.example.org/device",
            Optional.empty(),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1));

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final MockWebServer again = new MockWebServer();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<IOException> troubles = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @AfterEach
    void stop() {
        again.close();
    }

    private DeviceFlow flow(Consumer<Integer> beforeQuestion) {
        return flow("http", new OkHttpClient(), beforeQuestion);
    }

    private DeviceFlow flow(String scheme, OkHttpClient http, Consumer<Integer> beforeQuestion) {
        HttpUrl url = HttpUrl.get(scheme + "://127.0.0.1:" + server.getPort() + "/");
        Client client = Client.open("tv");
        Sender sender = new Sender(http, new Pace(wait -> {}));
        return new DeviceFlow(url, client, sender, new TokenEndpoint(url, client, sender), () -> now, wait -> {
            pauses.add(wait);
            beforeQuestion.accept(pauses.size());
        });
    }

    private static void answer(MockWebServer server, int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void startAgain() {
        answer(again, 200, "{\"access_token\":\"ory_at_1\",\"token_type\":\"bearer\"}");
        try {
            again.start(InetAddress.getLoopbackAddress(), server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A person is still typing. */
    @Test
    void goesOnWhereTheServerRestarts() throws IOException {
        answer(server, 400, "{\"error\":\"authorization_pending\"}");
        DeviceFlow flow = flow(question -> {
            if (question == 2) {
                server.close();
            }
            if (question == 4) {
                startAgain();
            }
        });

        assertThat(flow.await(CODE, troubles::add).path("access_token").asText())
                .isEqualTo("ory_at_1");
    }

    /** Who waits for longer, as nobody answers, does so no longer than that. */
    @Test
    void asksAsOftenAsBeforeOnceItIsAnsweredAgain() throws IOException {
        answer(server, 400, "{\"error\":\"authorization_pending\"}");
        answer(server, 502, "");
        answer(server, 400, "{\"error\":\"slow_down\"}");
        answer(server, 200, "{\"access_token\":\"ory_at_1\",\"token_type\":\"bearer\"}");

        flow(question -> {}).await(CODE, troubles::add);

        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(6));
        assertThat(troubles).hasSize(1);
    }

    /** A server that is looked after asks to wait, and a person is still typing. */
    @Test
    void waitsAsLongAsABusyServerAsks() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "120")
                .build());
        answer(server, 200, "{\"access_token\":\"ory_at_1\",\"token_type\":\"bearer\"}");
        DeviceCode code = new DeviceCode(
                "opaque", "A", CODE.address(), Optional.empty(), Duration.ofMinutes(10), Duration.ofSeconds(1));

        assertThat(flow(question -> {}).await(code, troubles::add).has("access_token"))
                .isTrue();
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofMinutes(2));
        assertThat(troubles).hasSize(1);
    }

    /** The longer it waits, the sooner the code is over. */
    @Test
    void asksOnceMoreBeforeTheCodeIsOver() throws IOException {
        for (int i = 0; i < 5; i++) {
            answer(server, 502, "");
        }
        answer(server, 200, "{\"access_token\":\"ory_at_1\",\"token_type\":\"bearer\"}");
        DeviceFlow flow = flow(question -> now = now.plus(pauses.get(question - 1)));

        assertThat(flow.await(CODE, troubles::add).has("access_token")).isTrue();
        assertThat(pauses.subList(0, 5))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(16));
        assertThat(pauses.get(5)).isEqualTo(Duration.ofMillis(14_500));
    }

    @Test
    void saysThatTheServerIsGoneWhereItDoesNotComeBack() {
        answer(server, 400, "{\"error\":\"authorization_pending\"}");
        DeviceFlow flow = flow(question -> {
            if (question == 2) {
                server.close();
            }
            now = question == 3 ? Instant.EPOCH.plus(CODE.life()) : now;
        });

        assertThatThrownBy(() -> flow.await(CODE, troubles::add)).isInstanceOf(ConnectionException.class);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void saysThatNobodyApprovedWhereTheServerWasThereToTheEnd() {
        answer(server, 502, "");
        answer(server, 400, "{\"error\":\"authorization_pending\"}");
        DeviceFlow flow = flow(question -> now = question == 2 ? Instant.EPOCH.plus(CODE.life()) : now);

        assertThatThrownBy(() -> flow.await(CODE, troubles::add))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("cannot get a token: nobody approved it in time");
    }

    /** Another server is there. To wait mends nothing. */
    @Test
    void failsAtOnceWhereItsCertificateIsNotTrustedAnyMore() {
        HandshakeCertificates trusted = selfSigned();
        HandshakeCertificates other = selfSigned();
        server.useHttps(trusted.sslSocketFactory());
        answer(server, 400, "{\"error\":\"authorization_pending\"}");
        OkHttpClient client = new OkHttpClient.Builder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
        DeviceFlow flow = flow("https", client, question -> {
            if (question == 2) {
                client.connectionPool().evictAll();
                server.useHttps(other.sslSocketFactory());
            }
        });

        assertThatThrownBy(() -> flow.await(CODE, troubles::add))
                .hasRootCauseInstanceOf(CertPathBuilderException.class);
        assertThat(pauses).hasSize(2);
    }

    private static HandshakeCertificates selfSigned() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
    }

    @Test
    void failsWhereNothingWasEverThere() {
        DeviceFlow flow = flow(question -> server.close());

        assertThatThrownBy(() -> flow.await(CODE, troubles::add)).isInstanceOf(ConnectionException.class);
    }
}
