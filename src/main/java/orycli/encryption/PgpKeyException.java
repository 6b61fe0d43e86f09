package orycli.encryption;

import java.io.IOException;

/**
 * What a file or a server gave as a PGP key cannot be used: it is no public key, it has expired, was revoked or cannot
 * encrypt, or the server has none. The message is one line, quotes no key material and stands on its own.
 */
public final class PgpKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    PgpKeyException(String message) {
        super(message);
    }
}
