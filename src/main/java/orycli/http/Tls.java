package orycli.http;

import java.io.ByteArrayInputStream;
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
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Whom to trust and who to be. */
final class Tls {
    /** A bundle of all authorities in the world is a quarter of this. */
    private static final int LARGEST_FILE = 1 << 20;

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private final X509TrustManager trust;
    private final KeyManager[] keys;
    private final boolean anyHost;

    private Tls(X509TrustManager trust, KeyManager[] keys, boolean anyHost) {
        this.trust = trust;
        this.keys = keys;
        this.anyHost = anyHost;
    }

    static Tls of(Optional<Path> caCertificates, Optional<ClientCertificate> client, boolean insecure)
            throws IOException {
        try {
            X509TrustManager trust = insecure ? new TrustAnyone() : trustOnly(caCertificates);
            if (insecure && caCertificates.isPresent()) {
                // Found wanting even where nothing is checked with it.
                certificates(caCertificates.get());
            }
            return new Tls(trust, client.isPresent() ? keyManagers(client.get()) : new KeyManager[0], insecure);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
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

    private static X509TrustManager trustOnly(Optional<Path> caCertificates)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (caCertificates.isPresent()) {
            KeyStore store = emptyStore();
            int number = 0;
            for (Certificate certificate : certificates(caCertificates.get())) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            factory.init(store);
        } else {
            factory.init((KeyStore) null);
        }
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }

    private static KeyManager[] keyManagers(ClientCertificate client) throws IOException, GeneralSecurityException {
        List<? extends Certificate> chain = List.copyOf(certificates(client.certificate()));
        char[] password = {};
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client", privateKey(client.key(), chain.get(0)), password, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        String text = read(file);
        StringBuilder certificates = new StringBuilder();
        // The file may hold the key, too, and words for people.
        Matcher pem = CERTIFICATE.matcher(text);
        while (pem.find()) {
            certificates.append(pem.group()).append('\n');
        }
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(certificates.toString().getBytes(StandardCharsets.ISO_8859_1)));
            if (found.isEmpty()) {
                throw new IOException(file + " holds no certificate in PEM form");
            }
            return found;
        } catch (CertificateException e) {
            throw new IOException(file + " holds a certificate that cannot be read", e);
        }
    }

    private static PrivateKey privateKey(Path file, Certificate certificate)
            throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(read(file));
        if (!pem.find()) {
            throw new IOException(file + " holds no private key in PEM form");
        }
        if (!pem.group(1).equals("PRIVATE KEY")) {
            // Java reads no other form, and an encrypted key would need a passphrase.
            throw new IOException(file + " holds a key of the kind '" + pem.group(1) + "'; convert it with: "
                    + "openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
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
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST_FILE + 1);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot use " + file + ": " + e.getMessage(), e);
        }
        if (bytes.length > LARGEST_FILE) {
            throw new IOException("cannot use " + file + ": it is larger than " + (LARGEST_FILE >> 20) + " MiB");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
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
