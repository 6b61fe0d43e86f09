package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import orycli.text.GoDuration;

/** The fields of a client (RFC 7591, OpenID Connect, and Hydra's). */
public enum ClientField {
    CLIENT_ID("client_id", Kind.STRING),
    CLIENT_NAME("client_name", Kind.STRING),
    CLIENT_SECRET("client_secret", Kind.STRING),
    OWNER("owner", Kind.STRING),
    CONTACTS("contacts", Kind.LIST),
    METADATA("metadata", Kind.JSON),
    GRANT_TYPES("grant_types", Kind.LIST),
    RESPONSE_TYPES("response_types", Kind.LIST),
    SCOPE("scope", Kind.WORDS),
    AUDIENCE("audience", Kind.LIST),
    REDIRECT_URIS("redirect_uris", Kind.LIST),
    POST_LOGOUT_REDIRECT_URIS("post_logout_redirect_uris", Kind.LIST),
    REQUEST_URIS("request_uris", Kind.LIST),
    ALLOWED_CORS_ORIGINS("allowed_cors_origins", Kind.LIST),
    TOKEN_ENDPOINT_AUTH_METHOD("token_endpoint_auth_method", Kind.STRING),
    TOKEN_ENDPOINT_AUTH_SIGNING_ALG("token_endpoint_auth_signing_alg", Kind.STRING),
    REQUEST_OBJECT_SIGNING_ALG("request_object_signing_alg", Kind.STRING),
    USERINFO_SIGNED_RESPONSE_ALG("userinfo_signed_response_alg", Kind.STRING),
    JWKS("jwks", Kind.JSON),
    JWKS_URI("jwks_uri", Kind.STRING),
    SECTOR_IDENTIFIER_URI("sector_identifier_uri", Kind.STRING),
    SUBJECT_TYPE("subject_type", Kind.STRING),
    ACCESS_TOKEN_STRATEGY("access_token_strategy", Kind.STRING),
    CLIENT_URI("client_uri", Kind.STRING),
    LOGO_URI("logo_uri", Kind.STRING),
    POLICY_URI("policy_uri", Kind.STRING),
    TOS_URI("tos_uri", Kind.STRING),
    SKIP_CONSENT("skip_consent", Kind.BOOLEAN),
    SKIP_LOGOUT_CONSENT("skip_logout_consent", Kind.BOOLEAN),
    BACKCHANNEL_LOGOUT_URI("backchannel_logout_uri", Kind.STRING),
    BACKCHANNEL_LOGOUT_SESSION_REQUIRED("backchannel_logout_session_required", Kind.BOOLEAN),
    FRONTCHANNEL_LOGOUT_URI("frontchannel_logout_uri", Kind.STRING),
    FRONTCHANNEL_LOGOUT_SESSION_REQUIRED("frontchannel_logout_session_required", Kind.BOOLEAN),
    AUTHORIZATION_CODE_GRANT_ACCESS_TOKEN_LIFESPAN("authorization_code_grant_access_token_lifespan", Kind.DURATION),
    AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN("authorization_code_grant_id_token_lifespan", Kind.DURATION),
    AUTHORIZATION_CODE_GRANT_REFRESH_TOKEN_LIFESPAN("authorization_code_grant_refresh_token_lifespan", Kind.DURATION),
    CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN("client_credentials_grant_access_token_lifespan", Kind.DURATION),
    DEVICE_AUTHORIZATION_GRANT_ACCESS_TOKEN_LIFESPAN("device_authorization_grant_access_token_lifespan", Kind.DURATION),
    DEVICE_AUTHORIZATION_GRANT_ID_TOKEN_LIFESPAN("device_authorization_grant_id_token_lifespan", Kind.DURATION),
    DEVICE_AUTHORIZATION_GRANT_REFRESH_TOKEN_LIFESPAN(
            "device_authorization_grant_refresh_token_lifespan", Kind.DURATION),
    IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN("implicit_grant_access_token_lifespan", Kind.DURATION),
    IMPLICIT_GRANT_ID_TOKEN_LIFESPAN("implicit_grant_id_token_lifespan", Kind.DURATION),
    JWT_BEARER_GRANT_ACCESS_TOKEN_LIFESPAN("jwt_bearer_grant_access_token_lifespan", Kind.DURATION),
    REFRESH_TOKEN_GRANT_ACCESS_TOKEN_LIFESPAN("refresh_token_grant_access_token_lifespan", Kind.DURATION),
    REFRESH_TOKEN_GRANT_ID_TOKEN_LIFESPAN("refresh_token_grant_id_token_lifespan", Kind.DURATION),
    REFRESH_TOKEN_GRANT_REFRESH_TOKEN_LIFESPAN("refresh_token_grant_refresh_token_lifespan", Kind.DURATION),
    CLIENT_SECRET_EXPIRES_AT("client_secret_expires_at"),
    CREATED_AT("created_at"),
    UPDATED_AT("updated_at"),
    REGISTRATION_ACCESS_TOKEN("registration_access_token"),
    REGISTRATION_CLIENT_URI("registration_client_uri");

    private final String field;
    private final Kind kind;

    /** What a field holds. */
    public enum Kind {
        STRING,
        LIST,
        /** A list that is one string of words separated by spaces (RFC 6749, section 3.3). */
        WORDS,
        BOOLEAN,
        /** Any JSON value. */
        JSON,
        /** A duration as Go writes it, such as {@code 1h30m}. */
        DURATION,
        /** What a server puts into its answers and nobody can set. */
        READ_ONLY
    }

    ClientField(String field) {
        this(field, Kind.READ_ONLY);
    }

    ClientField(String field, Kind kind) {
        this.field = field;
        this.kind = kind;
    }

    /** The name in the API's JSON. */
    public String field() {
        return field;
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong with the value, if it is not of this field's kind. */
    Optional<String> problem(JsonNode value) {
        String wanted = switch (kind) {
            case STRING -> value.isTextual() ? "" : "a string";
            case WORDS -> value.isTextual() ? "" : "a string, its words separated by spaces";
            case LIST -> isListOfStrings(value) ? "" : "a list of strings";
            case BOOLEAN -> value.isBoolean() ? "" : "true or false";
            case DURATION ->
                value.isTextual() && GoDuration.parse(value.asText()).isPresent() ? "" : "a duration such as \"1h30m\"";
            case JSON, READ_ONLY -> "";
        };
        return wanted.isEmpty() ? Optional.empty() : Optional.of(field + " must be " + wanted);
    }

    private static boolean isListOfStrings(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
    }

    /** The fields that can be set. */
    public static List<ClientField> writable() {
        return Arrays.stream(values())
                .filter(field -> field.kind != Kind.READ_ONLY)
                .toList();
    }

    /** Whether whoever knows the value can act as the client (RFC 6749, section 2.3) or change it (RFC 7592, section 3). */
    public boolean isSecret() {
        return this == CLIENT_SECRET || this == REGISTRATION_ACCESS_TOKEN;
    }

    /** The field of this name in the API's JSON. */
    public static Optional<ClientField> named(String field) {
        return Arrays.stream(values()).filter(some -> some.field.equals(field)).findFirst();
    }
}
