package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import orycli.json.Json;
import orycli.sandbox.go.JsonWebKeys;

/** The key that signs ID tokens and access tokens that are JSON Web Tokens. Hydra has one for each. */
final class SigningKey {
    private static final int BITS = 2048;

    private final String id;
    private final KeyPair pair;

    private SigningKey(String id, KeyPair pair) {
        this.id = id;
        this.pair = pair;
    }

    /** A new key, which takes a while to be found. */
    static SigningKey generate(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new SigningKey(id, generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }

    String sign(ObjectNode claims) {
        ObjectNode header =
                Json.nodes().objectNode().put("alg", "RS256").put("kid", id).put("typ", "JWT");
        return JsonWebToken.sign(header, claims, SigningAlgorithm.RS256, pair.getPrivate());
    }

    /** The public half as a JSON Web Key (RFC 7517). */
    ObjectNode toJson() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return Json.nodes()
                .objectNode()
                .put("use", "sig")
                .put("kty", "RSA")
                .put("kid", id)
                .put("alg", "RS256")
                .put("n", JsonWebKeys.encode(key.getModulus()))
                .put("e", JsonWebKeys.encode(key.getPublicExponent()));
    }
}
