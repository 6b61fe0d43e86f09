package orycli.oauth2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a token is asked for with (RFC 6749, section 4).
 *
 * @param parameters of the request, beside those that say who asks
 * @param secrets which of their values nothing may repeat
 */
public record Grant(Map<String, String> parameters, List<String> secrets) {
    private static final String TYPE = "grant_type";
    private static final String CLIENT_CREDENTIALS = "client_credentials";

    public Grant {
        parameters = new LinkedHashMap<>(parameters);
        secrets = List.copyOf(secrets);
    }

    /**
     * RFC 6749, section 4.4.2.
     *
     * @param audience whom the token is to be for, which is a parameter of some servers
     */
    public static Grant clientCredentials(List<String> scope, List<String> audience) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(TYPE, CLIENT_CREDENTIALS);
        put(parameters, "scope", scope);
        put(parameters, "audience", audience);
        return new Grant(parameters, List.of());
    }

    static void put(Map<String, String> parameters, String name, List<String> words) {
        if (!words.isEmpty()) {
            parameters.put(name, String.join(" ", words));
        }
    }

    /** RFC 6749, section 4.1.3, with RFC 7636, section 4.5. */
    static Grant authorizationCode(String code, RedirectUri redirectUri, String verifier) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(TYPE, "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", redirectUri.text());
        parameters.put("code_verifier", verifier);
        return new Grant(parameters, List.of(code, verifier));
    }

    /** RFC 8628, section 3.4. */
    static Grant deviceCode(String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(TYPE, "urn:ietf:params:oauth:grant-type:device_code");
        parameters.put("device_code", code);
        return new Grant(parameters, List.of(code));
    }

    /** RFC 6749, section 6. */
    public static Grant refreshToken(String token) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(TYPE, "refresh_token");
        parameters.put("refresh_token", token);
        return new Grant(parameters, List.of(token));
    }

    /** Whether a client has it that has nothing to show who it is. */
    boolean isForPublicClients() {
        return !CLIENT_CREDENTIALS.equals(parameters.get(TYPE));
    }

    @Override
    public String toString() {
        return new ArrayList<>(parameters.keySet()).toString();
    }
}
