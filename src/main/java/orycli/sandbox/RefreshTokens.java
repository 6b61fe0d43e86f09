package orycli.sandbox;

/** Gives new tokens for a refresh token (RFC 6749, section 6), which is good once. */
final class RefreshTokens {
    private final TokenStore tokens;
    private final TokenIssuer issuer;

    RefreshTokens(TokenStore tokens, TokenIssuer issuer) {
        this.tokens = tokens;
        this.issuer = issuer;
    }

    synchronized Answer redeem(Client client, Form form) throws OAuth2Refusal {
        Rights.checkGrantType(client, GrantType.REFRESH_TOKEN);
        String text = form.first("refresh_token");
        Token token = tokens.findRefreshToken(text)
                .orElseThrow(() -> refusal("The refresh token is malformed or not valid."));
        Grant grant = token.grant();
        if (token.isUsed()) {
            // RFC 9700, section 4.14.2: it was stolen from one of the two who had it.
            tokens.revoke(grant);
            throw refusal("The refresh token was already used.");
        }
        if (tokens.isExpired(token)) {
            throw refusal("The refresh token expired.");
        }
        if (!grant.clientId().equals(client.id())) {
            throw refusal("The OAuth 2.0 Client ID from this request does not match the ID during the initial token"
                    + " issuance.");
        }
        // The client may have been changed since.
        Rights.checkScopes(client, grant.scopes());
        Rights.checkAudience(client, grant.audience());
        tokens.use(text, token);
        return issuer.issue(client, grant, GrantType.REFRESH_TOKEN);
    }

    private static OAuth2Refusal refusal(String hint) {
        return new OAuth2Refusal(OAuth2Error.INVALID_GRANT, hint);
    }
}
