package orycli.oauth2;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Where an authorization server sends a browser with the answer.
 *
 * @param text what the server is told. It is compared, character by character, with what the client is registered with
 *     (RFC 6749, section 3.1.2.3), and so is sent as it was typed.
 * @param url what it means
 */
public record RedirectUri(String text, HttpUrl url) {
    static RedirectUri of(HttpUrl url) {
        return new RedirectUri(url.toString(), url);
    }

    /** Nothing where it is no URL for browsers. */
    public static Optional<RedirectUri> parse(String text) {
        return Optional.ofNullable(HttpUrl.parse(text)).map(url -> new RedirectUri(text, url));
    }

    /** Whether an address leads there, whatever its query is. */
    boolean isAt(HttpUrl address) {
        return beginning(address).equals(beginning());
    }

    /** The beginning that all addresses have that lead there. */
    HttpUrl beginning() {
        return beginning(url);
    }

    private static HttpUrl beginning(HttpUrl url) {
        return url.newBuilder().query(null).fragment(null).build();
    }
}
