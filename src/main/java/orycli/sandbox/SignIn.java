package orycli.sandbox;

import java.time.Instant;

/**
 * A resource owner's part in a grant.
 *
 * @param nonce from the request for authorization, or empty
 * @param session the id of what would be a session, had the sandbox any
 */
record SignIn(Instant requestedAt, Instant at, String nonce, String session) {
    private static final long OVERHEAD = 150;

    long size() {
        return OVERHEAD + 2L * nonce.length();
    }
}
