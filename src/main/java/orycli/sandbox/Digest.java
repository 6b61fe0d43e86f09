package orycli.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** SHA-256. */
final class Digest {
    private Digest() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The digest of the text in base64url, as RFC 7636, section 4.2 has it. */
    static String of(String text) {
        return encoded(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The left half of the digest, as OpenID Connect Core 1.0, section 3.1.3.6 has it. */
    static String halfOf(String text) {
        return encoded(Arrays.copyOf(sha256(text.getBytes(StandardCharsets.US_ASCII)), 16));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
