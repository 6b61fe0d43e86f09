package orycli.encryption;

/**
 * What was typed to name a PGP key cannot be meant: a {@code --pgp-key} that is no public key, or a {@code --keybase}
 * that is no user name. Wrong usage, in contrast to {@link PgpKeyException}. The message is the end of a sentence, one
 * line, and quotes no key material.
 */
public final class KeyArgumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    KeyArgumentException(String message) {
        super(message);
    }

    KeyArgumentException(PgpKeyException cause) {
        super(cause.getMessage(), cause);
    }
}
