package orycli.network;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What only who sent an authorization request knows: its state (RFC 6749, section 10.12), by which the answer is told
 * from anybody else's, and the code verifier (RFC 7636), without which the code is good for nothing.
 */
record AuthorizationSecrets(String state, String verifier) {
    /** Others for each request. */
    static AuthorizationSecrets random() {
        SecureRandom random = new SecureRandom();
        return new AuthorizationSecrets(text(random), text(random));
    }

    /** 43 characters that nobody can guess. */
    private static String text(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Takes as long whatever is wrong with the given state. */
    boolean hasState(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
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
