package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Explanation;
import orycli.http.Redaction;
import orycli.http.Reply;
import orycli.http.Sender;
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
    HttpUrl authorization(HttpUrl redirectUri, String state, String challenge) {
        return endpoint("oauth2/auth")
                .newBuilder()
                .addQueryParameter("client_id", CLIENT)
                .addQueryParameter("response_type", "code")
                .addQueryParameter("redirect_uri", redirectUri.toString())
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
    ObjectNode exchange(String code, HttpUrl redirectUri, String verifier) throws IOException {
        FormBody form = new FormBody.Builder()
                .add("grant_type", "authorization_code")
                .add("client_id", CLIENT)
                .add("code", code)
                .add("redirect_uri", redirectUri.toString())
                .add("code_verifier", verifier)
                .build();
        return token("the sign-in failed", "the sign-in failed", form, code, verifier);
    }

    /**
     * {@code POST /oauth2/token} with a refresh token.
     *
     * @throws NotSignedInException where it is refused
     */
    ObjectNode refresh(String refreshToken) throws IOException {
        FormBody form = new FormBody.Builder()
                .add("client_id", CLIENT)
                .add("grant_type", "refresh_token")
                .add("refresh_token", refreshToken)
                .build();
        return token("your session has expired", "the session cannot be renewed", form, refreshToken);
    }

    /**
     * Asks for a token.
     *
     * @param refusal what to say where the grant is refused
     * @param failure what to say where it is not known whether the grant is good
     */
    private ObjectNode token(String refusal, String failure, FormBody form, String... secrets) throws IOException {
        Request request = post("oauth2/token", form);
        // Both kinds of grants can be used once.
        Reply reply = send(request, false, secrets);
        if (isRefusal(reply)) {
            throw new NotSignedInException(Explanation.of(refusal, reply).message());
        }
        if (json(failure, reply) instanceof ObjectNode token) {
            String accessToken = token.path("access_token").asText("");
            if (!accessToken.isEmpty() && Credentials.isSendable(accessToken)) {
                return token;
            }
        }
        throw new NetworkException(failure + ": the server's answer is no token");
    }

    /** RFC 6749, section 5.2; a page of a proxy's says nothing about the grant. */
    private static boolean isRefusal(Reply reply) throws IOException {
        return (reply.status() == 400 || reply.status() == 401)
                && parsed(reply).path("error").isTextual();
    }

    /** {@code GET /userinfo}. */
    Identity userInfo(String accessToken) throws IOException {
        String failure = "cannot ask who is signed in";
        Request request = new Request.Builder()
                .url(endpoint("userinfo"))
                .header("Authorization", "Bearer " + accessToken)
                .build();
        JsonNode person = json(failure, send(request, true, accessToken));
        String id = person.path("sub").asText("");
        if (!Ids.isId(id)) {
            // The reference could not read a file with another kind of id in it.
            throw new NetworkException(failure + ": the server's answer names nobody");
        }
        return new Identity(
                id, person.path("email").asText(""), person.path("name").asText(""));
    }

    /** {@code POST /oauth2/revoke}. With a refresh token goes its access token. */
    void revoke(String token) throws IOException {
        FormBody form = new FormBody.Builder()
                .add("client_id", CLIENT)
                .add("token", token)
                .build();
        Reply reply = send(post("oauth2/revoke", form), true, token);
        if (reply.status() / 100 != 2) {
            throw new NetworkException(
                    Explanation.of("the session could not be ended", reply).message());
        }
    }

    private Request post(String path, FormBody form) {
        return new Request.Builder().url(endpoint(path)).post(form).build();
    }

    private HttpUrl endpoint(String path) {
        return url.newBuilder().addPathSegments(path).build();
    }

    /** @param secrets what nothing may repeat that is said of the exchange, though the server may */
    private Reply send(Request request, boolean repeatable, String... secrets) throws IOException {
        Request tagged = request.newBuilder()
                .tag(Redaction.class, Redaction.of(Stream.of(secrets)))
                .build();
        return sender.send(tagged, repeatable, answer -> false);
    }

    private static JsonNode json(String failure, Reply reply) throws IOException {
        if (reply.status() != 200) {
            throw new NetworkException(Explanation.of(failure, reply).message());
        }
        return parsed(reply);
    }

    private static JsonNode parsed(Reply reply) throws IOException {
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
