package orycli.oauth2;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import orycli.http.ConnectionException;
import orycli.http.Doubt;
import orycli.http.OutcomeUnknownException;
import orycli.http.Reply;
import orycli.http.Sender;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** Where a client ends a token (RFC 7009). With a refresh token goes its access token. */
public final class RevocationEndpoint {
    private static final int OK = 200;

    private final FormEndpoint endpoint;

    /** @param tokenEndpoint of the same server */
    public RevocationEndpoint(HttpUrl url, HttpUrl tokenEndpoint, Client client, Sender sender) {
        this.endpoint = new FormEndpoint(url, tokenEndpoint, client, sender);
    }

    /**
     * Ends it; a token that is none has been ended, too.
     *
     * @param action what is tried, such as "cannot revoke the token"
     * @param doubt what is to be said where that may have been done
     * @throws OAuth2Exception where the server says no
     * @throws OutcomeUnknownException where no answer came, or none of a server's
     */
    public void revoke(String token, String action, Doubt doubt) throws IOException {
        Reply reply;
        try {
            reply = endpoint.send(Map.of("token", token), true, Stream.of(token));
        } catch (ConnectionException e) {
            throw e.answerLost() ? doubt.because(e) : e;
        }
        if (reply.isGatewayFailure()) {
            throw doubt.because(reply);
        }
        if (reply.status() / 100 != 2) {
            throw OAuth2Exception.of(action, reply, Optional.of(endpoint.client()));
        }
        if (reply.status() != OK || !isEmptyOrJson(reply.body())) {
            throw doubt.because("the server's answer is not that of a revocation endpoint");
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
