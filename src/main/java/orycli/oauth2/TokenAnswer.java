package orycli.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import orycli.http.Explanation;
import orycli.http.Reply;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** What a token endpoint answered: a token (RFC 6749, section 5.1), an error (section 5.2), or something else. */
public final class TokenAnswer {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Reply reply;
    private final Client client;
    private final Grant grant;
    private final JsonNode json;

    private TokenAnswer(Reply reply, Client client, Grant grant, JsonNode json) {
        this.reply = reply;
        this.client = client;
        this.grant = grant;
        this.json = json;
    }

    /** @throws IOException where the answer broke off that says whether there is a token */
    static TokenAnswer of(Reply reply, Client client, Grant grant) throws IOException {
        if (reply.status() == OK || mayRefuse(reply)) {
            reply.requireWhole("cannot get a token");
        }
        try {
            return new TokenAnswer(reply, client, grant, Json.parse(reply.body()));
        } catch (JsonSyntaxException notJson) {
            return new TokenAnswer(reply, client, grant, Json.nodes().missingNode());
        }
    }

    /** RFC 6749, section 5.2, knows the first two; there are servers that say {@code access_denied} with the third. */
    private static boolean mayRefuse(Reply reply) {
        return reply.status() == BAD_REQUEST || reply.status() == UNAUTHORIZED || reply.status() == FORBIDDEN;
    }

    /** The code of the error with which the grant or the client is refused; a proxy's page says nothing about them. */
    public Optional<String> error() {
        return Optional.of(json.path("error"))
                .filter(error -> mayRefuse(reply) && error.isTextual())
                .map(JsonNode::textValue);
    }

    /** The token with all that was said of it. */
    public Optional<ObjectNode> token() {
        return reply.status() == OK
                        && json instanceof ObjectNode token
                        && isSendable(token.path("access_token").asText(""))
                ? Optional.of(token)
                : Optional.empty();
    }

    /** Whether the text can be sent as a bearer token (RFC 6750, section 2.1): without spaces and line breaks, say. */
    private static boolean isSendable(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /**
     * Why there is no token, in one line.
     *
     * @param action what was tried, such as "the sign-in failed"
     */
    public String explain(String action) {
        return reply.status() == OK
                ? action + ": the server's answer is no token"
                : Explanation.of(action, reply).message();
    }

    /**
     * Why there is no token, to be thrown.
     *
     * @param action what was tried, such as "cannot get a token"
     */
    public OAuth2Exception refusal(String action) {
        return OAuth2Exception.of(action, reply, Optional.of(client), grant.isForPublicClients());
    }

    /** As {@link #refusal(String)}, for an error that means one thing only. */
    OAuth2Exception refusal(String action, String words) {
        return new OAuth2Exception(action + ": " + words, reply, true, Optional.of(client));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
