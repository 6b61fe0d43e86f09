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

    /** One with a secret, which goes into the header (RFC 6749, section 2.3.1). */
    static Client secretBasic(String id, String secret) {
        return new SecretInHeader(id, secret);
    }

    /** One with a secret, which goes into the body. */
    static Client secretPost(String id, String secret) {
        return new SecretInBody(id, secret);
    }

    String id();

    /** How the client is registered ({@code token_endpoint_auth_method}, RFC 7591, section 2). */
    ClientMethod method();

    /**
     * Adds what shows who asks.
     *
     * @param tokenEndpoint of the server that is asked, wherever the request goes
     * @return what nothing may repeat of it
     */
    Stream<String> identify(HttpUrl tokenEndpoint, Request.Builder request, FormBody.Builder form);
}
