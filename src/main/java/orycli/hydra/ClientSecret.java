package orycli.hydra;

import java.util.Optional;

/** The secret of a client. */
public final class ClientSecret {
    private ClientSecret() {}

    /**
     * Why no client can have this secret: the end of a sentence. Control characters are in no secret, nor in an id (RFC
     * 6749, appendices A.1 and A.2); those beyond ASCII are not either, but servers take them.
     */
    public static Optional<String> problem(String secret) {
        if (secret.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("it holds a control character");
        }
        return secret.codePoints().anyMatch(ClientSecret::isSurrogate)
                ? Optional.of("it holds half of a surrogate pair")
                : Optional.empty();
    }

    /** UTF-8 cannot carry it. */
    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
