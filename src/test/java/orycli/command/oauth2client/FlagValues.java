package orycli.command.oauth2client;

import com.fasterxml.jackson.databind.JsonNode;
import orycli.command.option.ClientFlag;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * For each flag that describes a client a value that a Hydra takes. Only the type of subjects is the one that every client
 * has, as a Hydra takes the other one only if it is told to.
 */
final class FlagValues {
    private FlagValues() {}

    /**
     * As it is typed, lists with one value.
     *
     * @param redirectUri one that the client has: where it may be sent after signing out is one of these
     */
    static String text(ClientFlag flag, String redirectUri) {
        return switch (flag) {
            case SUBJECT_TYPE -> "public";
            case ACCESS_TOKEN_STRATEGY -> "jwt";
            case GRANT_TYPE -> "client_credentials";
            case RESPONSE_TYPE -> "id_token";
            case TOKEN_ENDPOINT_AUTH_METHOD -> "client_secret_post";
            case TOKEN_ENDPOINT_AUTH_SIGNING_ALG, REQUEST_OBJECT_SIGNING_ALG -> "ES256";
            case USERINFO_SIGNED_RESPONSE_ALG -> "RS256";
            case ALLOWED_CORS_ORIGIN -> "https://app.example.org";
            case POST_LOGOUT_CALLBACK -> redirectUri;
            case JWKS -> """
                    {"keys":[{"use":"sig","kty":"EC","kid":"k","crv":"P-256","alg":"ES256",\
                    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
                    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";
            default ->
                switch (flag.field().kind()) {
                    case BOOLEAN -> "true";
                    case DURATION -> "1h30m0s";
                    case JSON -> "{\"n\":1.50}";
                    case WORDS -> "openid";
                    case STRING, LIST, READ_ONLY ->
                        flag.field().field().contains("uri") ? "https://app.example.org/x" : "some-value";
                };
        };
    }

    /** As a server has it. */
    static JsonNode json(ClientFlag flag, String redirectUri) throws JsonSyntaxException {
        String value = text(flag, redirectUri);
        return switch (flag.field().kind()) {
            case LIST -> Json.nodes().arrayNode().add(value);
            case BOOLEAN, JSON -> Json.parse(value);
            case STRING, WORDS, DURATION, READ_ONLY -> Json.nodes().textNode(value);
        };
    }
}
