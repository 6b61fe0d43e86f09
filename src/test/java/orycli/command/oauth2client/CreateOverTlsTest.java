package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.CLIENT;
import static orycli.command.oauth2client.Creation.CREATED;
import static orycli.command.oauth2client.Creation.answer;
import static orycli.command.oauth2client.Creation.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.RawServer;

/** Whom the program trusts, and whom it says that it is. */
final class CreateOverTlsTest {
    private static final String TRUST_ADVICE =
            "Name the certificates to trust with --ca-cert FILE; --skip-tls-verify trusts anyone.";

    private static final HeldCertificate CA =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate SERVER = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .signedBy(CA)
            .build();
    private static final HeldCertificate RSA =
            new HeldCertificate.Builder().rsa2048().signedBy(CA).build();
    private static final HeldCertificate EC =
            new HeldCertificate.Builder().ecdsa256().signedBy(CA).build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory;

    private String caFile = "";

    @BeforeEach
    void speakTls() throws IOException {
        HandshakeCertificates handshake = new HandshakeCertificates.Builder()
                .heldCertificate(SERVER)
                .addTrustedCertificate(CA.certificate())
                .build();
        server.useHttps(handshake.sslSocketFactory());
        caFile = file("ca.pem", CA.certificatePem());
    }

    @Test
    void trustsNoUnknownAuthority() {
        assertThat(run())
                .isEqualTo(failure(
                        5, "Error: cannot reach " + server() + ": its certificate is not trusted", TRUST_ADVICE));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void trustsTheAuthorityInTheFile() {
        server.enqueue(answer(201, CLIENT));

        assertThat(run("--ca-cert", caFile)).isEqualTo(CREATED);
    }

    @Test
    void findsTheAuthorityAmongOthersAndComments() throws IOException {
        server.enqueue(answer(201, CLIENT));
        String bundle = "# Our own -- and others\nSubject: somebody\n" + RSA.certificatePem() + "\r\n"
                + RSA.privateKeyPkcs8Pem() + "\n# ours\n" + CA.certificatePem() + "the end";

        assertThat(run("--ca-cert", file("bundle.pem", bundle))).isEqualTo(CREATED);
    }

    @Test
    void trustsNobodyBesideTheFile() throws IOException {
        HeldCertificate other =
                new HeldCertificate.Builder().certificateAuthority(0).build();

        assertThat(run("--ca-cert", file("other.pem", other.certificatePem())))
                .isEqualTo(failure(
                        5, "Error: cannot reach " + server() + ": its certificate is not trusted", TRUST_ADVICE));
    }

    @Test
    void skipsAllChecksIfTold() {
        server.enqueue(answer(201, CLIENT));
        server.enqueue(answer(201, CLIENT));

        assertThat(run("--skip-tls-verify")).isEqualTo(CREATED);
        assertThat(runAt("https://127.0.0.1:" + server.getPort(), "--skip-tls-verify"))
                .isEqualTo(CREATED);
    }

    /** The flag is about the API; whoever stands in for a key server would read every secret. */
    @Test
    void checksTheCertificateOfAKeyServerWhateverItSkipsForTheApi() throws IOException {
        HeldCertificate other =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        Cli.Result untrusted =
                failure(5, "Error: cannot reach " + server() + ": its certificate is not trusted", TRUST_ADVICE);
        try (MockWebServer hydra = new MockWebServer()) {
            hydra.start();
            Cli cli = Cli.at(hydra.url("/").toString());
            String key = server() + "/key.asc";

            assertThat(cli.create("--skip-tls-verify", "--pgp-key-url", key)).isEqualTo(untrusted);
            assertThat(cli.create(
                            "--skip-tls-verify",
                            "--pgp-key-url",
                            key,
                            "--ca-cert",
                            file("other.pem", other.certificatePem())))
                    .isEqualTo(untrusted);
            assertThat(hydra.getRequestCount()).isZero();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void refusesACertificateForAnotherHost() {
        assertThat(runAt("https://127.0.0.1:" + server.getPort(), "--ca-cert", caFile))
                .isEqualTo(failure(
                        5,
                        "Error: cannot reach https://127.0.0.1:" + server.getPort()
                                + ": its certificate is for another host",
                        "Address it by a name that is in its certificate; --skip-tls-verify trusts anyone."));
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void showsItsCertificate(boolean rsa) throws Exception {
        server.requireClientAuth();
        server.enqueue(answer(201, CLIENT));
        HeldCertificate client = rsa ? RSA : EC;

        assertThat(runWith(client.certificatePem(), client.privateKeyPkcs8Pem()))
                .isEqualTo(CREATED);
        assertThat(server.takeRequest().getHandshake().peerCertificates().get(0))
                .isEqualTo(client.certificate());
    }

    @Test
    void findsItsKeyBehindItsCertificate() throws IOException {
        server.requireClientAuth();
        server.enqueue(answer(201, CLIENT));
        String both = EC.certificatePem() + EC.privateKeyPkcs8Pem();

        assertThat(runWith(both, both)).isEqualTo(CREATED);
    }

    /** Since TLS 1.3 the request may be on its way before the refusal arrives, if that arrives before the connection is gone. */
    @Test
    void failsWhereTheServerWantsACertificate() {
        server.requireClientAuth();

        Cli.Result result = run("--ca-cert", caFile);

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .matches("(?s)Error: (cannot reach " + server() + "|it is unknown whether the client was created): .*");
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void saysHowToConvertAKeyOfAnotherForm(String kind) throws IOException {
        String key = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n-----BEGIN " + kind
                + "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nQUJD\n-----END " + kind + "-----\n";
        String keyFile = directory.resolve("key.pem").toString();

        assertThat(runWith(RSA.certificatePem(), key))
                .isEqualTo(failure(
                        1,
                        "Error: " + keyFile + " holds a key of the kind '" + kind
                                + "'; convert it with: openssl pkcs8 -topk8 -nocrypt -in " + keyFile
                                + " -out key.pem"));
    }

    @Test
    void refusesAKeyThatDoesNotFit() throws IOException {
        String other = new HeldCertificate.Builder().rsa2048().build().privateKeyPkcs8Pem();
        String longer = new HeldCertificate.Builder().ecdsa256().build().privateKeyPkcs8Pem();
        String broken = "-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n";
        Cli.Result refused = failure(
                1, "Error: " + directory.resolve("key.pem") + " holds no private key that fits the certificate");

        assertThat(runWith(RSA.certificatePem(), other)).isEqualTo(refused);
        assertThat(runWith(RSA.certificatePem(), EC.privateKeyPkcs8Pem())).isEqualTo(refused);
        assertThat(runWith(EC.certificatePem(), longer)).isEqualTo(refused);
        assertThat(runWith(EC.certificatePem(), broken)).isEqualTo(refused);
    }

    @Test
    void needsBothACertificateAndItsKey() {
        Cli.Result refused = failure(
                2, "Error: --client-cert and --client-key need each other", "See 'ory create oauth2-client --help'.");

        assertThat(run("--client-cert", caFile)).isEqualTo(refused);
        assertThat(run("--client-key", caFile)).isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-----BEGIN CERTIFICATE-----\n"})
    void refusesAFileWithoutWhatItShouldHold(String content) throws IOException {
        String file = file("file.pem", content);
        Cli.Result noCertificate = failure(1, "Error: " + file + " holds no certificate in PEM form");

        assertThat(run("--ca-cert", file)).isEqualTo(noCertificate);
        assertThat(run("--client-cert", file, "--client-key", file)).isEqualTo(noCertificate);
        assertThat(run("--client-cert", caFile, "--client-key", file))
                .isEqualTo(failure(1, "Error: " + file + " holds no private key in PEM form"));
    }

    @Test
    void refusesACertificateThatCannotBeRead() throws IOException {
        String file = file("file.pem", "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n");

        assertThat(run("--ca-cert", file))
                .isEqualTo(failure(1, "Error: " + file + " holds a certificate that cannot be read"));
    }

    @Test
    void namesTheFileThatIsMissing() {
        String file = directory.resolve("missing.pem").toString();
        Cli.Result missing = failure(1, "Error: cannot use " + file + ": no such file");

        assertThat(run("--ca-cert", file)).isEqualTo(missing);
        assertThat(run("--client-cert", file, "--client-key", caFile)).isEqualTo(missing);
        assertThat(run("--client-cert", caFile, "--client-key", file)).isEqualTo(missing);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void readsNoFileWithoutAnEnd() throws IOException {
        String file = file("huge.pem", "x".repeat((1 << 20) + 1));

        assertThat(run("--ca-cert", file))
                .isEqualTo(failure(1, "Error: cannot use " + file + ": it is larger than 1 MiB"));
    }

    @Test
    void readsTheCertificatesThatAreNamedThoughNothingIsCheckedWithThem() {
        String file = directory.resolve("missing.pem").toString();

        assertThat(run("--skip-tls-verify", "--ca-cert", file))
                .isEqualTo(failure(1, "Error: cannot use " + file + ": no such file"));
    }

    @Test
    void asksWhetherAServerSpeaksTls() throws IOException {
        try (RawServer plain = RawServer.start(RawServer.greets("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            String address = plain.url().replace("http", "https");

            assertThat(runAt(address))
                    .isEqualTo(failure(
                            5,
                            "Error: cannot reach " + address
                                    + ": no TLS connection can be made (Unsupported or unrecognized SSL message)",
                            "Does it speak plain HTTP? Then write http:// in place of https://."));
        }
    }

    private Cli.Result runWith(String certificate, String key) throws IOException {
        return run(
                "--ca-cert",
                caFile,
                "--client-cert",
                file("certificate.pem", certificate),
                "--client-key",
                file("key.pem", key));
    }

    private Cli.Result run(String... flags) {
        return runAt(server(), flags);
    }

    private static Cli.Result runAt(String endpoint, String... flags) {
        return Cli.run(Creation.at(endpoint, flags));
    }

    private String server() {
        return "https://localhost:" + server.getPort();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
