package orycli.oauth2;

import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** A client, and how it shows who it is (RFC 6749, section 2.3). */
public interface Client {
    /** A public client, which has nothing to show. */
    static Client open(String id) {
        return new OpenClient(id);
    }

    /** By what name the method is registered, such as {@code client_secret_basic}. */
    String method();

    /**
     * Adds what shows who asks.
     *
     * @param url where the request goes
     * @return what nothing may repeat of it
     */
    Stream<String> identify(HttpUrl url, Request.Builder request, FormBody.Builder form);
}
