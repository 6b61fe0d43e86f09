package orycli.oauth2;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import orycli.http.Reply;
import orycli.http.Sender;

/** Where a client ends a token (RFC 7009). With a refresh token goes its access token. */
public final class RevocationEndpoint {
    private final FormEndpoint endpoint;

    public RevocationEndpoint(HttpUrl url, Client client, Sender sender) {
        this.endpoint = new FormEndpoint(url, client, sender);
    }

    /**
     * Ends it; a token that is none has been ended, too.
     *
     * @param action what is tried, such as "cannot revoke the token"
     * @throws OAuth2Exception where the server says no
     */
    public void revoke(String token, String action) throws IOException {
        Reply reply = endpoint.send(Map.of("token", token), true, Stream.of(token));
        if (reply.status() / 100 != 2) {
            throw OAuth2Exception.of(action, reply, Optional.of(endpoint.client()));
        }
    }
}
