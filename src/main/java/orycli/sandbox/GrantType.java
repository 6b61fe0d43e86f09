package orycli.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import orycli.sandbox.go.SyntaxException;

/** How a client comes to tokens, with the fields that say how long each of these lives. */
enum GrantType {
    AUTHORIZATION_CODE(
            "authorization_code",
            Field.AUTHORIZATION_CODE_GRANT_ACCESS_TOKEN_LIFESPAN,
            Field.AUTHORIZATION_CODE_GRANT_REFRESH_TOKEN_LIFESPAN,
            Field.AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN),
    CLIENT_CREDENTIALS("client_credentials", Field.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN),
    REFRESH_TOKEN(
            "refresh_token",
            Field.REFRESH_TOKEN_GRANT_ACCESS_TOKEN_LIFESPAN,
            Field.REFRESH_TOKEN_GRANT_REFRESH_TOKEN_LIFESPAN,
            Field.REFRESH_TOKEN_GRANT_ID_TOKEN_LIFESPAN),
    DEVICE_CODE(
            "urn:ietf:params:oauth:grant-type:device_code",
            Field.DEVICE_AUTHORIZATION_GRANT_ACCESS_TOKEN_LIFESPAN,
            Field.DEVICE_AUTHORIZATION_GRANT_REFRESH_TOKEN_LIFESPAN,
            Field.DEVICE_AUTHORIZATION_GRANT_ID_TOKEN_LIFESPAN),
    JWT_BEARER("urn:ietf:params:oauth:grant-type:jwt-bearer", Field.JWT_BEARER_GRANT_ACCESS_TOKEN_LIFESPAN);

    private static final Duration ACCESS_TOKEN = Duration.ofHours(1);
    private static final Duration ID_TOKEN = Duration.ofHours(1);
    private static final Duration REFRESH_TOKEN_LIFESPAN = Duration.ofDays(30);

    private final String text;
    private final Field accessToken;
    private final Optional<Field> refreshToken;
    private final Optional<Field> idToken;

    GrantType(String text, Field accessToken) {
        this.text = text;
        this.accessToken = accessToken;
        this.refreshToken = Optional.empty();
        this.idToken = Optional.empty();
    }

    GrantType(String text, Field accessToken, Field refreshToken, Field idToken) {
        this.text = text;
        this.accessToken = accessToken;
        this.refreshToken = Optional.of(refreshToken);
        this.idToken = Optional.of(idToken);
    }

    static Optional<GrantType> named(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Client credentials have none, as whoever has them can ask again (RFC 6749, section 4.4.3). */
    boolean hasRefreshTokens() {
        return refreshToken.isPresent();
    }

    Duration accessTokenLifespan(Client client) {
        return lifespan(client, Optional.of(accessToken), ACCESS_TOKEN);
    }

    Duration refreshTokenLifespan(Client client) {
        return lifespan(client, refreshToken, REFRESH_TOKEN_LIFESPAN);
    }

    Duration idTokenLifespan(Client client) {
        return lifespan(client, idToken, ID_TOKEN);
    }

    /** The client's own, or else Hydra's. */
    private static Duration lifespan(Client client, Optional<Field> field, Duration usual) {
        try {
            return field.isEmpty() || client.get(field.get()).isNull()
                    ? usual
                    : Duration.ofNanos(orycli.sandbox.go.Duration.parse(client.text(field.get())));
        } catch (SyntaxException e) {
            throw new IllegalStateException("a client's durations were read before", e);
        }
    }
}
