package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orycli.json.Json;
import orycli.sandbox.go.Type;

/** The fields of Hydra's client in the order in which it writes them; their names are those of RFC 7591 where it has one. */
enum Field {
    CLIENT_ID(Type.STRING),
    CLIENT_NAME(Type.STRING),
    CLIENT_SECRET(Type.STRING, true),
    REDIRECT_URIS(Type.STRINGS),
    GRANT_TYPES(Type.STRINGS),
    RESPONSE_TYPES(Type.STRINGS),
    SCOPE(Type.STRING),
    AUDIENCE(Type.STRINGS),
    OWNER(Type.STRING),
    POLICY_URI(Type.STRING),
    ALLOWED_CORS_ORIGINS(Type.STRINGS),
    TOS_URI(Type.STRING),
    CLIENT_URI(Type.STRING),
    LOGO_URI(Type.STRING),
    CONTACTS(Type.STRINGS),
    CLIENT_SECRET_EXPIRES_AT(Type.INT),
    SUBJECT_TYPE(Type.STRING),
    SECTOR_IDENTIFIER_URI(Type.STRING, true),
    JWKS_URI(Type.STRING, true),
    JWKS(Type.KEYS, true),
    TOKEN_ENDPOINT_AUTH_METHOD(Type.STRING, true),
    TOKEN_ENDPOINT_AUTH_SIGNING_ALG(Type.STRING, true),
    REQUEST_URIS(Type.STRINGS, true),
    REQUEST_OBJECT_SIGNING_ALG(Type.STRING, true),
    USERINFO_SIGNED_RESPONSE_ALG(Type.STRING, true),
    CREATED_AT(Type.TIME),
    UPDATED_AT(Type.TIME),
    FRONTCHANNEL_LOGOUT_URI(Type.STRING, true),
    FRONTCHANNEL_LOGOUT_SESSION_REQUIRED(Type.BOOL, true),
    POST_LOGOUT_REDIRECT_URIS(Type.STRINGS, true),
    BACKCHANNEL_LOGOUT_URI(Type.STRING, true),
    BACKCHANNEL_LOGOUT_SESSION_REQUIRED(Type.BOOL, true),
    METADATA(Type.ANY, true),
    REGISTRATION_ACCESS_TOKEN(Type.STRING, true),
    REGISTRATION_CLIENT_URI(Type.STRING, true),
    ACCESS_TOKEN_STRATEGY(Type.STRING, true),
    SKIP_CONSENT(Type.BOOL),
    SKIP_LOGOUT_CONSENT(Type.NULLABLE_BOOL),
    AUTHORIZATION_CODE_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
    AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN(Type.DURATION),
    AUTHORIZATION_CODE_GRANT_REFRESH_TOKEN_LIFESPAN(Type.DURATION),
    CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
    IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
    IMPLICIT_GRANT_ID_TOKEN_LIFESPAN(Type.DURATION),
    JWT_BEARER_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
    REFRESH_TOKEN_GRANT_ID_TOKEN_LIFESPAN(Type.DURATION),
    REFRESH_TOKEN_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
    REFRESH_TOKEN_GRANT_REFRESH_TOKEN_LIFESPAN(Type.DURATION),
    DEVICE_AUTHORIZATION_GRANT_ID_TOKEN_LIFESPAN(Type.DURATION),
    DEVICE_AUTHORIZATION_GRANT_ACCESS_TOKEN_LIFESPAN(Type.DURATION),
    DEVICE_AUTHORIZATION_GRANT_REFRESH_TOKEN_LIFESPAN(Type.DURATION);

    private static final Map<String, Field> BY_NAME = byName();

    private final Type type;
    private final boolean omittedWhenEmpty;

    Field(Type type) {
        this(type, false);
    }

    Field(Type type, boolean omittedWhenEmpty) {
        this.type = type;
        this.omittedWhenEmpty = omittedWhenEmpty;
    }

    private static Map<String, Field> byName() {
        // The order in which Go folds names: by characters, not by language.
        Map<String, Field> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Field field : values()) {
            fields.put(field.jsonName(), field);
        }
        return Collections.unmodifiableMap(fields);
    }

    /** The field that Go decodes a member of this name into: case does not matter to it. */
    static Optional<Field> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Type type() {
        return type;
    }

    /** What is in Hydra's database where a client has nothing of its own. */
    JsonNode atRest() {
        return switch (type) {
            case STRINGS -> Json.nodes().arrayNode();
            case KEYS, ANY -> Json.nodes().objectNode();
            case STRING, BOOL, NULLABLE_BOOL, INT, TIME, DURATION -> type.zero();
        };
    }

    boolean isList() {
        return type == Type.STRINGS;
    }

    boolean isLifespan() {
        return type == Type.DURATION;
    }

    boolean isWritten(JsonNode value) {
        return !omittedWhenEmpty || !type.isEmpty(value);
    }
}
