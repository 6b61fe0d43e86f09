package orycli.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import orycli.http.HttpSettings.ClientCertificate;
import orycli.text.Limited;

/** Whom to trust and who to be. */
final class Tls {
    private static final int LARGEST_FILE_MIB = 1;

    private final X509TrustManager trust;
    private final KeyManager[] keys;
    private final boolean anyHost;

    private Tls(X509TrustManager trust, KeyManager[] keys, boolean anyHost) {
        this.trust = trust;
        this.keys = keys;
        this.anyHost = anyHost;
    }

    /**
     * What the settings say.
     *
     * @param client the certificate to show, if one is to be shown
     * @param trusted whom to trust where no file says so; not asked otherwise
     */
    static Tls of(
            HttpSettings settings, Optional<ClientCertificate> client, boolean insecure, Supplier<TrustStore> trusted)
            throws IOException {
        try {
            // A broken file is an error even where nothing is checked with it.
            List<X509Certificate> authorities = authorities(settings.caCertificates());
            X509TrustManager trust;
            if (insecure) {
                trust = new TrustAnyone();
            } else if (authorities.isEmpty()) {
                trust = trusted.get().manager(settings.environment());
            } else {
                trust = trusting(authorities);
            }
            return new Tls(trust, client.isPresent() ? keyManagers(client.get()) : new KeyManager[0], insecure);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** @throws IOException where a file that the settings name cannot be used */
    static void check(HttpSettings settings) throws IOException {
        try {
            authorities(settings.caCertificates());
            if (settings.clientCertificate().isPresent()) {
                keyManagers(settings.clientCertificate().get());
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> authorities(Optional<Path> file) throws IOException, GeneralSecurityException {
        return file.isPresent() ? certificates(file.get()) : List.of();
    }

    /** What trusts these authorities alone. */
    static X509ExtendedTrustManager trusting(List<X509Certificate> authorities) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        int number = 0;
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("ca-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return only(factory.getTrustManagers());
    }

    /** What trusts the authorities that came with Java. */
    static X509ExtendedTrustManager trustingAsJava() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return only(factory.getTrustManagers());
    }

    private static X509ExtendedTrustManager only(TrustManager[] managers) throws GeneralSecurityException {
        for (TrustManager manager : managers) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e.getMessage(), e);
        }
        return store;
    }

    void configure(OkHttpClient.Builder builder) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            builder.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
        if (anyHost) {
            builder.hostnameVerifier((host, session) -> true);
        }
    }

    private static KeyManager[] keyManagers(ClientCertificate client) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = certificates(client.certificate());
        char[] password = {};
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client", privateKey(client.key(), chain.get(0)), password, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        // The file may hold the key, too, and words for people.
        List<Pem> certificates =
                Pem.in(read(file)).stream().filter(Pem::isCertificate).toList();
        if (certificates.isEmpty()) {
            throw new IOException(file + " holds no certificate in PEM form");
        }
        List<X509Certificate> found = Pem.certificates(certificates);
        if (found.size() < certificates.size()) {
            throw new IOException(file + " holds a certificate that cannot be read");
        }
        return found;
    }

    private static PrivateKey privateKey(Path file, Certificate certificate)
            throws IOException, GeneralSecurityException {
        Pem pem = Pem.in(read(file)).stream()
                .filter(part -> part.label().endsWith("PRIVATE KEY"))
                .findFirst()
                .orElseThrow(() -> new IOException(file + " holds no private key in PEM form"));
        if (!pem.label().equals("PRIVATE KEY")) {
            // Java reads no other form, and an encrypted key would need a passphrase.
            throw new IOException(file + " holds a key of the kind '" + pem.label() + "'; convert it with: "
                    + "openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
        }
        try {
            byte[] encoded = pem.decoded();
            String algorithm = certificate.getPublicKey().getAlgorithm();
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (isPair(key, certificate.getPublicKey())) {
                return key;
            }
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw new IOException(file + " holds no private key that fits the certificate", e);
        }
        throw new IOException(file + " holds no private key that fits the certificate");
    }

    /** Whether what the one signs, the other verifies. Java leaves this to the server, which then hangs up without a word. */
    private static boolean isPair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return true;
        }
        byte[] probe = {1};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(probe);
        try {
            return signature.verify(signed);
        } catch (SignatureException otherLength) {
            return false;
        }
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(Limited.bytes(in, LARGEST_FILE_MIB), StandardCharsets.ISO_8859_1);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    /** What {@code --skip-tls-verify} asks for. An extended one, or the JDK would still check the host's name. */
    private static final class TrustAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
