package orycli.oauth2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * What a client asks an authorization endpoint for (RFC 6749, section 4.1.1).
 *
 * @param parameters those that differ from client to client, such as {@code audience}
 */
public record AuthorizationRequest(
        HttpUrl endpoint, String clientId, List<String> scope, Map<String, String> parameters) {
    private static final List<String> OWN = List.of(
            "client_id",
            "response_type",
            "redirect_uri",
            "scope",
            "nonce",
            "state",
            "code_challenge",
            "code_challenge_method");

    public AuthorizationRequest {
        scope = List.copyOf(scope);
        // They go out in this order.
        parameters = new LinkedHashMap<>(parameters);
    }

    /** One of its parameters that the endpoint's query has, if any: none may come twice (RFC 6749, section 3.1). */
    public Optional<String> repeated() {
        return Stream.concat(OWN.stream(), parameters.keySet().stream())
                .filter(endpoint.queryParameterNames()::contains)
                .findFirst();
    }

    /** Where a browser takes it. */
    HttpUrl address(RedirectUri redirectUri, AuthorizationSecrets secrets) {
        HttpUrl.Builder address = endpoint.newBuilder()
                .addQueryParameter("client_id", clientId)
                .addQueryParameter("response_type", "code")
                .addQueryParameter("redirect_uri", redirectUri.text());
        if (!scope.isEmpty()) {
            address.addQueryParameter("scope", String.join(" ", scope));
        }
        parameters.forEach(address::addQueryParameter);
        if (asksForIdToken()) {
            address.addQueryParameter("nonce", secrets.nonce());
        }
        return address.addQueryParameter("state", secrets.state())
                .addQueryParameter("code_challenge", secrets.challenge())
                .addQueryParameter("code_challenge_method", "S256")
                .build();
    }

    /** OpenID Connect Core 1.0, section 3.1.2.1. */
    boolean asksForIdToken() {
        return scope.contains("openid");
    }
}
