package orycli.oauth2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What only who sent an authorization request knows: its state (RFC 6749, section 10.12), by which the answer is told
 * from anybody else's, the code verifier (RFC 7636), without which the code is good for nothing, and the nonce, which
 * stands in an ID token that belongs to it (OpenID Connect Core 1.0, section 3.1.2.1).
 */
record AuthorizationSecrets(String state, String verifier, String nonce) {
    /** Others for each request. */
    static AuthorizationSecrets random() {
        SecureRandom random = new SecureRandom();
        return new AuthorizationSecrets(text(random), text(random), text(random));
    }

    AuthorizationSecrets withState(String other) {
        return new AuthorizationSecrets(other, verifier, nonce);
    }

    /** 43 characters that nobody can guess. */
    private static String text(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean hasState(String given) {
        return isSame(given, state);
    }

    boolean hasNonce(String given) {
        return isSame(given, nonce);
    }

    /** Takes as long whatever is wrong with what was given. */
    private static boolean isSame(String given, String own) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), own.getBytes(StandardCharsets.UTF_8));
    }

    /** The method {@code S256} of RFC 7636, section 4.2. */
    String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
