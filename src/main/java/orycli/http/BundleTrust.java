package orycli.http;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the authorities of a bundle, as Java's own manager would. To parse all of some 140 takes longer than the rest
 * of a request; as a rule only those are parsed whose names stand in the server's chain.
 */
final class BundleTrust extends X509ExtendedTrustManager {
    /** The characters of an authority's Base64 in which, as a rule, its name ends; a multiple of four. */
    private static final int START = 800;

    private final Collection<Pem> bundle;

    /** One of the two ways in which Java asks. */
    @FunctionalInterface
    private interface Check {
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    BundleTrust(Collection<Pem> bundle) {
        this.bundle = List.copyOf(bundle);
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            List<X509Certificate> likely = Pem.certificates(likely(chain));
            if (!likely.isEmpty()) {
                try {
                    check.by(Tls.trusting(likely));
                    return;
                } catch (CertificateException e) {
                    // The bundle may hold another, whose name is the same but is written in another way.
                }
            }
            check.by(Tls.trusting(Pem.certificates(bundle)));
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    /** Those whose name is that of a certificate in the chain, or of who signed it. */
    private List<Pem> likely(X509Certificate[] chain) {
        Set<String> names = new HashSet<>();
        for (X509Certificate one : chain) {
            names.add(text(one.getIssuerX500Principal().getEncoded()));
            names.add(text(one.getSubjectX500Principal().getEncoded()));
        }
        List<Pem> likely = new ArrayList<>();
        for (Pem authority : bundle) {
            if (names.contains(subject(authority))) {
                likely.add(authority);
            }
        }
        return likely;
    }

    private static String text(byte[] encodedName) {
        return new String(encodedName, StandardCharsets.ISO_8859_1);
    }

    /** The encoded name, or nothing where it is not found in the first characters. */
    private static String subject(Pem certificate) {
        String base64 = certificate.base64();
        byte[] start = new byte[START];
        int length = 0;
        for (int i = 0; i < base64.length() && length < START; i++) {
            char c = base64.charAt(i);
            if (c > ' ') {
                start[length++] = (byte) c;
            }
        }
        try {
            return new Der(Base64.getDecoder().decode(Arrays.copyOf(start, length))).subject();
        } catch (IllegalArgumentException | IndexOutOfBoundsException unusual) {
            return "";
        }
    }

    /** So much of X.690 as leads to a certificate's subject (RFC 5280, section 4.1). */
    private static final class Der {
        private static final int VERSION = 0xA0;

        private final byte[] bytes;
        private int at;

        Der(byte[] bytes) {
            this.bytes = bytes;
        }

        String subject() {
            enter();
            enter();
            if ((bytes[at] & 0xFF) == VERSION) {
                skip();
            }
            // Serial number, signature, issuer, validity.
            for (int i = 0; i < 4; i++) {
                skip();
            }
            int start = at;
            skip();
            return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
        }

        private void skip() {
            int length = enter();
            at += length;
        }

        /** Goes to the content of the next value, whose length is the result. */
        private int enter() {
            at++;
            int length = bytes[at++] & 0xFF;
            if (length < 0x80) {
                return length;
            }
            int size = length & 0x7F;
            length = 0;
            for (int i = 0; i < size; i++) {
                length = (length << Byte.SIZE) | (bytes[at++] & 0xFF);
            }
            return length;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("only servers are checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("only servers are checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("only servers are checked");
    }

    /** Only a server would tell them. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
