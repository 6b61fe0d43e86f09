package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Explanation;
import orycli.http.Sender;
import orycli.http.Sender.Reply;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.network.OryConfig.Identity;

/** The console's OAuth 2.0 endpoints. This program is the public client {@code ory-cli}. */
final class Issuer {
    private static final String CLIENT = "ory-cli";

    private final HttpUrl url;
    private final HttpUrl audience;
    private final Sender sender;

    /** @param audience whom the tokens are for: the console's API */
    Issuer(HttpUrl url, HttpUrl audience, Sender sender) {
        this.url = url;
        this.audience = audience;
        this.sender = sender;
    }

    /** {@code GET /oauth2/auth}: where a browser signs in. */
    HttpUrl authorization(String redirectUri, String state, String challenge) {
        return endpoint("oauth2/auth")
                .addQueryParameter("client_id", CLIENT)
                .addQueryParameter("response_type", "code")
                .addQueryParameter("redirect_uri", redirectUri)
                .addQueryParameter("scope", "offline_access email profile")
                .addQueryParameter("audience", audience.toString().replaceFirst("/$", ""))
                .addQueryParameter("prompt", "login consent")
                .addQueryParameter("state", state)
                .addQueryParameter("code_challenge", challenge)
                .addQueryParameter("code_challenge_method", "S256")
                .build();
    }

    /**
     * {@code POST /oauth2/token} with a code.
     *
     * @throws NotSignedInException where the code is refused
     */
    ObjectNode exchange(String code, String redirectUri, String verifier) throws IOException {
        return token(
                "the sign-in failed",
                new FormBody.Builder()
                        .add("grant_type", "authorization_code")
                        .add("client_id", CLIENT)
                        .add("code", code)
                        .add("redirect_uri", redirectUri)
                        .add("code_verifier", verifier),
                code);
    }

    /**
     * {@code POST /oauth2/token} with a refresh token.
     *
     * @throws NotSignedInException where it is refused
     */
    ObjectNode refresh(String refreshToken) throws IOException {
        return token(
                "your session has expired",
                new FormBody.Builder()
                        .add("client_id", CLIENT)
                        .add("grant_type", "refresh_token")
                        .add("refresh_token", refreshToken),
                refreshToken);
    }

    private ObjectNode token(String problem, FormBody.Builder form, String secret) throws IOException {
        Request request = new Request.Builder()
                .url(endpoint("oauth2/token").build())
                .post(form.build())
                .build();
        // Both kinds of grants can be used once.
        Reply reply = sender.send(request, false, answer -> false);
        if (reply.status() != 200) {
            String message = Explanation.of(problem, reply, secret).message();
            boolean refused = reply.status() / 100 == 4 && reply.status() != 429;
            throw refused ? new NotSignedInException(message) : new NetworkException(message);
        }
        if (json(reply) instanceof ObjectNode token
                && !token.path("access_token").asText("").isEmpty()) {
            return token;
        }
        throw new NetworkException(problem + ": the server's answer is no token");
    }

    /** {@code GET /userinfo}. */
    Identity userInfo(String accessToken) throws IOException {
        String problem = "cannot ask who is signed in";
        Request request = new Request.Builder()
                .url(endpoint("userinfo").build())
                .header("Authorization", "Bearer " + accessToken)
                .build();
        Reply reply = sender.send(request, true, answer -> false);
        if (reply.status() != 200) {
            throw new NetworkException(
                    Explanation.of(problem, reply, accessToken).message());
        }
        JsonNode person = json(reply);
        String id = person.path("sub").asText("");
        if (id.isEmpty()) {
            throw new NetworkException(problem + ": the server's answer names nobody");
        }
        return new Identity(
                id, person.path("email").asText(""), person.path("name").asText(""));
    }

    /** {@code POST /oauth2/revoke}. With a refresh token goes its access token. */
    void revoke(String token) throws IOException {
        Request request = new Request.Builder()
                .url(endpoint("oauth2/revoke").build())
                .post(new FormBody.Builder()
                        .add("client_id", CLIENT)
                        .add("token", token)
                        .build())
                .build();
        Reply reply = sender.send(request, true, answer -> false);
        if (reply.status() / 100 != 2) {
            throw new NetworkException(Explanation.of("the session could not be ended", reply, token)
                    .message());
        }
    }

    private HttpUrl.Builder endpoint(String path) {
        return url.newBuilder().addPathSegments(path);
    }

    private static JsonNode json(Reply reply) throws IOException {
        if (reply.failure().isPresent()) {
            throw reply.failure().get();
        }
        try {
            return Json.parse(reply.body());
        } catch (JsonSyntaxException notJson) {
            return Json.nodes().missingNode();
        }
    }
}
