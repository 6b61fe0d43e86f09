package orycli.sandbox;

import java.time.Duration;
import java.time.Instant;

/** The codes of RFC 6749, section 4.1: handed out at the one endpoint and given for tokens at another. */
final class AuthorizationCodes {
    private static final Duration LIFESPAN = Duration.ofMinutes(10);
    private static final int SHORTEST_NONCE = 8;

    private final Shelf<Code> codes;
    private final TokenStore tokens;
    private final TokenIssuer issuer;
    private final Inventions inventions;

    AuthorizationCodes(TokenStore tokens, TokenIssuer issuer, Inventions inventions, long room) {
        this.codes = new Shelf<>(inventions::now, room);
        this.tokens = tokens;
        this.issuer = issuer;
        this.inventions = inventions;
    }

    /**
     * @param redirectUri that has to come again with the code, or empty
     * @param isProved whether the proof key was tried, which there is one chance for
     */
    private record Code(Grant grant, String redirectUri, Pkce pkce, boolean isProved, boolean isUsed, Instant end)
            implements Shelf.Item {
        private static final long OVERHEAD = 300;

        @Override
        public long size() {
            return OVERHEAD
                    + grant.size()
                    + 2L * (redirectUri.length() + pkce.challenge().length());
        }

        Code proved() {
            return new Code(grant, redirectUri, pkce, true, isUsed, end);
        }

        Code used() {
            return new Code(grant, redirectUri, pkce, isProved, true, end);
        }
    }

    String issue(Grant grant, String redirectUri, Pkce pkce) {
        String text = inventions.newToken("ory_ac_");
        Instant expiry = inventions.now().plus(LIFESPAN);
        codes.put(Digest.of(text), new Code(grant, redirectUri, pkce, false, false, expiry));
        return text;
    }

    /** The tokens for the code in the form. */
    synchronized Answer redeem(Client client, Form form) throws OAuth2Refusal {
        Rights.checkGrantType(client, GrantType.AUTHORIZATION_CODE);
        String key = Digest.of(form.first("code"));
        Code code = codes.find(key).orElseThrow(() -> new OAuth2Refusal(OAuth2Error.INVALID_GRANT));
        Grant grant = code.grant();
        if (code.isUsed()) {
            // RFC 6749, section 4.1.2: it is not known which of the two had it by right.
            tokens.revoke(grant);
            throw refusal("The authorization code has already been used.");
        }
        if (!grant.clientId().equals(client.id())) {
            throw refusal(
                    "The OAuth 2.0 Client ID from this request does not match the one from the authorize request.");
        }
        if (!code.redirectUri().isEmpty() && !code.redirectUri().equals(form.first("redirect_uri"))) {
            throw refusal("The 'redirect_uri' from this request does not match the one from the authorize request.");
        }
        if (code.isProved() && code.pkce().isGiven()) {
            throw refusal(Pkce.NO_DATA);
        }
        codes.put(key, code.proved());
        code.pkce().verify(form.first("code_verifier"));
        checkNonce(grant);
        codes.put(key, code.proved().used());
        return issuer.issue(client, grant, GrantType.AUTHORIZATION_CODE);
    }

    private static OAuth2Refusal refusal(String hint) {
        return new OAuth2Refusal(OAuth2Error.INVALID_GRANT, hint);
    }

    private static void checkNonce(Grant grant) throws OAuth2Refusal {
        String nonce = grant.signIn().map(SignIn::nonce).orElse("");
        if (grant.includesAny("openid") && !nonce.isEmpty() && nonce.length() < SHORTEST_NONCE) {
            throw new OAuth2Refusal(
                    OAuth2Error.INSUFFICIENT_ENTROPY,
                    "Parameter 'nonce' is set but does not satisfy the minimum entropy of 8 characters.");
        }
    }

    void forgetClient(String id) {
        codes.removeIf(code -> code.grant().clientId().equals(id));
    }
}
