package orycli.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.json.Json;

/** Clients that sign their requests (private_key_jwt). What it compares with was sent by a real Hydra. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientAssertionTest {
    private static final String FAILED = "Client authentication failed (e.g., unknown client, no client authentication"
            + " included, or unsupported authentication method).";
    private static final String MALFORMED = "The request is missing a required parameter, includes an invalid parameter"
            + " value, includes a parameter more than once, or is otherwise malformed.";
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Hands hands = new Hands();
    private KeyPair rsa;
    private KeyPair elliptic;
    private Sandbox sandbox;
    private Http http;

    @BeforeAll
    void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
        generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        elliptic = generator.generateKeyPair();
    }

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(0, hands);
        http = Http.to(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void create(String id, Consumer<ObjectNode> more) throws IOException, InterruptedException {
        ObjectNode client = Json.nodes().objectNode();
        client.put("client_id", id).put("token_endpoint_auth_method", "private_key_jwt");
        client.putArray("grant_types").add("client_credentials");
        client.putObject("jwks").putArray("keys").add(rsaKey()).add(ellipticKey());
        more.accept(client);
        assertThat(http.post("/admin/clients", Json.write(client)).status()).isEqualTo(201);
    }

    private ObjectNode rsaKey() {
        RSAPublicKey key = (RSAPublicKey) rsa.getPublic();
        return Json.nodes()
                .objectNode()
                .put("kty", "RSA")
                .put("kid", "rsa")
                .put("use", "sig")
                .put("n", encoded(key.getModulus(), 256))
                .put("e", "AQAB");
    }

    private ObjectNode ellipticKey() {
        ECPublicKey key = (ECPublicKey) elliptic.getPublic();
        return Json.nodes()
                .objectNode()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", "ec")
                .put("use", "sig")
                .put("x", encoded(key.getW().getAffineX(), 32))
                .put("y", encoded(key.getW().getAffineY(), 32));
    }

    private static String encoded(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
        return encoded(fixed);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private ObjectNode claims(String id) {
        long now = hands.now().getEpochSecond();
        return Json.nodes()
                .objectNode()
                .put("iss", id)
                .put("sub", id)
                .put("aud", sandbox.endpoint() + "/oauth2/token")
                .put("iat", now)
                .put("exp", now + 60)
                .put("jti", hands.newId());
    }

    private String signed(String algorithm, String keyId, ObjectNode claims) throws Exception {
        ObjectNode header = Json.nodes().objectNode().put("alg", algorithm).put("kid", keyId);
        String text = encoded(Json.write(header).getBytes(UTF_8)) + "."
                + encoded(Json.write(claims).getBytes(UTF_8));
        Signature signature = Signature.getInstance(
                switch (algorithm.substring(0, 2)) {
                    case "RS" -> "SHA256withRSA";
                    case "PS" -> "RSASSA-PSS";
                    default -> "SHA256withECDSAinP1363Format";
                });
        if (algorithm.startsWith("PS")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign((algorithm.startsWith("ES") ? elliptic : rsa).getPrivate());
        signature.update(text.getBytes(UTF_8));
        return text + "." + encoded(signature.sign());
    }

    private Http.Reply token(String assertion) throws IOException, InterruptedException {
        return http.form(
                "/oauth2/token",
                "grant_type=client_credentials&client_assertion_type=" + TYPE + "&client_assertion=" + assertion);
    }

    private static void assertRefused(Http.Reply reply, int status, String error, String description)
            throws IOException {
        assertThat(reply.json())
                .isEqualTo(Json.nodes().objectNode().put("error", error).put("error_description", description));
        assertThat(reply.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"RS256,rsa", "PS256,rsa", "ES256,ec"})
    void takesTheAlgorithmOfTheClient(String algorithm, String keyId) throws Exception {
        create("one", client -> client.put("token_endpoint_auth_signing_alg", algorithm));
        assertThat(token(signed(algorithm, keyId, claims("one"))).status()).isEqualTo(200);
    }

    @Test
    void takesNoOtherAlgorithm() throws Exception {
        create("one", client -> {});
        assertRefused(
                token(signed("ES256", "ec", claims("one"))),
                401,
                "invalid_client",
                FAILED + " The 'client_assertion' uses signing algorithm 'ES256' but the requested OAuth 2.0 Client"
                        + " enforces signing algorithm 'RS256'.");
    }

    @Test
    void takesAnAssertionOnce() throws Exception {
        create("one", client -> {});
        String assertion = signed("RS256", "rsa", claims("one"));
        assertThat(token(assertion).status()).isEqualTo(200);
        assertRefused(
                token(assertion),
                400,
                "jti_known",
                "The jti was already used. Claim 'jti' from 'client_assertion' MUST only be used once.");
    }

    @Test
    void refusesASignatureOfAnother() throws Exception {
        create("one", client -> {});
        String[] one = signed("RS256", "rsa", claims("one")).split("\\.", -1);
        String[] other = signed("RS256", "rsa", claims("one")).split("\\.", -1);
        String complaint = FAILED + " Unable to verify the integrity of the 'client_assertion' value.";
        assertRefused(token(one[0] + "." + one[1] + "." + other[2]), 401, "invalid_client", complaint);
        assertRefused(token("y"), 401, "invalid_client", complaint);
        assertRefused(token(one[0] + "." + one[1] + ".!"), 401, "invalid_client", complaint);
    }

    @Test
    void refusesACriticalExtension() throws Exception {
        create("one", client -> {});
        String header = encoded("{\"alg\":\"RS256\",\"kid\":\"rsa\",\"crit\":[\"x\"],\"x\":1}".getBytes(UTF_8));
        String text = header + "." + encoded(Json.write(claims("one")).getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.getPrivate());
        signature.update(text.getBytes(UTF_8));
        assertRefused(
                token(text + "." + encoded(signature.sign())),
                401,
                "invalid_client",
                FAILED + " Unable to verify the integrity of the 'client_assertion' value.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iss | x  | Claim 'iss' from 'client_assertion' must match the 'client_id' of the OAuth 2.0 Client.
            jti | '' | Claim 'jti' from 'client_assertion' must be set but is not.
            exp | x  | Unable to type assert the expiry time from claims. This should not happen as we validate the expiry time already earlier with token.Claims.Valid()
            """)
    void refusesWrongClaims(String claim, String value, String complaint) throws Exception {
        create("one", client -> {});
        assertRefused(
                token(signed("RS256", "rsa", claims("one").put(claim, value))),
                401,
                "invalid_client",
                FAILED + " " + complaint);
    }

    @Test
    void refusesAnAssertionForAnother() throws Exception {
        create("one", client -> {});
        String complaint =
                FAILED + " Claim 'audience' from 'client_assertion' must match the authorization server's token"
                        + " endpoint '" + sandbox.endpoint() + "/oauth2/token'.";
        assertRefused(
                token(signed(
                        "RS256",
                        "rsa",
                        claims("one").put("aud", sandbox.endpoint().toString()))),
                401,
                "invalid_client",
                complaint);
        ObjectNode several = claims("one");
        several.putArray("aud").add("x").add(sandbox.endpoint() + "/oauth2/token");
        assertThat(token(signed("RS256", "rsa", several)).status()).isEqualTo(200);
    }

    @Test
    void refusesATokenThatIsTooOldOrTooYoung() throws Exception {
        create("one", client -> {});
        long now = hands.now().getEpochSecond();
        for (ObjectNode claims : Arrays.asList(
                claims("one").put("exp", now - 1),
                claims("one").put("iat", now + 1),
                claims("one").put("nbf", now + 1))) {
            assertRefused(token(signed("RS256", "rsa", claims)), 500, "error", "The error is unrecognizable");
        }
    }

    @Test
    void refusesAKeyThatIsNotThere() throws Exception {
        create("one", client -> {});
        assertRefused(
                token(signed("RS256", "other", claims("one"))),
                400,
                "invalid_request",
                MALFORMED + " The JSON Web Token uses signing key with kid 'other', which could not be found.");
        assertRefused(
                token(signed("RS256", "ec", claims("one"))),
                400,
                "invalid_request",
                MALFORMED + " Unable to find RSA public key with use='sig' for kid 'ec' in JSON Web Key Set.");
    }

    @Test
    void refusesAKeyThatIsNotForSigning() throws Exception {
        create("one", client -> client.putObject("jwks").putArray("keys").add(rsaKey().put("use", "enc")));
        assertRefused(
                token(signed("RS256", "rsa", claims("one"))),
                400,
                "invalid_request",
                MALFORMED + " Unable to find RSA public key with use='sig' for kid 'rsa' in JSON Web Key Set.");
    }

    @Test
    void fetchesNoKeys() throws Exception {
        create(
                "one",
                client -> client.put("jwks_uri", sandbox.endpoint() + "/.well-known/jwks.json")
                        .remove("jwks"));
        assertRefused(
                token(signed("RS256", "rsa", claims("one"))),
                401,
                "invalid_client",
                FAILED
                        + " The sandbox connects to nobody, so it does not know the keys behind the client's jwks_uri. Give"
                        + " it jwks.");
    }

    @Test
    void takesNoAssertionOfAClientWithASecret() throws Exception {
        create("one", client -> client.put("token_endpoint_auth_method", "client_secret_basic"));
        assertRefused(
                token(signed("RS256", "rsa", claims("one"))),
                401,
                "invalid_client",
                FAILED + " This requested OAuth 2.0 client only supports client authentication method"
                        + " 'client_secret_basic', however 'client_assertion' was provided in the request.");
    }

    @Test
    void takesNoSecretInPlaceOfAnAssertion() throws Exception {
        create("one", client -> client.put("client_secret", "s3cret"));
        assertThat(http.form(
                                "/oauth2/token",
                                "grant_type=client_credentials",
                                "Authorization",
                                Http.basic("one", "s3cret"))
                        .status())
                .isEqualTo(401);
        assertRefused(
                http.form("/oauth2/token", "grant_type=client_credentials&client_assertion_type=x"),
                400,
                "invalid_request",
                MALFORMED + " Unknown client_assertion_type 'x'.");
    }
}
