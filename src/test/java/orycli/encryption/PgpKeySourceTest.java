package orycli.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.encryption.PgpKeys.Kind;

final class PgpKeySourceTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final PgpKeys KEY = PgpKeys.plain(Kind.CURVE25519);

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final OkHttpClient http =
            new OkHttpClient.Builder().followRedirects(false).build();

    @Test
    void readsBase64OfAnArmoredKey() throws IOException {
        assertEncrypts(PgpKeySource.inline(KEY.base64()));
    }

    @Test
    void readsBase64OfABinaryKeyInAnyAlphabetWithAndWithoutPadding() throws IOException {
        assertEncrypts(PgpKeySource.inline(Base64.getEncoder().encodeToString(KEY.binary())));
        assertEncrypts(PgpKeySource.inline(Base64.getUrlEncoder().encodeToString(KEY.binary())));
        assertEncrypts(
                PgpKeySource.inline(Base64.getUrlEncoder().withoutPadding().encodeToString(KEY.binary())));
    }

    @Test
    void readsBase64WithLineBreaks() throws IOException {
        assertEncrypts(PgpKeySource.inline(" \n" + Base64.getMimeEncoder().encodeToString(KEY.binary()) + "\n"));
    }

    @Test
    void readsAnArmoredKey() throws IOException {
        assertEncrypts(PgpKeySource.inline(KEY.armored()));
        assertEncrypts(PgpKeySource.inline("\n  " + KEY.armored().replace("\n", "\r\n")));
    }

    @Test
    void readsTheContentsOfAFileInEveryForm() throws IOException {
        assertEncrypts(PgpKeySource.inline(KEY.binary(), "the file key.gpg"));
        assertEncrypts(PgpKeySource.inline(bytes(KEY.armored()), "the file key.asc"));
        assertEncrypts(PgpKeySource.inline(bytes(KEY.base64()), "the file key.b64"));
    }

    @Test
    void callsAFileThatIsNoKeyAFailureOfItsContents() {
        for (String contents : List.of("", "hello", "!!!")) {
            assertThatExceptionOfType(PgpKeyException.class)
                    .isThrownBy(() -> PgpKeySource.inline(bytes(contents), "the file key.asc"))
                    .withMessage("the file key.asc holds no PGP public key");
        }
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeySource.inline(KEY.privateBinary(), "the file key.gpg"))
                .withMessage("the file key.gpg holds a private key where a public key belongs; keep it to yourself and"
                        + " give what 'gpg --armor --export' prints");
    }

    @Test
    void knowsWhichKeysAreAtHand() {
        assertThat(PgpKeySource.inline(KEY.base64()).isRemote()).isFalse();
        assertThat(PgpKeySource.url(server.url("/key.asc"), http).isRemote()).isTrue();
        assertThat(PgpKeySource.keybase("alice", http, server.url("/")).isRemote())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "key.asc", "aGVsbG8", "a", "====", "ключ"})
    void callsTextThatIsNoKeyWrongUsage(String text) {
        assertThatExceptionOfType(KeyArgumentException.class)
                .isThrownBy(() -> PgpKeySource.inline(text).encryptor(CLOCK))
                .withMessageMatching("it (is neither base64 nor an armored PGP key|holds no PGP public key)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t"})
    void callsAnEmptyKeyWrongUsage(String text) {
        assertThatExceptionOfType(KeyArgumentException.class)
                .isThrownBy(() -> PgpKeySource.inline(text))
                .withMessage("it is empty");
    }

    @Test
    void callsAPrivateKeyWrongUsageAndDoesNotRepeatIt() {
        String message = "it holds a private key where a public key belongs; keep it to yourself and give what"
                + " 'gpg --armor --export' prints";
        for (String text : List.of(
                KEY.privateArmored(),
                Base64.getEncoder().encodeToString(KEY.privateBinary()),
                Base64.getEncoder().encodeToString(KEY.privateArmored().getBytes(StandardCharsets.US_ASCII)))) {
            assertThatExceptionOfType(KeyArgumentException.class)
                    .isThrownBy(() -> PgpKeySource.inline(text).encryptor(CLOCK))
                    .withMessage(message);
        }
    }

    @Test
    void callsAnUnusableKeyAFailureOfItsContents() {
        PgpKeys revoked = PgpKeys.of(Kind.CURVE25519).revoked().build();
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeySource.inline(revoked.base64()).encryptor(CLOCK))
                .withMessage("the PGP key " + revoked.keyId(0) + " (Alice <alice@example.org>) has been revoked");
    }

    @Test
    void loadsNothingOfBouncyCastleBeforeItEncrypts() throws Exception {
        List<String> loaded = new ArrayList<>();
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        loaded.add(name);
                        return super.findClass(name);
                    }
                }) {
            Class<?> sources = Class.forName(PgpKeySource.class.getName(), true, loader);
            Object source = sources.getMethod("inline", String.class).invoke(null, KEY.base64());
            assertThat(loaded).isNotEmpty().noneMatch(name -> name.startsWith("org.bouncycastle"));

            sources.getMethod("encryptor", Clock.class).invoke(source, CLOCK);
            assertThat(loaded).anyMatch(name -> name.startsWith("org.bouncycastle"));
        }
    }

    @Test
    void fetchesAnArmoredKey() throws Exception {
        server.enqueue(new MockResponse.Builder().body(KEY.armored()).build());
        assertEncrypts(PgpKeySource.url(server.url("/key.asc?token=t"), http));
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /key.asc?token=t HTTP/1.1");
    }

    @Test
    void fetchesABinaryKey() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(KEY.binary()))
                .build());
        assertEncrypts(PgpKeySource.url(server.url("/key.gpg"), http));
    }

    @Test
    void asksNobodyBeforeItEncrypts() {
        PgpKeySource.url(server.url("/key.asc"), http);
        PgpKeySource.keybase("alice", http, server.url("/"));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void reportsThatTheKeyDoesNotExist() {
        server.enqueue(status(404));
        assertFails("/key.asc?token=t", server.url("/key.asc") + " does not exist (HTTP 404)");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 401, 403, 500, 503})
    void reportsAnyOtherStatus(int status) {
        server.enqueue(status(status));
        assertFails("/key.asc", server.url("/key.asc") + " answered with HTTP " + status);
    }

    @Test
    void namesNoCredentialsOfAnAddress() {
        server.enqueue(status(403));
        HttpUrl url = server.url("/key.asc?token=t#f")
                .newBuilder()
                .username("me")
                .password("pw")
                .build();
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeySource.url(url, http).encryptor(CLOCK))
                .withMessage(server.url("/key.asc") + " answered with HTTP 403");
    }

    @Test
    void reportsAWebPage() {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html; charset=utf-8")
                .body("<!doctype html><p>Sign in")
                .build());
        assertFails("/key.asc", server.url("/key.asc") + " is a web page, not a PGP key");
    }

    @Test
    void readsTheKeyOutOfTheWebPageOfAKeyServer() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html")
                .body("<html><pre>\n" + KEY.armored() + "</pre></html>")
                .build());
        assertEncrypts(PgpKeySource.url(server.url("/pks/lookup"), http));
    }

    @Test
    void reportsAnAnswerThatIsNoKey() {
        server.enqueue(new MockResponse.Builder().body("").build());
        server.enqueue(new MockResponse.Builder().body("<p>Hello").build());
        server.enqueue(new MockResponse.Builder().body(KEY.privateArmored()).build());
        String answer = "the answer of " + server.url("/key.asc");
        assertFails("/key.asc", answer + " holds no PGP public key");
        assertFails("/key.asc", answer + " holds no PGP public key");
        assertFails(
                "/key.asc",
                answer + " holds a private key where a public key belongs; keep it to yourself and give what"
                        + " 'gpg --armor --export' prints");
    }

    @Test
    void readsOneMebibyteAndNoMore() throws IOException {
        String padding = "x".repeat((1 << 20) - KEY.armored().length());
        server.enqueue(new MockResponse.Builder()
                .chunkedBody(padding + KEY.armored(), 8192)
                .build());
        server.enqueue(new MockResponse.Builder()
                .chunkedBody(padding + "x" + KEY.armored(), 8192)
                .build());
        assertEncrypts(PgpKeySource.url(server.url("/key.asc"), http));
        assertFails(
                "/key.asc", "the answer of " + server.url("/key.asc") + " is larger than 1 MiB, which no PGP key is");
    }

    @Test
    void passesNetworkTroubleOn() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder()
                .body(KEY.armored())
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        PgpKeySource source = PgpKeySource.url(server.url("/key.asc"), http);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> source.encryptor(CLOCK))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(PgpKeyException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsARedirect(int status) throws Exception {
        server.enqueue(redirect(status, "../keys/alice.asc"));
        server.enqueue(new MockResponse.Builder().body(KEY.armored()).build());
        assertEncrypts(PgpKeySource.url(server.url("/users/alice"), http));
        server.takeRequest();
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /keys/alice.asc HTTP/1.1");
    }

    @Test
    void followsFiveRedirectsAndNoMore() throws IOException {
        for (int i = 0; i < 5; i++) {
            server.enqueue(redirect(302, "/again"));
        }
        server.enqueue(new MockResponse.Builder().body(KEY.armored()).build());
        assertEncrypts(PgpKeySource.url(server.url("/key.asc"), http));

        for (int i = 0; i < 6; i++) {
            server.enqueue(redirect(302, "/again"));
        }
        assertFails("/key.asc", server.url("/key.asc") + " redirects more than 5 times");
    }

    @Test
    void reportsARedirectToNowhere() {
        server.enqueue(status(302));
        server.enqueue(redirect(302, "ftp://example.org/key.asc"));
        assertFails("/key.asc", server.url("/key.asc") + " redirects to nowhere (HTTP 302)");
        assertFails("/key.asc", server.url("/key.asc") + " redirects to nowhere (HTTP 302)");
    }

    @Test
    void followsNoRedirectFromHttpsToHttp() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName(server.getHostName())
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        Call.Factory https = http.newBuilder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
        server.enqueue(redirect(301, "http://example.org/key.asc?token=t"));
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(
                        () -> PgpKeySource.url(server.url("/key.asc"), https).encryptor(CLOCK))
                .withMessage(server.url("/key.asc") + " redirects to http://example.org/key.asc, which is not followed"
                        + " because the connection is not encrypted");
        assertThat(server.getRequestCount()).isOne();
    }

    /** Whoever is between two computers can exchange what is not encrypted, be it the key or the way to it. */
    @Test
    void saysThatTheKeyCameOverAConnectionThatIsNotEncrypted() throws IOException {
        Call.Factory proxied = http.newBuilder().proxy(server.getProxyAddress()).build();
        HttpUrl elsewhere = HttpUrl.get("http://keys.example/key.asc?token=t");
        server.enqueue(new MockResponse.Builder().body(KEY.armored()).build());
        server.enqueue(redirect(302, elsewhere.toString()));
        server.enqueue(new MockResponse.Builder().body(KEY.armored()).build());
        server.enqueue(redirect(302, server.url("/key.asc").toString()));
        server.enqueue(new MockResponse.Builder().body(KEY.armored()).build());

        String note = "the PGP key came over a connection that is not encrypted (http://keys.example/key.asc), where"
                + " it can be exchanged.";
        assertThat(notes(elsewhere, proxied)).containsExactly(note);
        assertThat(notes(server.url("/sent/elsewhere"), proxied)).containsExactly(note);
        assertThat(notes(elsewhere, proxied)).containsExactly(note);
    }

    @Test
    void hasNothingToSayAboutAKeyFromThisComputer() throws IOException {
        server.enqueue(redirect(302, "/key.asc"));
        server.enqueue(new MockResponse.Builder().body(KEY.armored()).build());
        assertThat(notes(server.url("/users/alice"), http)).isEmpty();
    }

    private static List<String> notes(HttpUrl url, Call.Factory http) throws IOException {
        return PgpKeySource.url(url, http).encryptor(CLOCK).notes();
    }

    @Test
    void fetchesAllKeysOfAKeybaseUser() throws Exception {
        PgpKeys second = PgpKeys.plain(Kind.RSA);
        server.enqueue(new MockResponse.Builder()
                .body(KEY.armored() + "\n" + second.armored())
                .build());
        String message = PgpKeySource.keybase("alice_1", http, server.url("/"))
                .encryptor(CLOCK)
                .encrypt("secret");
        assertThat(PgpKeys.recipients(message)).containsExactly(KEY.keyId(1), second.keyId(1));
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /alice_1/pgp_keys.asc HTTP/1.1");
    }

    @Test
    void asksAKeybaseBelowAPath() throws Exception {
        server.enqueue(new MockResponse.Builder().body(KEY.armored()).build());
        assertEncrypts(PgpKeySource.keybase("alice", http, server.url("/mirror/")));
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /mirror/alice/pgp_keys.asc HTTP/1.1");
    }

    @Test
    void reportsAnUnknownKeybaseUser() {
        server.enqueue(status(404));
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() ->
                        PgpKeySource.keybase("alice", http, server.url("/")).encryptor(CLOCK))
                .withMessage("Keybase knows no user alice, or the user has no PGP key there");
    }

    @Test
    void reportsAKeybaseUserWithoutAKey() {
        server.enqueue(new MockResponse.Builder()
                .body("SELF-SIGNED PUBLIC KEY NOT FOUND")
                .build());
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() ->
                        PgpKeySource.keybase("alice", http, server.url("/")).encryptor(CLOCK))
                .withMessage("Keybase's answer for the user alice holds no PGP public key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "a/b", "alice,bob", "alice bob", "%2e%2e", "alice?x", "älice"})
    void callsWhatIsNoKeybaseUserWrongUsage(String user) {
        assertThatExceptionOfType(KeyArgumentException.class)
                .isThrownBy(() -> PgpKeySource.keybase(user, http, server.url("/")))
                .withMessage(
                        "it is not the name of one Keybase user, which is made of letters, digits and underscores");
    }

    private void assertFails(String path, String message) {
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeySource.url(server.url(path), http).encryptor(CLOCK))
                .withMessage(message);
    }

    private static void assertEncrypts(PgpKeySource source) throws IOException {
        assertThat(KEY.decrypt(source.encryptor(CLOCK).encrypt("secret"))).isEqualTo("secret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MockResponse status(int status) {
        return new MockResponse.Builder().code(status).build();
    }

    private static MockResponse redirect(int status, String location) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Location", location)
                .build();
    }
}
