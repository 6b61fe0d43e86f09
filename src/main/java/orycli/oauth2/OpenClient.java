package orycli.oauth2;

import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** A client without a secret. */
record OpenClient(String id) implements Client {
    @Override
    public String method() {
        return "none";
    }

    @Override
    public Stream<String> identify(HttpUrl url, Request.Builder request, FormBody.Builder form) {
        form.add("client_id", id);
        return Stream.empty();
    }
}
