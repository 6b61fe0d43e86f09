package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Doubt;
import orycli.http.Explanation;
import orycli.http.Redaction;
import orycli.http.Reply;
import orycli.http.Sender;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.network.OryConfig.Identity;
import orycli.oauth2.AuthorizationRequest;
import orycli.oauth2.Client;
import orycli.oauth2.Grant;
import orycli.oauth2.OAuth2Exception;
import orycli.oauth2.RevocationEndpoint;
import orycli.oauth2.TokenAnswer;
import orycli.oauth2.TokenEndpoint;

/** The console's OAuth 2.0 endpoints. This program is the public client {@code ory-cli}. */
final class Issuer {
    private static final String CLIENT = "ory-cli";
    private static final Client SELF = Client.open(CLIENT);

    private final HttpUrl url;
    private final HttpUrl audience;
    private final Sender sender;

    /** @param audience whom the tokens are for: the console's API */
    Issuer(HttpUrl url, HttpUrl audience, Sender sender) {
        this.url = url;
        this.audience = audience;
        this.sender = sender;
    }

    /** {@code GET /oauth2/auth}: what a browser signs in for. */
    AuthorizationRequest authorization() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("audience", audience.toString().replaceFirst("/$", ""));
        parameters.put("prompt", "login consent");
        return new AuthorizationRequest(
                endpoint("oauth2/auth"), CLIENT, List.of("offline_access", "email", "profile"), parameters);
    }

    /**
     * {@code POST /oauth2/token} with the grant of a sign-in.
     *
     * @throws NotSignedInException where it is refused
     */
    ObjectNode exchange(Grant code) throws IOException {
        return token("the sign-in failed", "the sign-in failed", code);
    }

    /**
     * {@code POST /oauth2/token} with a refresh token.
     *
     * @throws NotSignedInException where it is refused
     */
    ObjectNode refresh(String refreshToken) throws IOException {
        return token("your session has expired", "the session cannot be renewed", Grant.refreshToken(refreshToken));
    }

    /**
     * Asks for a token.
     *
     * @param refusal what to say where the grant is refused
     * @param failure what to say where it is not known whether the grant is good
     */
    private ObjectNode token(String refusal, String failure, Grant grant) throws IOException {
        TokenAnswer answer = new TokenEndpoint(endpoint("oauth2/token"), SELF, sender).ask(grant);
        if (answer.error().isPresent()) {
            throw new NotSignedInException(answer.explain(refusal));
        }
        return answer.token().orElseThrow(() -> new NetworkException(answer.explain(failure)));
    }

    /** {@code GET /userinfo}. */
    Identity userInfo(String accessToken) throws IOException {
        String failure = "cannot ask who is signed in";
        Request request = new Request.Builder()
                .url(endpoint("userinfo"))
                .header("Authorization", "Bearer " + accessToken)
                .tag(Redaction.class, Redaction.of(Stream.of(accessToken)))
                .build();
        JsonNode person = json(failure, sender.send(request, true, answer -> false));
        String id = person.path("sub").asText("");
        if (!Ids.isId(id)) {
            // The reference could not read a file with another kind of id in it.
            throw new NetworkException(failure + ": the server's answer names nobody");
        }
        return new Identity(
                id, person.path("email").asText(""), person.path("name").asText(""));
    }

    /** {@code POST /oauth2/revoke}. */
    void revoke(String token) throws IOException {
        try {
            new RevocationEndpoint(endpoint("oauth2/revoke"), endpoint("oauth2/token"), SELF, sender)
                    .revoke(
                            token,
                            "the session could not be ended",
                            new Doubt("it is unknown whether the session was ended", "End it in the console."));
        } catch (OAuth2Exception e) {
            throw new NetworkException(String.valueOf(e.getMessage()));
        }
    }

    private HttpUrl endpoint(String path) {
        return url.newBuilder().addPathSegments(path).build();
    }

    private static JsonNode json(String failure, Reply reply) throws IOException {
        if (reply.status() != 200) {
            throw new NetworkException(Explanation.of(failure, reply).message());
        }
        reply.requireWhole(failure);
        try {
            return Json.parse(reply.body());
        } catch (JsonSyntaxException notJson) {
            return Json.nodes().missingNode();
        }
    }
}
