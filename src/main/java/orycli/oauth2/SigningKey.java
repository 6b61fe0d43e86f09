package orycli.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * The private key of a client, a JSON Web Key (RFC 7517; RFC 7518, section 6; RFC 8037), and how it signs.
 *
 * @param id by which the server finds the public key, where it has one
 * @param algorithm one of RFC 7518, section 3.1, or RFC 8037, section 3.1
 */
public record SigningKey(Optional<String> id, String algorithm, PrivateKey key) {
    private static final List<String> OF_RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    /**
     * The key in a text: a JSON Web Key, or a set with one private key in it.
     *
     * @throws IllegalArgumentException where it is none that can sign; the message is the end of a sentence
     */
    public static SigningKey parse(String text) {
        try {
            return of(theKey(Json.parse(text)));
        } catch (JsonSyntaxException e) {
            // Without the place and what stands there, which may be the key.
            throw new IllegalArgumentException("it is not JSON, as a JSON Web Key is", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no such key can exist", e);
        }
    }

    private static JsonNode theKey(JsonNode json) {
        if (!(json.path("keys") instanceof ArrayNode keys)) {
            return json;
        }
        List<JsonNode> candidates = new ArrayList<>();
        for (JsonNode key : keys) {
            if (key.has("d") && !key.path("use").asText("sig").equals("enc")) {
                candidates.add(key);
            }
        }
        if (candidates.size() != 1) {
            throw new IllegalArgumentException(
                    "it holds " + candidates.size() + " private keys for signatures, not one");
        }
        return candidates.get(0);
    }

    private static SigningKey of(JsonNode jwk) throws GeneralSecurityException {
        String type = jwk.path("kty").asText("");
        List<String> algorithms = switch (type) {
            case "RSA" -> OF_RSA;
            case "EC" -> ofCurve(jwk.path("crv").asText(""));
            case "OKP" -> ofEdwardsCurve(jwk.path("crv").asText(""));
            default -> throw new IllegalArgumentException("it is not a JSON Web Key of the type RSA, EC or OKP");
        };
        if (!jwk.has("d")) {
            throw new IllegalArgumentException("it is a public key, which cannot sign");
        }
        String algorithm = jwk.path("alg").asText(algorithms.get(0));
        if (!algorithms.contains(algorithm)) {
            throw new IllegalArgumentException("a key of its type does not sign with the algorithm that it names");
        }
        Optional<String> id = Optional.of(jwk.path("kid").asText("")).filter(text -> !text.isEmpty());
        PrivateKey key =
                KeyFactory.getInstance(type.equals("OKP") ? "EdDSA" : type).generatePrivate(spec(type, jwk));
        return new SigningKey(id, algorithm, key);
    }

    private static List<String> ofCurve(String curve) {
        return switch (curve) {
            case "P-256" -> List.of("ES256");
            case "P-384" -> List.of("ES384");
            case "P-521" -> List.of("ES512");
            default -> throw new IllegalArgumentException("its curve is not P-256, P-384 or P-521");
        };
    }

    private static List<String> ofEdwardsCurve(String curve) {
        if (!curve.equals("Ed25519") && !curve.equals("Ed448")) {
            throw new IllegalArgumentException("its curve is not Ed25519 or Ed448");
        }
        return List.of("EdDSA");
    }

    private static KeySpec spec(String type, JsonNode jwk) throws GeneralSecurityException {
        return switch (type) {
            case "RSA" -> rsa(jwk);
            case "EC" ->
                new ECPrivateKeySpec(number(jwk, "d"), curve(jwk.path("crv").asText()));
            default ->
                new EdECPrivateKeySpec(new NamedParameterSpec(jwk.path("crv").asText()), bytes(jwk, "d"));
        };
    }

    /** With its primes, where they are there, as that signs faster. */
    private static KeySpec rsa(JsonNode jwk) {
        BigInteger modulus = number(jwk, "n");
        BigInteger exponent = number(jwk, "d");
        return Stream.of("e", "p", "q", "dp", "dq", "qi").allMatch(jwk::has)
                ? new RSAPrivateCrtKeySpec(
                        modulus,
                        number(jwk, "e"),
                        exponent,
                        number(jwk, "p"),
                        number(jwk, "q"),
                        number(jwk, "dp"),
                        number(jwk, "dq"),
                        number(jwk, "qi"))
                : new RSAPrivateKeySpec(modulus, exponent);
    }

    private static ECParameterSpec curve(String name) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp" + name.substring(2) + "r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger number(JsonNode jwk, String member) {
        return new BigInteger(1, bytes(jwk, member));
    }

    private static byte[] bytes(JsonNode jwk, String member) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(jwk.path(member).asText(""));
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Without its words, which may quote the key.
        }
        throw new IllegalArgumentException("its member " + member + " is missing or not Base64url");
    }

    /** What the algorithm makes of these bytes, in the form of RFC 7518, section 3. */
    byte[] sign(byte[] bytes) {
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it cannot sign with " + algorithm, e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        String bits = algorithm.substring(2);
        return switch (algorithm.substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
            case "PS" -> pss("SHA-" + bits, Integer.parseInt(bits) / 8);
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            default -> Signature.getInstance("EdDSA");
        };
    }

    /** With a salt as long as the hash (RFC 7518, section 3.5). */
    private static Signature pss(String hash, int length) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), length, 1));
        return signature;
    }

    @Override
    public String toString() {
        return algorithm + " [redacted]";
    }
}
