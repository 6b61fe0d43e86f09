package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.CLIENT;
import static orycli.command.oauth2client.Creation.CREATED;
import static orycli.command.oauth2client.Creation.answer;
import static orycli.command.oauth2client.Creation.at;
import static orycli.command.oauth2client.Creation.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;

/** Requests that go through the proxy of an environment variable. */
final class CreateThroughProxyTest {
    private static final String HYDRA = "http://hydra.example:4445";
    private static final String SECURE_HYDRA = "https://hydra.example:4445";

    @StartStop
    private final MockWebServer proxy = new MockWebServer();

    @Test
    void asksTheProxyForAPlainServer() throws InterruptedException {
        proxy.enqueue(answer(201, CLIENT));

        assertThat(Cli.with("HTTP_PROXY", "127.0.0.1:" + proxy.getPort()).execute(at(HYDRA)))
                .isEqualTo(CREATED);
        RecordedRequest request = proxy.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST http://hydra.example:4445/admin/clients HTTP/1.1");
        assertThat(request.getHeaders().get("Proxy-Authorization")).isNull();
    }

    @Test
    void signsInAtTheProxyWithoutShowingThat() throws InterruptedException {
        proxy.enqueue(new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                .build());
        proxy.enqueue(answer(201, CLIENT));

        Cli.Result result = Cli.with("http_proxy", "http://aladdin:opensesame@127.0.0.1:" + proxy.getPort())
                .execute(at(HYDRA, "--debug"));

        assertThat(result.exitCode()).isZero();
        proxy.takeRequest();
        assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization"))
                .isEqualTo("Basic YWxhZGRpbjpvcGVuc2VzYW1l");
        assertThat(result.stderr()).doesNotContain("aladdin", "opensesame", "YWxhZGRpbjpvcGVuc2VzYW1l");
    }

    @Test
    void saysThatTheProxyRefusesTheCredentials() {
        for (int i = 0; i < 2; i++) {
            proxy.enqueue(new MockResponse.Builder()
                    .code(407)
                    .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                    .build());
        }

        assertThat(Cli.with("HTTP_PROXY", "http://aladdin:opensesame@127.0.0.1:" + proxy.getPort())
                        .execute(at(HYDRA)))
                .isEqualTo(failure(
                        5,
                        "Error: cannot create the client: 407 Client Error",
                        "Put the proxy's credentials into HTTP_PROXY or HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT."));
    }

    @Test
    void asksTheProxyForATunnelToASecureServer(@TempDir Path directory) throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("hydra.example")
                .build();
        Path caFile = Files.writeString(directory.resolve("ca.pem"), certificate.certificatePem());
        proxy.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        proxy.enqueue(new MockResponse.Builder().inTunnel().build());
        proxy.enqueue(answer(201, CLIENT));

        assertThat(Cli.with("HTTPS_PROXY", "http://aladdin:opensesame@127.0.0.1:" + proxy.getPort())
                        .execute(at(SECURE_HYDRA, "--ca-cert", caFile.toString())))
                .isEqualTo(CREATED);
        RecordedRequest connect = proxy.takeRequest();
        assertThat(connect.getRequestLine()).isEqualTo("CONNECT hydra.example:4445 HTTP/1.1");
        assertThat(connect.getHeaders().get("Proxy-Authorization")).isEqualTo("Basic YWxhZGRpbjpvcGVuc2VzYW1l");
        RecordedRequest request = proxy.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/admin/clients");
        assertThat(request.getHeaders().get("Proxy-Authorization")).isNull();
    }

    /** A key may come by either, as it may be elsewhere. */
    @Test
    void tellsNeitherOfTwoProxiesThePasswordOfTheOther() throws Exception {
        try (MockWebServer tunnel = new MockWebServer()) {
            tunnel.start();
            tunnel.enqueue(new MockResponse.Builder().code(403).inTunnel().build());
            proxy.enqueue(new MockResponse.Builder()
                    .code(407)
                    .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                    .build());
            proxy.enqueue(answer(404, ""));
            Cli cli = Cli.with("HTTP_PROXY", "http://aladdin:opensesame@127.0.0.1:" + proxy.getPort())
                    .and("HTTPS_PROXY", "http://jinni:lamp@127.0.0.1:" + tunnel.getPort());

            assertThat(cli.execute(at(HYDRA, "--pgp-key-url", "https://keys.example/key.asc")))
                    .isEqualTo(failure(
                            5,
                            "Error: cannot reach https://keys.example:443: Unexpected response code for CONNECT: 403"));
            assertThat(tunnel.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isEqualTo("Basic amlubmk6bGFtcA==");
            assertThat(cli.execute(at(HYDRA, "--pgp-key-url", "http://keys.example/key.asc")))
                    .isEqualTo(failure(1, "Error: http://keys.example/key.asc does not exist (HTTP 404)"));
            assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isNull();
            assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isEqualTo("Basic YWxhZGRpbjpvcGVuc2VzYW1l");
        }
    }

    @Test
    void saysThatTheProxyRefusesTheTunnel() {
        proxy.enqueue(new MockResponse.Builder().code(403).inTunnel().build());

        assertThat(Cli.with("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getPort())
                        .execute(at(SECURE_HYDRA)))
                .isEqualTo(failure(
                        5,
                        "Error: cannot reach https://hydra.example:4445: Unexpected response code for CONNECT: 403"));
    }

    @Test
    void saysThatTheProxyWantsOtherCredentialsForTheTunnel() {
        for (int i = 0; i < 2; i++) {
            proxy.enqueue(new MockResponse.Builder()
                    .code(407)
                    .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                    .inTunnel()
                    .build());
        }

        assertThat(Cli.with("HTTPS_PROXY", "http://aladdin:opensesame@127.0.0.1:" + proxy.getPort())
                        .execute(at(SECURE_HYDRA)))
                .isEqualTo(failure(
                        5,
                        "Error: cannot reach https://hydra.example:4445: the proxy asks for credentials",
                        "Put the proxy's credentials into HTTP_PROXY or HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT."));
    }

    @Test
    void namesTheProxyThatCannotBeReached() {
        assertThat(Cli.with("HTTP_PROXY", "http://proxy.invalid:3128").execute(at(HYDRA)))
                .isEqualTo(failure(
                        5, "Error: cannot reach http://hydra.example:4445: the proxy's host proxy.invalid is unknown"));
    }

    @Test
    void namesTheProxyThatRefusesConnections() throws IOException {
        int port = proxy.getPort();
        proxy.close();

        assertThat(Cli.with("HTTP_PROXY", "http://127.0.0.1:" + port).execute(at(HYDRA)))
                .isEqualTo(failure(
                        5,
                        "Error: cannot reach http://hydra.example:4445: connection refused by the proxy 127.0.0.1:"
                                + port));
    }

    @Test
    void obeysTheExceptions() {
        assertThat(Cli.with("HTTP_PROXY", "127.0.0.1:" + proxy.getPort())
                        .and("NO_PROXY", ".invalid")
                        .execute(at("http://hydra.invalid:4445")))
                .isEqualTo(failure(5, "Error: cannot reach http://hydra.invalid:4445: unknown host"));
        assertThat(proxy.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "hydra.localhost"})
    void asksNoProxyForLoopback(String host) throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(answer(201, CLIENT));

            assertThat(Cli.with("HTTP_PROXY", "127.0.0.1:" + proxy.getPort())
                            .execute(at("http://" + host + ":" + server.getPort())))
                    .isEqualTo(CREATED);
        }
        assertThat(proxy.getRequestCount()).isZero();
    }

    @Test
    void doesNotQuoteAVariableThatNamesNoProxy() {
        assertThat(Cli.with("HTTP_PROXY", "http://aladdin:opensesame@:x").execute(at(HYDRA)))
                .isEqualTo(failure(1, "Error: the environment variable HTTP_PROXY does not name a proxy"));
    }

    @Test
    void sendsNoPasswordInTheClearToAProxyThatIsReachedByTls() {
        assertThat(Cli.with("HTTPS_PROXY", "https://aladdin:opensesame@127.0.0.1:" + proxy.getPort())
                        .execute(at(SECURE_HYDRA)))
                .isEqualTo(failure(
                        1,
                        "Error: the environment variable HTTPS_PROXY names a proxy that is reached by TLS, which is not"
                                + " supported; use an http:// or socks5:// one"));
        assertThat(proxy.getRequestCount()).isZero();
    }
}
