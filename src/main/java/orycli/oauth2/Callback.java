package orycli.oauth2;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import okhttp3.HttpUrl;

/**
 * Where on this computer an authorization request is answered, and how.
 *
 * @param port 0 for any that is free
 * @param redirectUri what the authorization server is told, where that is not the address itself
 * @param tls what makes it HTTPS
 * @param state by which the answer is known, where it is not to be one that nobody can guess
 * @param takesForms whether an answer may come as a form (OAuth 2.0 Form Post Response Mode), too
 */
public record Callback(
        int port, Optional<HttpUrl> redirectUri, Optional<SSLContext> tls, Optional<String> state, boolean takesForms) {
    /** Whatever port is free, which a native app may use (RFC 8252, section 7.3). */
    public static Callback onAnyPort() {
        return new Callback(0, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
