package orycli.sandbox.go;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import orycli.json.Json;

/**
 * Sets of JSON Web Keys (RFC 7517, 7518 and 8037) as go-jose reads and writes them: members in its order, those it does not
 * know left out, numbers without leading zeros.
 */
public final class JsonWebKeys {
    private static final Map<String, String> CURVES =
            Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

    private JsonWebKeys() {}

    /** The set in Go's form; an object without {@code keys} is a set that is not there, written as an empty object. */
    static ObjectNode decode(JsonNode given) throws SyntaxException {
        ObjectNode set = Json.nodes().objectNode();
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            if (member.getKey().equalsIgnoreCase("keys")) {
                set.set("keys", keys(member.getValue()));
            }
        }
        return set;
    }

    private static JsonNode keys(JsonNode given) throws SyntaxException {
        if (given.isNull()) {
            return given;
        }
        if (!given.isArray()) {
            throw Type.mismatchedValue(given, "[]jose.JSONWebKey");
        }
        ArrayNode keys = Json.nodes().arrayNode();
        for (JsonNode key : given) {
            keys.add(new KeyReader(key).read());
        }
        return keys;
    }

    public static boolean isSet(JsonNode set) {
        return set.has("keys");
    }

    /** Whether each key of a decoded set can be a client's: not a symmetric one, and no number of an RSA key is zero. */
    public static boolean areValid(JsonNode set) {
        for (JsonNode key : set.path("keys")) {
            boolean isValid = switch (key.path("kty").asText()) {
                case "RSA" -> !key.path("e").asText().isEmpty();
                case "oct" -> false;
                default -> true;
            };
            if (!isValid) {
                return false;
            }
        }
        return true;
    }

    /** The key of a decoded set where it is a public RSA or elliptic one, which are those that clients sign with. */
    public static Optional<PublicKey> publicKey(JsonNode key) {
        try {
            return key.has("d") ? Optional.empty() : new KeyReader(key).publicKey();
        } catch (SyntaxException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** A number as RFC 7518, section 2, has it. */
    public static String encode(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return encode(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads one key. */
    private static final class KeyReader {
        private final JsonNode given;
        private final ObjectNode key = Json.nodes().objectNode();

        KeyReader(JsonNode given) throws SyntaxException {
            if (!given.isObject() && !given.isNull()) {
                throw Type.mismatchedValue(given, "jose.rawJSONWebKey");
            }
            this.given = given;
        }

        ObjectNode read() throws SyntaxException {
            copyText("use");
            copyText("kty");
            copyText("kid");
            switch (text("kty")) {
                case "EC" -> readElliptic();
                case "RSA" -> readRsa();
                case "oct" -> readSymmetric();
                case "OKP" -> readEdwards();
                default -> throw error("unknown json web key type '" + text("kty") + "'");
            }
            copyCertificates();
            copyText("x5u");
            copyThumbprint("x5t", 20);
            copyThumbprint("x5t#S256", 32);
            return key;
        }

        Optional<PublicKey> publicKey() throws SyntaxException, GeneralSecurityException {
            return switch (text("kty")) {
                case "RSA" ->
                    Optional.of(KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(number("n"), number("e"))));
                case "EC" ->
                    Optional.of(KeyFactory.getInstance("EC")
                            .generatePublic(
                                    new ECPublicKeySpec(new ECPoint(number("x"), number("y")), curve(text("crv")))));
                default -> Optional.empty();
            };
        }

        /** RFC 7518, section 6.2: the coordinates have the full length of the curve's. */
        private void readElliptic() throws SyntaxException {
            ECParameterSpec curve = curve(text("crv"));
            int length = (curve.getCurve().getField().getFieldSize() + 7) / 8;
            copyText("crv");
            copyText("alg");
            require("EC key, missing x/y/d values", "x", "y");
            for (String coordinate : new String[] {"x", "y", "d"}) {
                if (has(coordinate) && bytes(coordinate).length != length) {
                    throw error("invalid EC key, wrong length for " + coordinate);
                }
            }
            if (!isOnCurve(curve, number("x"), number("y"))) {
                throw error("invalid EC key, X/Y are not on declared curve");
            }
            copyBytes("x");
            copyBytes("y");
            copyBytes("d");
        }

        private static ECParameterSpec curve(String name) throws SyntaxException {
            String known = CURVES.get(name);
            if (known == null) {
                throw error("unsupported elliptic curve '" + name + "'");
            }
            try {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec(known));
                return parameters.getParameterSpec(ECParameterSpec.class);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java runtime has the curves of RFC 7518", e);
            }
        }

        private static boolean isOnCurve(ECParameterSpec spec, BigInteger x, BigInteger y) {
            BigInteger p = ((ECFieldFp) spec.getCurve().getField()).getP();
            BigInteger right = x.pow(3)
                    .add(spec.getCurve().getA().multiply(x))
                    .add(spec.getCurve().getB());
            return x.compareTo(p) < 0
                    && y.compareTo(p) < 0
                    && y.multiply(y).subtract(right).mod(p).signum() == 0;
        }

        /** RFC 7518, section 6.3. */
        private void readRsa() throws SyntaxException {
            require("RSA key, missing n/e values", "n", "e");
            if (has("d")) {
                require("RSA private key, missing P or Q value(s)", "p", "q");
                checkPrimes();
            }
            copyText("alg");
            copyNumber("n");
            // Go keeps the exponent in 64 bits.
            put("e", number("e").mod(BigInteger.ONE.shiftLeft(64)));
            if (has("d")) {
                for (String name : new String[] {"d", "p", "q", "dp", "dq", "qi"}) {
                    copyNumber(name);
                }
            }
        }

        private void checkPrimes() throws SyntaxException {
            BigInteger secret = number("e").multiply(number("d")).subtract(BigInteger.ONE);
            BigInteger product = BigInteger.ONE;
            for (String name : new String[] {"p", "q"}) {
                BigInteger prime = number(name);
                BigInteger order = prime.subtract(BigInteger.ONE);
                if (order.signum() <= 0 || secret.mod(order).signum() != 0) {
                    throw new SyntaxException("crypto/rsa: invalid exponents");
                }
                product = product.multiply(prime);
            }
            if (!product.equals(number("n"))) {
                throw new SyntaxException("crypto/rsa: invalid modulus");
            }
        }

        /** RFC 8037; Go knows one of its curves. A short value is filled up with zeros, a long one is cut. */
        private void readEdwards() throws SyntaxException {
            if (!text("crv").equals("Ed25519") || !has("x")) {
                throw error("unknown curve " + text("crv") + "'");
            }
            copyText("crv");
            copyText("alg");
            put("x", Arrays.copyOf(bytes("x"), 32));
            if (has("d")) {
                put("d", Arrays.copyOf(bytes("d"), 32));
            }
        }

        private void readSymmetric() throws SyntaxException {
            require("OCT (symmetric) key, missing k value", "k");
            copyText("alg");
            copyBytes("k");
        }

        private void require(String complaint, String... names) throws SyntaxException {
            for (String name : names) {
                if (!has(name)) {
                    throw error("invalid " + complaint);
                }
            }
        }

        private boolean has(String name) {
            return given.hasNonNull(name);
        }

        private String text(String name) throws SyntaxException {
            JsonNode value = given.path(name);
            if (!has(name)) {
                return "";
            }
            if (!value.isTextual()) {
                throw Type.mismatchedValue(value, "string");
            }
            return value.textValue();
        }

        private byte[] bytes(String name) throws SyntaxException {
            String text = text(name);
            try {
                return Base64.getUrlDecoder().decode(text.replaceAll("=+$", ""));
            } catch (IllegalArgumentException e) {
                throw new SyntaxException("illegal base64 data in " + name);
            }
        }

        private BigInteger number(String name) throws SyntaxException {
            return new BigInteger(1, bytes(name));
        }

        private void copyText(String name) throws SyntaxException {
            if (!text(name).isEmpty()) {
                key.put(name, text(name));
            }
        }

        private void copyNumber(String name) throws SyntaxException {
            if (has(name)) {
                put(name, number(name));
            }
        }

        private void put(String name, BigInteger number) {
            key.put(name, encode(number));
        }

        private void copyBytes(String name) throws SyntaxException {
            if (has(name)) {
                put(name, bytes(name));
            }
        }

        private void put(String name, byte[] bytes) {
            key.put(name, encode(bytes));
        }

        private void copyThumbprint(String name, int length) throws SyntaxException {
            byte[] thumbprint = bytes(name);
            if (thumbprint.length == 2 * length) {
                thumbprint = fromHex(thumbprint);
            }
            if (thumbprint.length > 0) {
                if (thumbprint.length != length) {
                    throw error("invalid JWK, " + name + " header is of incorrect size");
                }
                put(name, thumbprint);
            }
        }

        /** RFC 7517, section 4.8 leaves open what is encoded in base64: the digest, or its digits. */
        private static byte[] fromHex(byte[] digits) throws SyntaxException {
            try {
                return HexFormat.of().parseHex(new String(digits, StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                throw error("invalid JWK, unable to hex decode a thumbprint");
            }
        }

        private void copyCertificates() throws SyntaxException {
            if (!has("x5c")) {
                return;
            }
            JsonNode chain = Type.STRINGS.decode(given.path("x5c"), given, "rawJSONWebKey.x5c");
            for (JsonNode certificate : chain) {
                try {
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Base64.getDecoder().decode(certificate.textValue())));
                } catch (CertificateException | IllegalArgumentException e) {
                    throw error("failed to unmarshal x5c field: it holds no certificate");
                }
            }
            if (!chain.isEmpty()) {
                key.set("x5c", chain);
            }
        }

        private static SyntaxException error(String message) {
            return new SyntaxException("go-jose/go-jose: " + message);
        }
    }
}
