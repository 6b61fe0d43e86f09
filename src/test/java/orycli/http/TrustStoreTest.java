package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are trusted where no flag says so. */
final class TrustStoreTest {
    private static final HeldCertificate CA = authority("Test CA");
    private static final HeldCertificate OTHER = authority("Other CA");
    private static final HeldCertificate INTERMEDIATE = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Intermediate")
            .signedBy(CA)
            .build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private Optional<Path> caCertificates = Optional.empty();
    private List<Path> bundles = List.of();

    @BeforeEach
    void speakTls() {
        speakTls(CA);
    }

    @Test
    void areThoseOfTheFirstBundleThatThereIs() throws IOException {
        bundles = List.of(
                directory.resolve("missing"),
                file("empty", ""),
                file("bundle", "words\n" + OTHER.certificatePem() + "\n# more\n" + CA.certificatePem()),
                file("next", OTHER.certificatePem()));

        assertTrusted();
    }

    @Test
    void areNotThoseOfTheNextBundle() throws IOException {
        bundles = List.of(file("first", OTHER.certificatePem()), file("second", CA.certificatePem()));

        assertUntrusted();
    }

    @Test
    void areThoseOfTheFile() throws IOException {
        bundles = List.of(file("bundle", OTHER.certificatePem()));
        environment.put("SSL_CERT_FILE", file("ca.pem", CA.certificatePem()).toString());

        assertTrusted();
    }

    @Test
    void areThoseOfTheFileAlone() throws IOException {
        bundles = List.of(file("bundle", CA.certificatePem()));
        environment.put("SSL_CERT_FILE", file("ca.pem", OTHER.certificatePem()).toString());

        assertUntrusted();
    }

    @Test
    void areThoseOfTheDirectoriesBesideTheOthers() throws IOException {
        Path certificates = Files.createDirectory(directory.resolve("certs"));
        Files.writeString(certificates.resolve("a.0"), CA.certificatePem());
        Files.writeString(certificates.resolve("README"), "words");
        Files.createDirectory(certificates.resolve("java"));
        environment.put(
                "SSL_CERT_DIR", String.join(File.pathSeparator, directory + "/missing", certificates.toString()));

        assertTrusted();
        bundles = List.of(file("bundle", OTHER.certificatePem()));
        assertTrusted();
        environment.put("SSL_CERT_FILE", file("ca.pem", OTHER.certificatePem()).toString());
        assertTrusted();
        Files.delete(certificates.resolve("a.0"));
        assertUntrusted();
        environment.remove("SSL_CERT_FILE");
        bundles = List.of(file("bundle", CA.certificatePem()));
        assertTrusted();
    }

    @Test
    void areThoseOfTheFlagAlone() throws IOException {
        bundles = List.of(file("bundle", OTHER.certificatePem()));
        environment.put("SSL_CERT_FILE", directory.resolve("missing").toString());
        caCertificates = Optional.of(file("ca.pem", CA.certificatePem()));

        assertTrusted();
        caCertificates = Optional.of(file("other.pem", OTHER.certificatePem()));
        environment.put("SSL_CERT_FILE", caCertificates.get().toString());
        assertUntrusted();
    }

    @Test
    void areJavasWhereTheSystemHasNone() throws IOException {
        environment.put("SSL_CERT_FILE", "");
        environment.put("SSL_CERT_DIR", "");

        assertUntrusted();
    }

    @Test
    void areFoundWhateverElseIsInTheBundle() throws IOException {
        String broken = CA.certificatePem().replace("MII", "AAA");
        bundles = List.of(file(
                "bundle",
                broken + "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n"
                        + "-----BEGIN CERTIFICATE-----\n" + CA.certificatePem()
                        + "-----BEGIN CERTIFICATE-----"));

        assertTrusted();
    }

    @Test
    void areToldApartWhereTheyHaveTheSameName() throws IOException {
        HeldCertificate namesake = authority("Test CA");
        bundles = List.of(file("bundle", namesake.certificatePem()));
        assertUntrusted();

        bundles = List.of(file("both", namesake.certificatePem() + CA.certificatePem()));
        assertTrusted();
    }

    /** A name that is not found in the first part of a certificate. */
    @Test
    void mayHaveLongNames() throws IOException {
        HeldCertificate wordy = authority("x".repeat(1000));
        speakTls(wordy);
        bundles = List.of(file("bundle", OTHER.certificatePem() + wordy.certificatePem()));

        assertTrusted();
    }

    @Test
    void mayBeBehindAnotherOne() throws IOException {
        speakTls(INTERMEDIATE, INTERMEDIATE);
        bundles = List.of(file("bundle", CA.certificatePem()));
        assertTrusted();

        bundles = List.of(file("intermediate", INTERMEDIATE.certificatePem()));
        assertTrusted();
    }

    @Test
    void areAnErrorWhereTheVariableNamesNothingToUse() throws IOException {
        bundles = List.of(file("bundle", CA.certificatePem()));
        Path words = file("words.pem", "words");

        environment.put("SSL_CERT_FILE", "/no/such/file");
        assertRefused("the environment variable SSL_CERT_FILE names /no/such/file, which cannot be read");
        environment.put("SSL_CERT_FILE", words.toString());
        assertRefused(
                "the environment variable SSL_CERT_FILE names " + words + ", which holds no certificate in PEM form");
        environment.remove("SSL_CERT_FILE");
        environment.put("SSL_CERT_DIR", "/no/such/a" + File.pathSeparator + "/no/such/b");
        assertRefused("the environment variable SSL_CERT_DIR names no directory that can be read: /no/such/a"
                + File.pathSeparator + "/no/such/b");
    }

    @Test
    void areNotLookedForWhereNoTlsIsSpoken() {
        environment.put("SSL_CERT_FILE", "/no/such/file");
        HttpClients clients = new HttpClients(settings(), () -> {
            throw new AssertionError("asked");
        });

        assertThatCode(() -> clients.forApi(HttpUrl.get("http://hydra.example")))
                .doesNotThrowAnyException();
    }

    private void speakTls(HeldCertificate authority, HeldCertificate... between) {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(authority)
                .build();
        HandshakeCertificates.Builder handshake = new HandshakeCertificates.Builder();
        switch (between.length) {
            case 0 -> handshake.heldCertificate(own);
            default -> handshake.heldCertificate(own, between[0].certificate());
        }
        server.useHttps(handshake.build().sslSocketFactory());
        for (int i = 0; i < 5; i++) {
            server.enqueue(new MockResponse.Builder().build());
        }
    }

    private void assertTrusted() throws IOException {
        try (Response response = call().execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    private void assertUntrusted() throws IOException {
        Call call = call();
        assertThatThrownBy(() -> {
                    try {
                        call.execute();
                    } catch (IOException e) {
                        throw ConnectionException.of(call.request().url(), e);
                    }
                })
                .cause()
                .isInstanceOf(SSLHandshakeException.class)
                .hasCauseInstanceOf(CertificateException.class);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::call).isInstanceOf(IOException.class).hasMessage(message);
    }

    private Call call() throws IOException {
        HttpUrl url = server.url("/");
        TrustStore store = new TrustStore(bundles, List.of("NoSuchStore"));
        return new HttpClients(settings(), () -> store)
                .forApi(url)
                .newCall(new Request.Builder().url(url).build());
    }

    private HttpSettings settings() {
        return new HttpSettings(
                Duration.ZERO,
                "test",
                Headers.EMPTY,
                false,
                caCertificates,
                Optional.empty(),
                name -> Optional.ofNullable(environment.get(name)),
                Optional.empty());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder()
                .certificateAuthority(1)
                .commonName(name)
                .build();
    }
}
