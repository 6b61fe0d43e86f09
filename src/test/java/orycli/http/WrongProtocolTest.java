package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.RawServer;
import orycli.RawServer.Answer;

/** Plain HTTP spoken to a server that speaks TLS, and the other way round. */
final class WrongProtocolTest {
    private static final HandshakeCertificates CERTIFICATES = new HandshakeCertificates.Builder()
            .heldCertificate(new HeldCertificate.Builder()
                    .addSubjectAlternativeName("localhost")
                    .build())
            .build();

    static Stream<Answer> tlsPorts() {
        return Stream.of(
                // Go
                RawServer.says("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"),
                // nginx
                RawServer.answers(
                        "400 Bad Request",
                        "<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>",
                        "Content-Type: text/html"),
                // Apache
                RawServer.answers(
                        "400 Bad Request",
                        "<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />",
                        "Content-Type: text/html; charset=iso-8859-1"),
                // Tomcat
                RawServer.answers("400 ", "Bad Request\r\nThis combination of host and port requires TLS.\r\n"),
                RawServer.says("\u0015\u0003\u0001\u0000\u0002\u0002\u0016"),
                RawServer.says("\u0015\u0003\u0003\u0000\u0002\u0002\n"),
                RawServer.says("\u0015\u0003\u0003\u0000\u0002\u0002P"));
    }

    @ParameterizedTest
    @MethodSource("tlsPorts")
    void knowsAServerThatSpeaksTls(Answer answer) throws IOException {
        try (RawServer raw = RawServer.start(answer)) {
            ConnectionException failure = failure(raw.url());

            assertThat(failure).hasMessage("it speaks TLS");
            assertThat(failure.isTlsPort()).isTrue();
            assertThat(failure.isPlainPort()).isFalse();
            assertThat(failure.answerLost()).isFalse();
            assertThat(raw.requests()).hasSize(1);
        }
    }

    @Test
    void knowsJavasTls() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(CERTIFICATES.sslSocketFactory());
            server.start();

            assertThat(failure("http://localhost:" + server.getPort()).isTlsPort())
                    .isTrue();
        }
    }

    /** What it says depends on the version of Java, and may be nothing. */
    @Test
    void hasNoAnswerFromJavasOwnServer() throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(CERTIFICATES.sslContext()));
        server.start();
        try {
            assertThat(failure("http://localhost:" + server.getAddress().getPort())
                            .isPlainPort())
                    .isFalse();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void suspectsAServerThatHangsUpWithoutAWord() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.hangsUp())) {
            ConnectionException failure = failure(raw.url());

            assertThat(failure.mayBeTlsPort()).isTrue();
            assertThat(failure.isTlsPort()).isFalse();
            assertThat(failure.answerLost()).isTrue();
        }
    }

    @Test
    void suspectsNobodyWhoSaidSomething() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.says("HTTP/1."))) {
            assertThat(failure(raw.url()).mayBeTlsPort()).isFalse();
        }
    }

    /** A gateway may speak plain HTTP to a server behind it. */
    @Test
    void believesNobodyElseThatSaysSo() throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.answers("502 Bad Gateway", "Client sent an HTTP request to an HTTPS server."))) {
            Request request = new Request.Builder().url(raw.url()).build();

            assertThat(new Sender(client(), new Pace(wait -> {}))
                            .send(request, false, no -> false)
                            .status())
                    .isEqualTo(502);
        }
    }

    static Stream<Answer> plainPorts() {
        return Stream.of(
                RawServer.greets("HTTP/1.1 400 Bad Request\r\n\r\n"),
                RawServer.greets("SSH-2.0-OpenSSH\r\n"),
                RawServer.hangsUp());
    }

    @ParameterizedTest
    @MethodSource("plainPorts")
    void knowsAServerThatSpeaksNoTls(Answer answer) throws IOException {
        try (RawServer raw = RawServer.start(answer)) {
            ConnectionException failure = failure(raw.url().replace("http:", "https:"));

            assertThat(failure.isPlainPort()).isTrue();
            assertThat(failure.isTlsPort()).isFalse();
            assertThat(failure.answerLost()).isFalse();
        }
    }

    @Test
    void knowsAServerThatRefusesATlsConnection() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.greets("\u0015\u0003\u0003\u0000\u0002\u0002("))) {
            ConnectionException failure = failure(raw.url().replace("http:", "https:"));

            assertThat(failure.isPlainPort()).isFalse();
            assertThat(failure.isTlsPort()).isFalse();
        }
    }

    private static ConnectionException failure(String url) {
        Request request = new Request.Builder().url(url).build();
        ConnectionException[] failure = new ConnectionException[1];
        assertThatThrownBy(() -> new Sender(client(), new Pace(wait -> {})).send(request, false, no -> false))
                .isInstanceOfSatisfying(ConnectionException.class, e -> failure[0] = e);
        return failure[0];
    }

    private static OkHttpClient client() {
        return HttpClients.forSender(new OkHttpClient.Builder()).build();
    }
}
