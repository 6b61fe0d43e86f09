package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields of Hydra's client in the order in which it writes them; their names are those of RFC 7591 where it has one. */
enum ClientField {
    CLIENT_ID(GoType.STRING),
    CLIENT_NAME(GoType.STRING),
    CLIENT_SECRET(GoType.STRING, true),
    REDIRECT_URIS(GoType.STRINGS),
    GRANT_TYPES(GoType.STRINGS),
    RESPONSE_TYPES(GoType.STRINGS),
    SCOPE(GoType.STRING),
    AUDIENCE(GoType.STRINGS),
    OWNER(GoType.STRING),
    POLICY_URI(GoType.STRING),
    ALLOWED_CORS_ORIGINS(GoType.STRINGS),
    TOS_URI(GoType.STRING),
    CLIENT_URI(GoType.STRING),
    LOGO_URI(GoType.STRING),
    CONTACTS(GoType.STRINGS),
    CLIENT_SECRET_EXPIRES_AT(GoType.INT),
    SUBJECT_TYPE(GoType.STRING),
    SECTOR_IDENTIFIER_URI(GoType.STRING, true),
    JWKS_URI(GoType.STRING, true),
    JWKS(GoType.KEYS, true),
    TOKEN_ENDPOINT_AUTH_METHOD(GoType.STRING, true),
    TOKEN_ENDPOINT_AUTH_SIGNING_ALG(GoType.STRING, true),
    REQUEST_URIS(GoType.STRINGS, true),
    REQUEST_OBJECT_SIGNING_ALG(GoType.STRING, true),
    USERINFO_SIGNED_RESPONSE_ALG(GoType.STRING, true),
    CREATED_AT(GoType.TIME),
    UPDATED_AT(GoType.TIME),
    FRONTCHANNEL_LOGOUT_URI(GoType.STRING, true),
    FRONTCHANNEL_LOGOUT_SESSION_REQUIRED(GoType.BOOL, true),
    POST_LOGOUT_REDIRECT_URIS(GoType.STRINGS, true),
    BACKCHANNEL_LOGOUT_URI(GoType.STRING, true),
    BACKCHANNEL_LOGOUT_SESSION_REQUIRED(GoType.BOOL, true),
    METADATA(GoType.ANY, true),
    REGISTRATION_ACCESS_TOKEN(GoType.STRING, true),
    REGISTRATION_CLIENT_URI(GoType.STRING, true),
    ACCESS_TOKEN_STRATEGY(GoType.STRING, true),
    SKIP_CONSENT(GoType.BOOL),
    SKIP_LOGOUT_CONSENT(GoType.NULLABLE_BOOL),
    AUTHORIZATION_CODE_GRANT_ACCESS_TOKEN_LIFESPAN(GoType.DURATION),
    AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN(GoType.DURATION),
    AUTHORIZATION_CODE_GRANT_REFRESH_TOKEN_LIFESPAN(GoType.DURATION),
    CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN(GoType.DURATION),
    IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN(GoType.DURATION),
    IMPLICIT_GRANT_ID_TOKEN_LIFESPAN(GoType.DURATION),
    JWT_BEARER_GRANT_ACCESS_TOKEN_LIFESPAN(GoType.DURATION),
    REFRESH_TOKEN_GRANT_ID_TOKEN_LIFESPAN(GoType.DURATION),
    REFRESH_TOKEN_GRANT_ACCESS_TOKEN_LIFESPAN(GoType.DURATION),
    REFRESH_TOKEN_GRANT_REFRESH_TOKEN_LIFESPAN(GoType.DURATION),
    DEVICE_AUTHORIZATION_GRANT_ID_TOKEN_LIFESPAN(GoType.DURATION),
    DEVICE_AUTHORIZATION_GRANT_ACCESS_TOKEN_LIFESPAN(GoType.DURATION),
    DEVICE_AUTHORIZATION_GRANT_REFRESH_TOKEN_LIFESPAN(GoType.DURATION);

    private static final Map<String, ClientField> BY_NAME = byName();

    private final GoType type;
    private final boolean omittedWhenEmpty;

    ClientField(GoType type) {
        this(type, false);
    }

    ClientField(GoType type, boolean omittedWhenEmpty) {
        this.type = type;
        this.omittedWhenEmpty = omittedWhenEmpty;
    }

    private static Map<String, ClientField> byName() {
        // The order in which Go folds names: by characters, not by language.
        Map<String, ClientField> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ClientField field : values()) {
            fields.put(field.jsonName(), field);
        }
        return Collections.unmodifiableMap(fields);
    }

    /** The field that Go decodes a member of this name into: case does not matter to it. */
    static Optional<ClientField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    GoType type() {
        return type;
    }

    boolean isLifespan() {
        return type == GoType.DURATION;
    }

    boolean isWritten(JsonNode value) {
        return !omittedWhenEmpty || !type.isEmpty(value);
    }
}
