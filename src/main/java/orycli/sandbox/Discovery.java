package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orycli.json.Json;

/** What OpenID Connect Discovery 1.0, section 3, has an issuer say of itself: of Hydra's answer, what the sandbox has too. */
final class Discovery {
    private Discovery() {}

    static ObjectNode of(String issuer) {
        ObjectNode configuration = Json.nodes().objectNode();
        configuration.put("issuer", issuer);
        configuration.put("authorization_endpoint", issuer + "/oauth2/auth");
        configuration.put("device_authorization_endpoint", issuer + "/oauth2/device/auth");
        configuration.put("token_endpoint", issuer + "/oauth2/token");
        configuration.put("jwks_uri", issuer + "/.well-known/jwks.json");
        list(configuration, "subject_types_supported", "public");
        list(configuration, "response_types_supported", "code");
        list(configuration, "claims_supported", "sub");
        list(
                configuration,
                "grant_types_supported",
                "authorization_code",
                "client_credentials",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code");
        list(configuration, "response_modes_supported", "query", "fragment", "form_post");
        configuration.put("userinfo_endpoint", issuer + "/userinfo");
        list(configuration, "scopes_supported", "offline_access", "offline", "openid");
        list(
                configuration,
                "token_endpoint_auth_methods_supported",
                "client_secret_post",
                "client_secret_basic",
                "private_key_jwt",
                "none");
        list(configuration, "userinfo_signing_alg_values_supported", "none", "RS256");
        list(configuration, "id_token_signing_alg_values_supported", "RS256");
        list(configuration, "id_token_signed_response_alg", "RS256");
        list(configuration, "userinfo_signed_response_alg", "RS256");
        configuration.put("request_parameter_supported", false);
        configuration.put("request_uri_parameter_supported", false);
        configuration.put("claims_parameter_supported", false);
        configuration.put("revocation_endpoint", issuer + "/oauth2/revoke");
        list(configuration, "code_challenge_methods_supported", "S256");
        return configuration;
    }

    private static void list(ObjectNode configuration, String name, String... values) {
        for (String value : values) {
            configuration.withArray(name).add(value);
        }
    }
}
