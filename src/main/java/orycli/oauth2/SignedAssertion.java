package orycli.oauth2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.json.Json;

/**
 * A client that signs who it is ({@code private_key_jwt}: RFC 7523, section 2.2, OpenID Connect Core 1.0, section 9).
 *
 * @param audience whom the assertion is for, where it is not the address of the token endpoint, which it is at all
 *     endpoints. It is never taken from what a server says of itself: a server could have itself given an assertion that
 *     is good at another one.
 */
public record SignedAssertion(String id, SigningKey key, Optional<String> audience, Clock clock) implements Client {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    /** It is used at once; a clock that is a little off must not matter. */
    private static final int LIFE_IN_SECONDS = 60;

    @Override
    public ClientMethod method() {
        return ClientMethod.PRIVATE_KEY_JWT;
    }

    @Override
    public Stream<String> identify(HttpUrl tokenEndpoint, Request.Builder request, FormBody.Builder form) {
        String assertion = assertion(tokenEndpoint);
        form.add("client_id", id).add("client_assertion_type", TYPE).add("client_assertion", assertion);
        return Stream.of(assertion);
    }

    private String assertion(HttpUrl tokenEndpoint) {
        Instant now = clock.instant();
        ObjectNode header = Json.nodes().objectNode();
        header.put("alg", key.algorithm()).put("typ", "JWT");
        key.id().ifPresent(keyId -> header.put("kid", keyId));
        ObjectNode claims = Json.nodes().objectNode();
        claims.put("iss", id)
                .put("sub", id)
                // A query is a gateway's, and may have its key in it.
                .put(
                        "aud",
                        audience.orElseGet(() ->
                                tokenEndpoint.newBuilder().query(null).build().toString()))
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + LIFE_IN_SECONDS);
        String signed = base64(Json.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + base64(Json.write(claims).getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
