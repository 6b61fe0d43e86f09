package orycli.sandbox.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

final class JsonWebKeysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {}",
                "{\"other\":1} | {}",
                "{\"keys\":null} | {\"keys\":null}",
                "{\"Keys\":[]} | {\"keys\":[]}",
                // Leading zeros and padding go, members that go-jose does not know too, and its order is its own.
                "{\"keys\":[{\"x\":1,\"e\":\"AAEAAQ==\",\"n\":\"AP8\",\"alg\":\"RS256\",\"kty\":\"RSA\",\"use\":\"sig\"}]}"
                        + " | {\"keys\":[{\"use\":\"sig\",\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"_w\",\"e\":\"AQAB\"}]}",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qY\"}]} | {\"keys\":[{\"kty\":\"OKP\","
                        + "\"crv\":\"Ed25519\",\"x\":\"11qYAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}"
            })
    void writesASetAsGoJoseDoes(String given, String written) throws Exception {
        JsonNode set = JsonWebKeys.decode(Json.parse(given));
        assertThat(Json.write(set)).isEqualTo(written);
        assertThat(JsonWebKeys.areValid(set)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "5",
                "{}",
                "{\"kty\":\"foo\"}",
                "{\"KTY\":\"oct\",\"k\":\"AyM1\"}",
                "{\"kty\":\"RSA\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":\"a+b/\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\",\"kid\":5}",
                "{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\",\"d\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\",\"x5t\":\"AAAA\"}",
                "{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\",\"x5c\":[\"AAAA\"]}",
                "{\"kty\":\"oct\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"11qY\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-192\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}"
            })
    void refusesWhatIsNoKey(String key) {
        assertThatThrownBy(() -> decode(Json.parse(key))).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kty\":\"oct\",\"k\":\"AyM1\"}",
                "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AA\"}"
            })
    void knowsAKeyThatIsNotForAClient(String key) throws Exception {
        JsonNode set = JsonWebKeys.decode(Json.parse("{\"keys\":[" + key + "]}"));
        assertThat(JsonWebKeys.areValid(set)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"P-256, secp256r1, 32", "P-384, secp384r1, 48", "P-521, secp521r1, 66"})
    void takesAPointOnItsCurveOnly(String name, String curve, int length) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        ECPublicKey made = (ECPublicKey) generator.generateKeyPair().getPublic();
        ObjectNode key = Json.nodes().objectNode().put("kty", "EC").put("crv", name);
        key.put("x", base64(made.getW().getAffineX(), length));
        key.put("y", base64(made.getW().getAffineY(), length));

        assertThat(decode(key)).isEqualTo(key);
        key.put("y", base64(made.getW().getAffineY().xor(BigInteger.ONE), length));
        assertThatThrownBy(() -> decode(key)).hasMessageContaining("not on declared curve");
    }

    @Test
    void takesAPrivateKeyWhoseNumbersGoTogetherOnly() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        RSAPrivateCrtKey made = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        ObjectNode key = Json.nodes().objectNode().put("kty", "RSA");
        key.put("n", base64(made.getModulus(), 128)).put("e", "AQAB");
        key.put("d", base64(made.getPrivateExponent()));
        key.put("p", base64(made.getPrimeP())).put("q", base64(made.getPrimeQ()));
        key.put("qi", base64(made.getCrtCoefficient()));

        assertThat(decode(key)).isEqualTo(key);
        key.put("d", base64(made.getPrivateExponent().add(BigInteger.TWO)));
        assertThatThrownBy(() -> decode(key)).hasMessage("crypto/rsa: invalid exponents");
    }

    private static JsonNode decode(JsonNode key) throws SyntaxException {
        ObjectNode set = Json.nodes().objectNode();
        set.putArray("keys").add(key);
        return JsonWebKeys.decode(set).path("keys").path(0);
    }

    private static String base64(BigInteger number) {
        return base64(number, (number.bitLength() + 7) / 8);
    }

    private static String base64(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] significant = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - length), bytes.length);
        byte[] padded = new byte[length];
        ByteBuffer.wrap(padded).position(length - significant.length).put(significant);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }
}
