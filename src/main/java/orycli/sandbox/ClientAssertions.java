package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import orycli.sandbox.go.JsonWebKeys;

/** Authenticates clients by JSON Web Tokens that they signed (RFC 7523, section 2.2), as Hydra does. */
final class ClientAssertions {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Bytes of memory for the ids of tokens that were used. */
    private static final long ROOM = 1 << 20;

    private final ClientStore clients;
    private final String tokenEndpoint;
    private final InstantSource clock;
    private final Shelf<UsedId> usedIds;

    ClientAssertions(ClientStore clients, String tokenEndpoint, InstantSource clock) {
        this.clients = clients;
        this.tokenEndpoint = tokenEndpoint;
        this.clock = clock;
        this.usedIds = new Shelf<>(clock, ROOM);
    }

    private record UsedId(Instant end) implements Shelf.Item {
        @Override
        public long size() {
            return 100;
        }
    }

    Client authenticate(Form form) throws OAuth2Refusal {
        String text = form.first("client_assertion");
        if (text.isEmpty()) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST,
                    "The client_assertion request parameter must be set when using client_assertion_type of '" + TYPE
                            + "'.");
        }
        JsonWebToken token = JsonWebToken.parse(text).orElseThrow(ClientAssertions::forged);
        String id = form.first("client_id");
        if (id.isEmpty()) {
            id = token.text("sub");
            check(
                    token.claim("sub").isTextual(),
                    "The claim 'sub' from the client_assertion JSON Web Token is undefined.");
        }
        Client client = clients.findAny(id)
                .orElseThrow(() -> new OAuth2Refusal(OAuth2Error.INVALID_CLIENT))
                .restore();
        checkMethod(client);
        checkSignature(token, client);
        checkTimes(token);
        checkClaims(token, id);
        return client;
    }

    private static void check(boolean isFine, String complaint) throws OAuth2Refusal {
        if (!isFine) {
            throw new OAuth2Refusal(OAuth2Error.INVALID_CLIENT, complaint);
        }
    }

    private static OAuth2Refusal forged() {
        return new OAuth2Refusal(
                OAuth2Error.INVALID_CLIENT, "Unable to verify the integrity of the 'client_assertion' value.");
    }

    private static void checkMethod(Client client) throws OAuth2Refusal {
        String method = client.text(Field.TOKEN_ENDPOINT_AUTH_METHOD);
        String after = switch (method) {
            case "private_key_jwt" -> "";
            case "none" ->
                "does not support client authentication, however 'client_assertion' was provided in the request.";
            case "client_secret_post", "client_secret_basic" ->
                "only supports client authentication method '" + method
                        + "', however 'client_assertion' was provided in the request.";
            default ->
                "only supports client authentication method '" + method
                        + "', however that method is not supported by this server.";
        };
        check(after.isEmpty(), "This requested OAuth 2.0 client " + after);
    }

    private static void checkSignature(JsonWebToken token, Client client) throws OAuth2Refusal {
        String name = token.algorithm();
        String enforced = client.isUnset(Field.TOKEN_ENDPOINT_AUTH_SIGNING_ALG)
                ? "RS256"
                : client.text(Field.TOKEN_ENDPOINT_AUTH_SIGNING_ALG);
        check(
                name.equals(enforced),
                "The 'client_assertion' uses signing algorithm '" + name
                        + "' but the requested OAuth 2.0 Client enforces signing algorithm '" + enforced + "'.");
        SigningAlgorithm algorithm = SigningAlgorithm.named(name)
                .orElseThrow(() -> new OAuth2Refusal(
                        OAuth2Error.INVALID_CLIENT,
                        "The 'client_assertion' request parameter uses unsupported signing algorithm '" + name + "'."));
        if (!token.isSignedBy(key(token, client, algorithm), algorithm)) {
            throw forged();
        }
    }

    private static PublicKey key(JsonWebToken token, Client client, SigningAlgorithm algorithm) throws OAuth2Refusal {
        check(
                JsonWebKeys.isSet(client.get(Field.JWKS)),
                "The sandbox connects to nobody, so it does not know the keys behind the client's jwks_uri. Give it jwks.");
        String id = token.keyId();
        List<JsonNode> keys = new ArrayList<>();
        client.get(Field.JWKS).path("keys").forEach(keys::add);
        if (keys.isEmpty()) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST, "The retrieved JSON Web Key Set does not contain any key.");
        }
        keys.removeIf(key -> !id.isEmpty() && !key.path("kid").asText().equals(id));
        if (keys.isEmpty()) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST,
                    "The JSON Web Token uses signing key with kid '" + id + "', which could not be found.");
        }
        String kind = algorithm.isElliptic() ? "ECDSA" : "RSA";
        return keys.stream()
                .filter(key -> key.path("use").asText().equals("sig"))
                .flatMap(key -> JsonWebKeys.publicKey(key).stream())
                .filter(key -> key instanceof RSAPublicKey != algorithm.isElliptic())
                .findFirst()
                .orElseThrow(() -> new OAuth2Refusal(
                        OAuth2Error.INVALID_REQUEST,
                        "Unable to find " + kind + " public key with use='sig' for kid '" + id
                                + "' in JSON Web Key Set."));
    }

    /** Hydra has no words for a token that is too old or too young, and takes that for its own failure. */
    private void checkTimes(JsonWebToken token) throws OAuth2Refusal {
        long now = clock.instant().getEpochSecond();
        if (token.seconds("exp").orElse(now) < now
                || token.seconds("iat").orElse(now) > now
                || token.seconds("nbf").orElse(now) > now) {
            throw new OAuth2Refusal(OAuth2Error.ERROR);
        }
    }

    private void checkClaims(JsonWebToken token, String clientId) throws OAuth2Refusal {
        check(
                token.text("iss").equals(clientId),
                "Claim 'iss' from 'client_assertion' must match the 'client_id' of the OAuth 2.0 Client.");
        check(
                token.text("sub").equals(clientId),
                "Claim 'sub' from 'client_assertion' must match the 'client_id' of the OAuth 2.0 Client.");
        check(!token.text("jti").isEmpty(), "Claim 'jti' from 'client_assertion' must be set but is not.");
        check(
                token.seconds("exp").isPresent(),
                "Unable to type assert the expiry time from claims. This should not happen as we validate the expiry"
                        + " time already earlier with token.Claims.Valid()");
        Instant expiry = Instant.ofEpochSecond(Math.min(token.seconds("exp").orElse(0), Instant.MAX.getEpochSecond()));
        if (!usedIds.add(Digest.of(token.text("jti")), new UsedId(expiry))) {
            throw new OAuth2Refusal(
                    OAuth2Error.JTI_KNOWN, "Claim 'jti' from 'client_assertion' MUST only be used once.");
        }
        check(
                isAudience(token.claim("aud")),
                "Claim 'audience' from 'client_assertion' must match the authorization server's token endpoint '"
                        + tokenEndpoint + "'.");
    }

    private boolean isAudience(JsonNode audience) {
        for (JsonNode element : audience) {
            if (element.asText().equals(tokenEndpoint)) {
                return true;
            }
        }
        return audience.isTextual() && audience.textValue().equals(tokenEndpoint);
    }
}
