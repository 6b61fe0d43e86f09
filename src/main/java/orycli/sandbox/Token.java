package orycli.sandbox;

import java.time.Duration;
import java.time.Instant;

/** @param isUsed whether a refresh token has been given for another, and is good for nothing any more */
record Token(Use use, Grant grant, Instant issuedAt, Instant expiry, boolean isUsed) implements Shelf.Item {
    private static final long OVERHEAD = 200;
    /** How long it is known that a refresh token was good once. */
    private static final Duration MEMORY = Duration.ofDays(1);

    enum Use {
        ACCESS("access_token"),
        REFRESH("refresh_token");

        private final String text;

        Use(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public Instant end() {
        return use == Use.REFRESH ? expiry.plus(MEMORY) : expiry;
    }

    @Override
    public long size() {
        return OVERHEAD + grant.size();
    }

    Token used() {
        return new Token(use, grant, issuedAt, expiry, true);
    }
}
