package orycli.oauth2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import okhttp3.HttpUrl;
import orycli.http.ConnectionException;
import orycli.http.Sender;

/** Where a client is given tokens (RFC 6749, section 3.2). */
public final class TokenEndpoint {
    private final FormEndpoint endpoint;

    public TokenEndpoint(HttpUrl url, Client client, Sender sender) {
        this.endpoint = new FormEndpoint(url, url, client, sender);
    }

    HttpUrl url() {
        return endpoint.url();
    }

    /**
     * Asks for a token, once, as most grants can be used once.
     *
     * @throws ConnectionException where no answer came
     */
    public TokenAnswer ask(Grant grant) throws IOException {
        return TokenAnswer.of(
                endpoint.send(grant.parameters(), false, grant.secrets().stream()), endpoint.client(), grant);
    }

    /**
     * A token, or why there is none.
     *
     * @throws OAuth2Exception where the server says no
     */
    public ObjectNode token(Grant grant) throws IOException {
        TokenAnswer answer = ask(grant);
        return answer.token().orElseThrow(() -> answer.refusal("cannot get a token"));
    }
}
