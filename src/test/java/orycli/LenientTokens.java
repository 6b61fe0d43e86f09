package orycli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/**
 * The endpoints for tokens, as the conformance suite plays them: any client may have a token whose secret is not
 * {@code wrong}, and a device is approved when it asks for the second time.
 */
final class LenientTokens {
    private static final String TOKEN =
            "\"access_token\":\"ory_at_token\",\"expires_in\":3599,\"token_type\":\"bearer\"";
    private int polls;

    MockResponse answer(RecordedRequest request) {
        HttpUrl form = FakeNetwork.form(request);
        return switch (request.getMethod() + " " + request.getUrl().encodedPath()) {
            case "POST /oauth2/device/auth" -> deviceCode();
            case "POST /oauth2/token" -> isRefused(request, form) ? refused() : token(form);
            case "POST /oauth2/revoke" ->
                isRefused(request, form)
                        ? refused()
                        : new MockResponse.Builder().code(200).build();
            case "POST /admin/oauth2/introspect" -> introspection(form);
            case "DELETE /admin/oauth2/tokens" ->
                new MockResponse.Builder().code(204).build();
            default -> json(404, "{\"error\":{\"code\":404,\"reason\":\"no such path\"}}");
        };
    }

    private MockResponse deviceCode() {
        polls = 0;
        return json(200, """
                {"device_code":"ory_dc_1","user_code":"ABCD1234",\
                "verification_uri":"http://127.0.0.1:4444/oauth2/device/verify",\
                "verification_uri_complete":"http://127.0.0.1:4444/oauth2/device/verify?user_code=ABCD1234",\
                "expires_in":600,"interval":1}""");
    }

    private MockResponse token(HttpUrl form) {
        String scope = field(form, "scope");
        return switch (field(form, "grant_type")) {
            case "client_credentials" ->
                scope.contains("forbidden")
                        ? error(
                                400,
                                "invalid_scope",
                                "The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not"
                                        + " allowed to request scope 'forbidden'.")
                        : json(200, "{" + TOKEN + ",\"scope\":\"" + scope + "\"}");
            case "urn:ietf:params:oauth:grant-type:device_code" -> {
                polls++;
                yield polls > 1
                        ? json(200, "{" + TOKEN + ",\"refresh_token\":\"ory_rt_token\"}")
                        : error(400, "authorization_pending", "The authorization request is still pending.");
            }
            default -> error(400, "unsupported_grant_type", "unsupported");
        };
    }

    private static MockResponse introspection(HttpUrl form) {
        return field(form, "token").startsWith("ory_at_")
                        && !field(form, "scope").contains("forbidden")
                ? json(200, """
                        {"active":true,"scope":"core foobar","client_id":"one","sub":"one","exp":4102444800,\
                        "iat":1704067200,"nbf":1704067200,"aud":[],"iss":"http://127.0.0.1:4444",\
                        "token_type":"Bearer","token_use":"access_token"}""")
                : json(200, "{\"active\":false}");
    }

    private static boolean isRefused(RecordedRequest request, HttpUrl form) {
        Optional<String> basic = Optional.ofNullable(request.getHeaders().get("Authorization"))
                .filter(value -> value.startsWith("Basic "))
                .map(value -> new String(Base64.getDecoder().decode(value.substring(6)), StandardCharsets.UTF_8));
        String id = basic.map(pair -> pair.split(":", 2)[0]).orElseGet(() -> field(form, "client_id"));
        String secret = basic.map(pair -> pair.split(":", 2)[1]).orElseGet(() -> field(form, "client_secret"));
        return id.isEmpty() || secret.equals("wrong");
    }

    private static String field(HttpUrl form, String name) {
        return Objects.requireNonNullElse(form.queryParameter(name), "");
    }

    private static MockResponse refused() {
        return error(
                401,
                "invalid_client",
                "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported"
                        + " authentication method).");
    }

    private static MockResponse error(int status, String code, String description) {
        return json(status, "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}");
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
