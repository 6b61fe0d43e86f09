package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import okhttp3.ConnectionSpec;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.http.HttpSettings.ClientCertificate;

final class HttpClientsTest {
    private static final HttpUrl PLAIN = HttpUrl.get("http://hydra.example:4445");

    /** The system's trust store takes long to read, and a connection without TLS never looks at it. */
    @Test
    void readsNoCertificatesForAPlainServer() throws IOException {
        OkHttpClient client = clients(Optional.empty(), Optional.empty()).forApi(PLAIN);

        assertThat(client.connectionSpecs()).containsExactly(ConnectionSpec.CLEARTEXT);
        assertThat(client.x509TrustManager()).isNull();
    }

    @Test
    void followsNoRedirectAndRepeatsNothingByItself() throws IOException {
        OkHttpClient client = clients(Optional.empty(), Optional.empty()).forApi(PLAIN);

        assertThat(client.followRedirects()).isFalse();
        assertThat(client.followSslRedirects()).isFalse();
        assertThat(client.retryOnConnectionFailure()).isFalse();
        assertThat(client.callTimeoutMillis()).isEqualTo(7000);
    }

    /** Who names a file believes that it is used: a mistake in it must not pass because the address is a plain one. */
    @Test
    void readsTheCertificatesThatAreNamedEvenForAPlainServer() {
        Path missing = Path.of("missing.pem");

        assertThatThrownBy(() -> clients(Optional.of(missing), Optional.empty()).forApi(PLAIN))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("missing.pem");
        assertThatThrownBy(() -> clients(Optional.empty(), Optional.of(new ClientCertificate(missing, missing)))
                        .forApi(PLAIN))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("missing.pem");
    }

    /** RFC 6761, section 6.3; no resolver is asked, which may know them otherwise or not at all. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost.", "hydra.localhost", "hydra.localhost."})
    void findsThisComputerByItsNames(String host) throws IOException {
        OkHttpClient client = clients(Optional.empty(), Optional.empty()).forApi(PLAIN);

        assertThat(client.dns().lookup(host)).hasSize(2).allMatch(InetAddress::isLoopbackAddress);
    }

    private static HttpClients clients(Optional<Path> caCertificates, Optional<ClientCertificate> clientCertificate) {
        return new HttpClients(new HttpSettings(
                Duration.ofSeconds(7),
                "test",
                Headers.EMPTY,
                false,
                caCertificates,
                clientCertificate,
                name -> Optional.empty(),
                Optional.empty()));
    }
}
