package orycli.oauth2;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * What the authorization endpoint answers by way of the browser (RFC 6749, section 4.1.2).
 *
 * @param error the error's code, where there is one
 * @param description its description, where there is one
 */
public record AuthorizationAnswer(Optional<String> code, Optional<String> error, Optional<String> description) {
    private static final int LONGEST_REASON = 300;

    /** @param address where the browser was sent with the answer */
    static AuthorizationAnswer of(HttpUrl address) {
        return new AuthorizationAnswer(
                parameter(address, "code"), parameter(address, "error"), parameter(address, "error_description"));
    }

    static Optional<String> state(HttpUrl address) {
        return parameter(address, "state");
    }

    private static Optional<String> parameter(HttpUrl address, String name) {
        return Optional.ofNullable(address.queryParameter(name)).filter(value -> !value.isEmpty());
    }

    /** Why there is no code to go on with, if there is none. */
    public Optional<String> refusal() {
        if (error.isPresent()) {
            String reason = error.get() + description.map(text -> ": " + text).orElse("");
            return Optional.of(reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason);
        }
        return code.isPresent() ? Optional.empty() : Optional.of("the answer has no code");
    }

    @Override
    public String toString() {
        return refusal().orElse("[redacted]");
    }
}
