package orycli.oauth2;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for this computer that nobody has signed but its own key, made anew each time. It is written down as
 * RFC 5280, section 4.1, has it, in DER (X.690): the JDK can read certificates, and makes none.
 */
public final class SelfSigned {
    private static final Duration LIFE = Duration.ofDays(1);
    /** A browser's clock may be late. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;

    /** {@code ecdsa-with-SHA256}: RFC 5758, section 3.2. */
    private static final byte[] ECDSA_WITH_SHA256 = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02};
    /** {@code id-at-commonName}. */
    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
    /** {@code id-ce-subjectAltName}. */
    private static final byte[] ALTERNATIVE_NAME = {0x55, 0x1D, 0x11};

    private SelfSigned() {}

    /** What a server on {@code 127.0.0.1}, {@code [::1]} and {@code localhost} needs. */
    public static SSLContext context(Instant now) throws IOException {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = keys.generateKeyPair();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] password = {};
            store.setKeyEntry("loopback", pair.getPrivate(), password, new Certificate[] {certificate(pair, now)});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate can be made for HTTPS: " + e.getMessage(), e);
        }
    }

    private static Certificate certificate(KeyPair pair, Instant now) throws GeneralSecurityException {
        byte[] algorithm = der(SEQUENCE, der(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256));
        byte[] name = der(
                SEQUENCE,
                der(
                        SET,
                        der(
                                SEQUENCE,
                                der(OBJECT_IDENTIFIER, COMMON_NAME),
                                der(UTF8_STRING, "localhost".getBytes(StandardCharsets.UTF_8)))));
        byte[] names = der(
                SEQUENCE,
                der(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
                der(IP_ADDRESS, new byte[] {127, 0, 0, 1}),
                der(IP_ADDRESS, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        byte[] content = der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(
                        INTEGER,
                        new BigInteger(Long.SIZE, new SecureRandom()).setBit(0).toByteArray()),
                algorithm,
                name,
                der(SEQUENCE, time(now.minus(SLACK)), time(now.plus(LIFE))),
                name,
                pair.getPublic().getEncoded(),
                der(
                        EXTENSIONS,
                        der(
                                SEQUENCE,
                                der(SEQUENCE, der(OBJECT_IDENTIFIER, ALTERNATIVE_NAME), der(OCTET_STRING, names)))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        byte[] certificate = der(SEQUENCE, content, algorithm, der(BIT_STRING, new byte[] {0}, signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    /** Two digits of the year, which are those of 1950 to 2049. */
    private static byte[] time(Instant instant) {
        String text = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return der(UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** One value: what it is, how long it is, and what it consists of. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            // All that is written here is shorter than 64 KiB.
            value.write(length > 0xFF ? 0x82 : 0x81);
            if (length > 0xFF) {
                value.write(length >> 8);
            }
        }
        value.write(length);
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }
}
