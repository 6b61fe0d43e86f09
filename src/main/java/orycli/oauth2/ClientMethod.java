package orycli.oauth2;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a client can show a token endpoint who it is. */
public enum ClientMethod {
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    PRIVATE_KEY_JWT,
    NONE;

    /** The name in a client's {@code token_endpoint_auth_method}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The method of that name. */
    public static Optional<ClientMethod> of(String word) {
        return Stream.of(values()).filter(method -> method.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Stream.of(values()).map(ClientMethod::word).toList();
    }
}
