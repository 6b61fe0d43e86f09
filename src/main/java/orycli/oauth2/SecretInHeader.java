package orycli.oauth2;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** A client that sends its secret with HTTP Basic, both parts encoded as forms are (RFC 6749, section 2.3.1). */
record SecretInHeader(String id, String secret) implements Client {
    @Override
    public ClientMethod method() {
        return ClientMethod.CLIENT_SECRET_BASIC;
    }

    @Override
    public Stream<String> identify(HttpUrl tokenEndpoint, Request.Builder request, FormBody.Builder form) {
        String pair = encoded(id) + ":" + encoded(secret);
        String credentials = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
        request.header("Authorization", "Basic " + credentials);
        return Stream.of(secret, encoded(secret), credentials);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return id + " [redacted]";
    }
}
