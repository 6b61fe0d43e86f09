package orycli.oauth2;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import orycli.http.Reply;
import orycli.http.Sender;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** Where a client ends a token (RFC 7009). With a refresh token goes its access token. */
public final class RevocationEndpoint {
    private static final int OK = 200;

    private final FormEndpoint endpoint;

    public RevocationEndpoint(HttpUrl url, Client client, Sender sender) {
        this.endpoint = new FormEndpoint(url, client, sender);
    }

    /**
     * Ends it; a token that is none has been ended, too.
     *
     * @param action what is tried, such as "cannot revoke the token"
     * @param doubt what is to be said where a gateway answers, such as "it is unknown whether the token was revoked"
     * @throws OAuth2Exception where the server says no, or something else than it answers
     */
    public void revoke(String token, String action, String doubt) throws IOException {
        Reply reply = endpoint.send(Map.of("token", token), true, Stream.of(token));
        Optional<Client> client = Optional.of(endpoint.client());
        if (reply.isGatewayFailure()) {
            throw OAuth2Exception.unknown(doubt, reply, client);
        }
        if (reply.status() != OK || !isEmptyOrJson(reply.body())) {
            throw OAuth2Exception.of(action, reply, client);
        }
    }

    /** RFC 7009, section 2.2, has the body ignored; but with a page, a web site or a proxy has answered. */
    private static boolean isEmptyOrJson(String body) {
        try {
            return body.isBlank() || !Json.parse(body).isMissingNode();
        } catch (JsonSyntaxException notJson) {
            return false;
        }
    }
}
