package orycli.oauth2;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import okhttp3.HttpUrl;
import orycli.http.HttpClients;

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
        int port,
        Optional<RedirectUri> redirectUri,
        Optional<SSLContext> tls,
        Optional<String> state,
        boolean takesForms) {
    /** Whatever port is free, which a native app may use (RFC 8252, section 7.3). */
    public static Callback onAnyPort() {
        return new Callback(0, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The loopback address that the browser will be sent to, where one is named. */
    InetAddress address() throws UnknownHostException {
        Optional<String> literal = redirectUri
                .map(RedirectUri::url)
                .filter(HttpClients::isLoopback)
                .map(HttpUrl::host)
                .filter(host -> host.matches("[0-9.]+|.*:.*"));
        return literal.isPresent() ? InetAddress.getByName(literal.get()) : LoopbackServer.address();
    }
}
