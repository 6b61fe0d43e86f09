package orycli.sandbox;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All tokens that are good, and the refresh tokens that were used or were good until lately, by their hashes. Any number of
 * threads may use it.
 */
final class TokenStore {
    private final InstantSource clock;
    private final Shelf<Token> tokens;

    TokenStore(InstantSource clock, long room) {
        this.clock = clock;
        this.tokens = new Shelf<>(clock, room);
    }

    void add(String text, Token token) {
        tokens.put(Digest.of(text), token);
    }

    /** A token that is good. */
    Optional<Token> find(String text) {
        return tokens.find(Digest.of(text)).filter(token -> !token.isUsed() && !isExpired(token));
    }

    boolean isExpired(Token token) {
        return token.expiry().isBefore(clock.instant());
    }

    /** One that is good, was used, or was good until lately. */
    Optional<Token> findRefreshToken(String text) {
        return tokens.find(Digest.of(text)).filter(token -> token.use() == Token.Use.REFRESH);
    }

    /** Ends the refresh token, and the access tokens that came with it and before it. */
    void use(String text, Token token) {
        removeIf(other -> other.use() == Token.Use.ACCESS
                && other.grant().id().equals(token.grant().id()));
        add(text, token.used());
    }

    void revoke(Grant grant) {
        removeIf(token -> token.grant().id().equals(grant.id()));
    }

    void removeIf(Predicate<Token> unwanted) {
        tokens.removeIf(unwanted);
    }
}
