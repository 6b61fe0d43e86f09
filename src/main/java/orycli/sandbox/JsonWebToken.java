package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** A signed set of claims (RFC 7519, RFC 7515, section 7.1). */
final class JsonWebToken {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final ObjectNode header;
    private final ObjectNode claims;
    private final String signed;
    private final byte[] signature;

    private JsonWebToken(ObjectNode header, ObjectNode claims, String signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** The token in the text, whatever its signature is good for; nothing where there is none. */
    static Optional<JsonWebToken> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return json(parts[0]) instanceof ObjectNode header && json(parts[1]) instanceof ObjectNode claims
                    ? Optional.of(new JsonWebToken(header, claims, parts[0] + "." + parts[1], bytes(parts[2])))
                    : Optional.empty();
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String part) throws JsonSyntaxException {
        return Json.parse(new String(bytes(part), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    /** The claims, signed, in the compact form. */
    static String sign(ObjectNode header, ObjectNode claims, SigningAlgorithm algorithm, PrivateKey key) {
        String signed = encoded(header) + "." + encoded(claims);
        try {
            return signed + "."
                    + ENCODER.encodeToString(algorithm.sign(signed.getBytes(StandardCharsets.US_ASCII), key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of the right kind can always sign", e);
        }
    }

    private static String encoded(ObjectNode part) {
        return ENCODER.encodeToString(Json.write(part).getBytes(StandardCharsets.UTF_8));
    }

    String algorithm() {
        return header.path("alg").asText();
    }

    /** Which key it is signed with, or an empty text. */
    String keyId() {
        return header.path("kid").asText("");
    }

    boolean isSignedBy(PublicKey key, SigningAlgorithm algorithm) {
        try {
            // No extension is understood here, so none may be critical (RFC 7515, section 4.1.11).
            return !header.has("crit") && algorithm.verify(signed.getBytes(StandardCharsets.US_ASCII), signature, key);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    JsonNode claim(String name) {
        return claims.path(name);
    }

    /** The claim where it is a text, or else an empty one. */
    String text(String claim) {
        return claims.path(claim).isTextual() ? claims.path(claim).textValue() : "";
    }

    /** The claim where it is a time: the seconds since 1970, without their fraction. */
    OptionalLong seconds(String claim) {
        JsonNode value = claims.path(claim);
        return value.isNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }
}
