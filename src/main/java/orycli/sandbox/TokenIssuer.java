package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orycli.json.Json;

/** Makes tokens, and the answer that hands them out (RFC 6749, section 5.1). */
final class TokenIssuer {
    private final String issuer;
    private final TokenStore tokens;
    private final Lazy<SigningKey> key;
    private final Inventions inventions;

    TokenIssuer(String issuer, TokenStore tokens, Lazy<SigningKey> key, Inventions inventions) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.key = key;
        this.inventions = inventions;
    }

    /** An access token, and what else the grant is good for. */
    Answer issue(Client client, Grant grant, GrantType type) {
        Instant now = inventions.now();
        ObjectNode answer = Json.nodes().objectNode();
        Token access = token(Token.Use.ACCESS, grant, now, type.accessTokenLifespan(client));
        String accessToken = client.text(Field.ACCESS_TOKEN_STRATEGY).equals("jwt")
                ? key.get().sign(claims(access))
                : inventions.newToken("ory_at_");
        tokens.add(accessToken, access);
        answer.put("access_token", accessToken);
        answer.put("expires_in", Duration.between(now, access.expiry()).toSeconds());
        grant.signIn()
                .filter(signIn -> grant.includesAny("openid"))
                .map(signIn -> idToken(accessToken, grant, signIn, type.idTokenLifespan(client)))
                .ifPresent(idToken -> answer.put("id_token", idToken));
        if (type.hasRefreshTokens()
                && grant.includesAny("offline", "offline_access")
                && client.mayUse(GrantType.REFRESH_TOKEN)) {
            answer.put("refresh_token", refreshToken(client, grant, type, now));
        }
        answer.put("scope", String.join(" ", grant.scopes()));
        answer.put("token_type", "bearer");
        return Answer.uncached(200, answer);
    }

    /** Hydra rounds to seconds. */
    private static Token token(Token.Use use, Grant grant, Instant now, Duration lifespan) {
        Instant expiry = now.plus(lifespan).plusMillis(500);
        return new Token(use, grant, now, Instant.ofEpochSecond(expiry.getEpochSecond()), false);
    }

    private String refreshToken(Client client, Grant grant, GrantType type, Instant now) {
        String text = inventions.newToken("ory_rt_");
        tokens.add(text, token(Token.Use.REFRESH, grant, now, type.refreshTokenLifespan(client)));
        return text;
    }

    /** OpenID Connect Core 1.0, section 2. */
    private String idToken(String accessToken, Grant grant, SignIn signIn, Duration lifespan) {
        Instant now = inventions.now();
        ObjectNode claims = Json.nodes().objectNode();
        claims.put("at_hash", Digest.halfOf(accessToken));
        claims.putArray("aud").add(grant.clientId());
        claims.put("auth_time", signIn.at().getEpochSecond());
        claims.put("exp", now.plus(lifespan).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("iss", issuer);
        claims.put("jti", inventions.newId());
        if (!signIn.nonce().isEmpty()) {
            claims.put("nonce", signIn.nonce());
        }
        claims.put("rat", signIn.requestedAt().getEpochSecond());
        claims.put("sid", signIn.session());
        claims.put("sub", grant.subject());
        return key.get().sign(claims);
    }

    /** As RFC 9068 has most of them, under Hydra's names. */
    private ObjectNode claims(Token token) {
        ObjectNode claims = Json.nodes().objectNode();
        claims.set("aud", array(token.grant().audience()));
        claims.put("client_id", token.grant().clientId());
        claims.put("exp", token.expiry().getEpochSecond());
        claims.putObject("ext");
        claims.put("iat", token.issuedAt().getEpochSecond());
        claims.put("iss", issuer);
        claims.put("jti", inventions.newId());
        claims.put("nbf", token.issuedAt().getEpochSecond());
        claims.set("scp", array(token.grant().scopes()));
        claims.put("sub", token.grant().subject());
        return claims;
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = Json.nodes().arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
