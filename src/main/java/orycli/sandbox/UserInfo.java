package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orycli.json.Json;

/** {@code GET /userinfo} (OpenID Connect Core 1.0, section 5.3): who has granted an access token. */
final class UserInfo {
    private static final Pattern BEARER = Pattern.compile("Bearer (.*)", Pattern.CASE_INSENSITIVE);

    private final String issuer;
    private final ClientStore clients;
    private final TokenStore tokens;
    private final Lazy<SigningKey> key;
    private final Inventions inventions;

    UserInfo(String issuer, ClientStore clients, TokenStore tokens, Lazy<SigningKey> key, Inventions inventions) {
        this.issuer = issuer;
        this.clients = clients;
        this.tokens = tokens;
        this.key = key;
        this.inventions = inventions;
    }

    Answer answer(Request request) {
        Optional<Token> token = tokens.find(accessToken(request));
        Optional<StoredClient> client =
                token.flatMap(found -> clients.findAny(found.grant().clientId()));
        if (token.isEmpty() || client.isEmpty()) {
            OAuth2Refusal refusal = new OAuth2Refusal(OAuth2Error.REQUEST_UNAUTHORIZED);
            return unauthorized(refusal, refusal.name(), refusal.description());
        }
        if (token.get().use() != Token.Use.ACCESS) {
            // Hydra's header has words, and its body has none.
            return unauthorized(
                    new OAuth2Refusal(OAuth2Error.ERROR),
                    "invalid_token",
                    "Only access tokens are allowed in the authorization header.");
        }
        ObjectNode claims = claims(token.get());
        return client.get().restore().text(Field.USERINFO_SIGNED_RESPONSE_ALG).equals("RS256")
                ? Answer.of(200, "application/jwt", key.get().sign(signed(claims)))
                : Answer.json(200, claims);
    }

    /** RFC 6750, section 2. */
    private static String accessToken(Request request) {
        for (String header : request.header("Authorization")) {
            Matcher bearer = BEARER.matcher(header);
            if (bearer.matches()) {
                return bearer.group(1);
            }
        }
        return Form.of(request).first("access_token");
    }

    /** RFC 6750, section 3. */
    private static Answer unauthorized(OAuth2Refusal refusal, String error, String description) {
        return Answer.of(401, "application/json", Json.write(refusal.toJson()))
                .with("WWW-Authenticate", "Bearer error=\"" + error + "\",error_description=\"" + description + "\"");
    }

    private ObjectNode claims(Token token) {
        Grant grant = token.grant();
        ObjectNode claims = Json.nodes().objectNode();
        claims.putArray("aud").add(grant.clientId());
        grant.signIn().ifPresent(signIn -> claims.put("auth_time", signIn.at().getEpochSecond()));
        claims.put("iat", token.issuedAt().getEpochSecond());
        claims.put("iss", issuer);
        grant.signIn().ifPresent(signIn -> {
            claims.put("rat", signIn.requestedAt().getEpochSecond());
            claims.put("sub", grant.subject());
        });
        return claims;
    }

    private ObjectNode signed(ObjectNode claims) {
        return claims.put("iat", inventions.now().getEpochSecond()).put("jti", inventions.newId());
    }
}
