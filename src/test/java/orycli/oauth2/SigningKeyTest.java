package orycli.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

final class SigningKeyTest {
    private static final byte[] TEXT = "a.b".getBytes(StandardCharsets.US_ASCII);

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String member(String name, BigInteger value) {
        return ",\"" + name + "\":\"" + base64(value.toByteArray()) + "\"";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String jwk(KeyPair pair, boolean hasPrimes) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        String primes = member("e", key.getPublicExponent())
                + member("p", key.getPrimeP())
                + member("q", key.getPrimeQ())
                + member("dp", key.getPrimeExponentP())
                + member("dq", key.getPrimeExponentQ())
                + member("qi", key.getCrtCoefficient());
        return "\"kty\":\"RSA\"" + member("n", key.getModulus()) + member("d", key.getPrivateExponent())
                + (hasPrimes ? primes : "");
    }

    private static boolean isGood(Signature verifier, PublicKey key, byte[] signature) throws GeneralSecurityException {
        verifier.initVerify(key);
        verifier.update(TEXT);
        return verifier.verify(signature);
    }

    @ParameterizedTest
    @CsvSource({"RS256, true", "RS384, false", "RS512, true"})
    void signsWithRsa(String algorithm, boolean hasPrimes) throws GeneralSecurityException {
        KeyPair pair = rsa();

        SigningKey key = SigningKey.parse("{\"alg\":\"" + algorithm + "\"," + jwk(pair, hasPrimes) + "}");

        assertThat(key.algorithm()).isEqualTo(algorithm);
        assertThat(isGood(
                        Signature.getInstance("SHA" + algorithm.substring(2) + "withRSA"),
                        pair.getPublic(),
                        key.sign(TEXT)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PS256, 32", "PS384, 48", "PS512, 64"})
    void signsWithRsaPss(String algorithm, int salt) throws GeneralSecurityException {
        KeyPair pair = rsa();
        String hash = "SHA-" + algorithm.substring(2);
        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));

        SigningKey key = SigningKey.parse("{\"alg\":\"" + algorithm + "\"," + jwk(pair, true) + "}");

        assertThat(isGood(verifier, pair.getPublic(), key.sign(TEXT))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"P-256, secp256r1, ES256, 64", "P-384, secp384r1, ES384, 96", "P-521, secp521r1, ES512, 132"})
    void signsWithEllipticCurves(String curve, String name, String algorithm, int length)
            throws GeneralSecurityException {
        KeyPair pair = pair("EC", new ECGenParameterSpec(name));
        String secret = member("d", ((ECPrivateKey) pair.getPrivate()).getS());

        SigningKey key = SigningKey.parse("{\"kty\":\"EC\",\"crv\":\"" + curve + "\"" + secret + "}");

        assertThat(key.algorithm()).isEqualTo(algorithm);
        assertThat(key.sign(TEXT)).hasSize(length);
        assertThat(isGood(
                        Signature.getInstance("SHA" + algorithm.substring(2) + "withECDSAinP1363Format"),
                        pair.getPublic(),
                        key.sign(TEXT)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void signsWithEdwardsCurves(String curve) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(curve).generateKeyPair();
        byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();

        SigningKey key =
                SigningKey.parse("{\"kty\":\"OKP\",\"crv\":\"" + curve + "\",\"d\":\"" + base64(secret) + "\"}");

        assertThat(key.algorithm()).isEqualTo("EdDSA");
        assertThat(isGood(Signature.getInstance("EdDSA"), pair.getPublic(), key.sign(TEXT)))
                .isTrue();
    }

    @Test
    void takesTheOnlyPrivateKeyOfASet() throws GeneralSecurityException {
        String key = "{\"kid\":\"mine\"," + jwk(rsa(), true) + "}";
        String open = "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}";
        String other = "{\"use\":\"enc\"," + jwk(rsa(), true) + "}";

        assertThat(SigningKey.parse("{\"keys\":[" + open + "," + other + "," + key + "]}")
                        .id())
                .contains("mine");
        assertThatThrownBy(() -> SigningKey.parse("{\"keys\":[" + key + "," + key + "]}"))
                .hasMessage("it holds 2 private keys for signatures, not one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "hello | it is not JSON, as a JSON Web Key is",
                "[] | it is not a JSON Web Key of the type RSA, EC or OKP",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"} | it is a public key, which cannot sign",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"d\":\"AQAB\"} | its curve is not P-256, P-384 or P-521",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"d\":\"AQAB\"} | its curve is not Ed25519 or Ed448",
                "{\"kty\":\"RSA\",\"alg\":\"HS256\",\"n\":\"AQAB\",\"d\":\"AQAB\"} | a key of its type does not sign with the"
                        + " algorithm that it names",
                "{\"kty\":\"RSA\",\"n\":\"s3cret!\",\"d\":\"AQAB\"} | its member n is missing or not Base64url",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"d\":\"AQAB\"} | no such key can exist",
            })
    void saysWhatIsWrongWithAKeyWithoutQuotingIt(String text, String problem) {
        assertThatThrownBy(() -> SigningKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    /** RFC 7523, section 3. A query is none of the server's business. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?key=gateways"})
    void theAssertionSaysWhoAsksWhomForAMinute(String query) throws GeneralSecurityException, IOException {
        SigningKey key = SigningKey.parse("{\"kid\":\"mine\"," + jwk(rsa(), true) + "}");
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);
        HttpUrl url = HttpUrl.get("https://id.example.org/oauth2/token" + query);
        FormBody.Builder form = new FormBody.Builder();

        new SignedAssertion("one", key, Optional.empty(), clock).identify(url, new Request.Builder().url(url), form);

        FormBody body = form.build();
        assertThat(body.value(0)).isEqualTo("one");
        assertThat(body.value(1)).isEqualTo("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        String[] parts = body.value(2).split("\\.", -1);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"mine\"}");
        var claims = Json.parse(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        assertThat(claims.path("jti").asText()).hasSize(36);
        assertThat(Json.write(claims).replaceFirst("\"jti\":\"[^\"]*\",", ""))
                .isEqualTo("{\"iss\":\"one\",\"sub\":\"one\",\"aud\":\"https://id.example.org/oauth2/token\","
                        + "\"iat\":1000,\"exp\":1060}");
    }
}
