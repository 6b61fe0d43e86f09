package orycli.http;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * A part of a text in the form of RFC 7468.
 *
 * @param label what it says that it is, such as {@code CERTIFICATE}
 * @param base64 what it holds, with line ends
 */
record Pem(String label, String base64) {
    private static final String DASHES = "-----";
    private static final String BEGIN = DASHES + "BEGIN ";

    /** All parts that have an end. Between them may be words for people. Takes time in proportion to the text. */
    static List<Pem> in(String text) {
        List<Pem> parts = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int label = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, label);
            if (labelEnd < 0) {
                break;
            }
            String name = text.substring(label, labelEnd);
            int start = labelEnd + DASHES.length();
            int dashes = text.indexOf(DASHES, start);
            if (dashes < 0) {
                break;
            }
            if (text.startsWith(DASHES + "END " + name + DASHES, dashes)) {
                parts.add(new Pem(name, text.substring(start, dashes)));
            }
            begin = text.indexOf(BEGIN, dashes);
        }
        return parts;
    }

    /** The certificates among these that can be read. */
    static List<X509Certificate> certificates(Collection<Pem> parts) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Pem part : parts) {
            try {
                Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(part.decoded()));
                if (certificate instanceof X509Certificate x509) {
                    certificates.add(x509);
                }
            } catch (CertificateException | IllegalArgumentException unreadable) {
                // Whoever needs all of them counts.
            }
        }
        return certificates;
    }

    /** @throws IllegalArgumentException where it is not Base64 */
    byte[] decoded() {
        return Base64.getMimeDecoder().decode(base64);
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE");
    }
}
