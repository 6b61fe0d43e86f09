package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import orycli.json.Json;

/** Hydra's public side, and the administration of tokens. Every method is one of its endpoints. */
final class OAuth2Api {
    /** Bytes of memory for tokens, where there are so many. */
    private static final long MOST_ROOM = 64 << 20;

    private final String issuer;
    private final TokenStore tokens;
    private final ClientAuthentication authentication;
    private final ConsentDesk desk;
    private final AuthorizationCodes codes;
    private final DeviceCodes deviceCodes;
    private final AuthorizationEndpoint authorizationEndpoint;
    private final TokenEndpoint tokenEndpoint;
    private final UserInfo userInfo;
    private final Lazy<SigningKey> key;

    /** @param room how many bytes of memory the clients may take together; tokens and the like may take a part as large */
    OAuth2Api(URI issuer, ClientStore clients, Inventions inventions, long room) {
        this.issuer = issuer.toString();
        long part = Math.min(MOST_ROOM, room / 8);
        this.key = new Lazy<>(() -> SigningKey.generate(inventions.newId()));
        this.tokens = new TokenStore(inventions::now, part);
        TokenIssuer tokenIssuer = new TokenIssuer(this.issuer, tokens, key, inventions);
        this.authentication = new ClientAuthentication(
                clients, new ClientAssertions(clients, issuer + "/oauth2/token", inventions::now));
        this.desk = new ConsentDesk(inventions, part / 4);
        this.codes = new AuthorizationCodes(tokens, tokenIssuer, inventions, part / 4);
        this.deviceCodes =
                new DeviceCodes(this.issuer, clients, authentication, desk, tokenIssuer, inventions, part / 8);
        this.authorizationEndpoint = new AuthorizationEndpoint(clients, codes, desk);
        this.tokenEndpoint = new TokenEndpoint(
                authentication, tokenIssuer, codes, new RefreshTokens(tokens, tokenIssuer), deviceCodes, inventions);
        this.userInfo = new UserInfo(this.issuer, clients, tokens, key, inventions);
    }

    /** {@code GET /oauth2/auth}. */
    Answer authorize(RequestTarget target) {
        return authorizationEndpoint.answer(new Form(target.query()));
    }

    /** {@code POST /oauth2/auth}. */
    Answer authorize(Request request) {
        return authorizationEndpoint.answer(Form.of(request));
    }

    /** {@code POST /sandbox/consent}. */
    Answer decide(Request request) {
        return desk.decide(Form.of(request));
    }

    /** {@code POST /oauth2/device/auth}. */
    Answer authorizeDevice(Request request) {
        try {
            return deviceCodes.authorize(request);
        } catch (OAuth2Refusal refusal) {
            return refusal.answer();
        }
    }

    /** {@code GET /oauth2/device/verify}. */
    Answer askForUserCode(RequestTarget target) {
        return deviceCodes.askForCode(target);
    }

    /** {@code POST /oauth2/device/verify}. */
    Answer verifyUserCode(Request request) {
        return deviceCodes.verify(Form.of(request));
    }

    /** {@code GET /userinfo}. */
    Answer userInfo(Request request) {
        return userInfo.answer(request);
    }

    /** {@code POST /oauth2/token}. */
    Answer token(Request request) {
        try {
            return tokenEndpoint.answer(request);
        } catch (OAuth2Refusal refusal) {
            return refusal.answer();
        }
    }

    /** {@code POST /admin/oauth2/introspect} (RFC 7662). */
    Answer introspect(Request request) {
        Form form = Form.of(request);
        if (form.isEmpty()) {
            return new OAuth2Refusal(OAuth2Error.INVALID_REQUEST, "The POST body can not be empty.").answer();
        }
        Optional<Token> token = tokens.find(form.first("token"))
                .filter(found -> form.scopes().stream()
                        .allMatch(scope -> Rights.includes(found.grant().scopes(), scope)));
        return token.isEmpty()
                ? Answer.uncached(200, Json.nodes().objectNode().put("active", false))
                : Answer.of(200, "application/json;charset=UTF-8", Json.write(introspection(token.get())));
    }

    private ObjectNode introspection(Token token) {
        Grant grant = token.grant();
        ObjectNode answer = Json.nodes().objectNode().put("active", true);
        if (!grant.scopes().isEmpty()) {
            answer.put("scope", String.join(" ", grant.scopes()));
        }
        answer.put("client_id", grant.clientId());
        answer.put("sub", grant.subject());
        answer.put("exp", token.expiry().getEpochSecond());
        answer.put("iat", token.issuedAt().getEpochSecond());
        answer.put("nbf", token.issuedAt().getEpochSecond());
        grant.audience().forEach(answer.putArray("aud")::add);
        answer.put("iss", issuer);
        answer.put("token_type", "Bearer");
        answer.put("token_use", token.use().toString());
        return answer;
    }

    /** {@code POST /oauth2/revoke} (RFC 7009). All tokens that come of the same grant end with the one. */
    Answer revoke(Request request) {
        try {
            Form form = Form.of(request);
            if (form.isEmpty()) {
                throw new OAuth2Refusal(OAuth2Error.INVALID_REQUEST);
            }
            Client client = authentication.authenticate(request, form);
            tokens.find(form.first("token"))
                    .map(Token::grant)
                    .filter(grant -> grant.clientId().equals(client.id()))
                    .ifPresent(tokens::revoke);
            return Answer.empty(200).uncached();
        } catch (OAuth2Refusal refusal) {
            return revocationError(refusal.error());
        }
    }

    /** Hydra says no more here than which of two errors it is, and takes all others for success. */
    private static Answer revocationError(OAuth2Error error) {
        return switch (error) {
            case INVALID_REQUEST, INVALID_CLIENT -> new OAuth2Refusal(error).answer();
            default -> Answer.empty(200).uncached();
        };
    }

    /** {@code DELETE /admin/oauth2/tokens}. Refresh tokens stay good. */
    Answer deleteAccessTokens(RequestTarget target) {
        String clientId = target.first("client_id");
        if (clientId.isEmpty()) {
            OAuth2Refusal refusal = new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST, "Query parameter 'client_id' is not defined but it should have been.");
            return Answer.of(400, "application/json", Json.write(refusal.toJson()));
        }
        tokens.removeIf(token ->
                token.use() == Token.Use.ACCESS && token.grant().clientId().equals(clientId));
        return Answer.empty(204);
    }

    /** What a deleted client leaves behind. */
    void forgetClient(String id) {
        tokens.removeIf(token -> token.grant().clientId().equals(id));
        codes.forgetClient(id);
        deviceCodes.forgetClient(id);
        desk.forgetClient(id);
    }

    /** {@code GET /.well-known/openid-configuration}. */
    Answer configuration() {
        return Answer.json(200, Discovery.of(issuer));
    }

    /** {@code GET /.well-known/jwks.json}. */
    Answer keys() {
        ObjectNode keys = Json.nodes().objectNode();
        keys.putArray("keys").add(key.get().toJson());
        return Answer.json(200, keys);
    }
}
