package orycli.oauth2;

import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** A client that sends its secret in the form. */
record SecretInBody(String id, String secret) implements Client {
    @Override
    public ClientMethod method() {
        return ClientMethod.CLIENT_SECRET_POST;
    }

    @Override
    public Stream<String> identify(HttpUrl tokenEndpoint, Request.Builder request, FormBody.Builder form) {
        form.add("client_id", id).add("client_secret", secret);
        return Stream.of(secret);
    }

    @Override
    public String toString() {
        return id + " [redacted]";
    }
}
