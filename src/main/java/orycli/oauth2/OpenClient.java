package orycli.oauth2;

import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** A client that says who it is, and cannot show it. */
record OpenClient(String id) implements Client {
    @Override
    public ClientMethod method() {
        return ClientMethod.NONE;
    }

    @Override
    public Stream<String> identify(HttpUrl tokenEndpoint, Request.Builder request, FormBody.Builder form) {
        form.add("client_id", id);
        return Stream.empty();
    }
}
