package orycli.http;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.X509TrustManager;
import orycli.text.Limited;

/**
 * Whom the system trusts: {@code SSL_CERT_FILE} and {@code SSL_CERT_DIR}, as Go reads them, else what the system itself
 * has, else what Java has. A directory is read beside the system's bundle; a file replaces that, too.
 *
 * @param bundles where distributions keep their bundle; the first that there is counts
 * @param keyStores the kinds of Java key stores that stand for the system's own
 */
record TrustStore(List<Path> bundles, List<String> keyStores) {
    private static final String FILE = "SSL_CERT_FILE";
    private static final String DIRECTORIES = "SSL_CERT_DIR";
    private static final int LARGEST_BUNDLE_MIB = 16;

    static TrustStore ofTheSystem() {
        if (File.separatorChar == '\\') {
            return new TrustStore(List.of(), List.of("Windows-ROOT"));
        }
        if (Files.exists(Path.of("/System/Library/Keychains"))) {
            // The first is what users and administrators have added; the other came with Java 23.
            return new TrustStore(List.of(), List.of("KeychainStore", "KeychainStore-ROOT"));
        }
        return new TrustStore(
                List.of(
                        Path.of("/etc/ssl/certs/ca-certificates.crt"),
                        Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
                        Path.of("/etc/ssl/ca-bundle.pem"),
                        Path.of("/etc/pki/tls/cacert.pem"),
                        Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
                        Path.of("/etc/ssl/cert.pem")),
                List.of());
    }

    /** @throws IOException where a variable names what cannot be used; the message names the variable */
    X509TrustManager manager(Function<String, Optional<String>> environment)
            throws IOException, GeneralSecurityException {
        Optional<String> file = environment.apply(FILE).filter(name -> !name.isEmpty());
        Optional<String> directories = environment.apply(DIRECTORIES).filter(names -> !names.isEmpty());
        Set<Pem> named = new LinkedHashSet<>();
        if (directories.isPresent()) {
            named.addAll(directories(directories.get()));
        }
        if (file.isPresent()) {
            named.addAll(file(file.get()));
            return new BundleTrust(named);
        }
        List<Pem> bundle = bundle();
        if (!bundle.isEmpty()) {
            named.addAll(bundle);
            return new BundleTrust(named);
        }
        List<X509Certificate> more = new ArrayList<>(Pem.certificates(named));
        keyStores.forEach(kind -> more.addAll(authorities(kind)));
        X509TrustManager java = Tls.trustingAsJava();
        if (more.isEmpty()) {
            return java;
        }
        more.addAll(List.of(java.getAcceptedIssuers()));
        return Tls.trusting(more);
    }

    private List<Pem> bundle() {
        for (Path path : bundles) {
            try {
                List<Pem> bundle = certificates(path);
                if (!bundle.isEmpty()) {
                    return bundle;
                }
            } catch (IOException e) {
                // It is another distribution's.
            }
        }
        return List.of();
    }

    private static List<Pem> file(String name) throws IOException {
        List<Pem> certificates;
        try {
            certificates = certificates(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            throw new IOException("the environment variable " + FILE + " names " + name + ", which cannot be read", e);
        }
        if (certificates.isEmpty()) {
            throw new IOException(
                    "the environment variable " + FILE + " names " + name + ", which holds no certificate in PEM form");
        }
        return certificates;
    }

    /** Those that are not there, or are not certificates, are passed over. */
    private static Set<Pem> directories(String names) throws IOException {
        Set<Pem> certificates = new LinkedHashSet<>();
        boolean read = false;
        for (String name : names.split(File.pathSeparator, -1)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(name))) {
                read = true;
                for (Path file : files) {
                    certificates.addAll(certificatesIfReadable(file));
                }
            } catch (IOException | InvalidPathException e) {
                // One of the others may be there.
            }
        }
        if (!read) {
            throw new IOException(
                    "the environment variable " + DIRECTORIES + " names no directory that can be read: " + names);
        }
        return certificates;
    }

    private static List<Pem> certificatesIfReadable(Path file) {
        try {
            return certificates(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Pem> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(Limited.bytes(in, LARGEST_BUNDLE_MIB), StandardCharsets.ISO_8859_1);
            return Pem.in(text).stream().filter(Pem::isCertificate).toList();
        }
    }

    private static Collection<X509Certificate> authorities(String kind) {
        try {
            KeyStore store = KeyStore.getInstance(kind);
            store.load(null, null);
            List<X509Certificate> authorities = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate x509) {
                    authorities.add(x509);
                }
            }
            return authorities;
        } catch (GeneralSecurityException | IOException e) {
            // This Java does not know it. It has authorities of its own.
            return List.of();
        }
    }
}
