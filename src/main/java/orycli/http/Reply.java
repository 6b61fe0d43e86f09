package orycli.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;

/**
 * An answer, read whole.
 *
 * @param failure why the body is not whole, where it is not
 * @param resent whether an earlier sending of the same request may have been carried out
 * @param redaction takes out what the server must not have repeated
 */
public record Reply(
        int status,
        String phrase,
        Headers headers,
        String body,
        Optional<IOException> failure,
        boolean resent,
        Redaction redaction) {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private static final List<String> TLS_PORTS_WORDS = List.of(
            "Client sent an HTTP request to an HTTPS server.",
            "The plain HTTP request was sent to HTTPS port",
            "speaking plain HTTP to an SSL-enabled server port",
            "This combination of host and port requires TLS.");

    /**
     * Makes sure that the body is whole.
     *
     * @param action what was tried, such as "cannot get a token"
     * @throws IOException where it is not
     */
    public void requireWhole(String action) throws IOException {
        if (failure.isPresent()) {
            throw failure.get() instanceof ConnectionException lost
                    ? lost
                    : new IOException(
                            action + ": the server's answer cannot be read: "
                                    + failure.get().getMessage(),
                            failure.get());
        }
    }

    /** How long the server asks to wait: {@code Retry-After}, or {@code x-ratelimit-reset} if that is longer. */
    public Duration requestedWait() {
        // It is told with every answer, but matters to those who are over the limit only.
        Duration reset = status == TOO_MANY_REQUESTS ? seconds("x-ratelimit-reset") : Duration.ZERO;
        Duration after = seconds("Retry-After");
        Instant date = headers.getInstant("Retry-After");
        if (date != null) {
            Instant answered = headers.getInstant("Date");
            after = Duration.between(answered == null ? Instant.now() : answered, date);
        }
        return after.compareTo(reset) > 0 ? after : reset;
    }

    /** Whether the server says that it did not do what it was asked, as it is too busy. */
    public boolean isBusy() {
        return status == TOO_MANY_REQUESTS || (status == SERVICE_UNAVAILABLE && headers.get("Retry-After") != null);
    }

    /** Whether a gateway says that it has no answer of the server's: what that did is unknown. */
    public boolean isGatewayFailure() {
        return switch (status) {
            case 502, SERVICE_UNAVAILABLE, 504 -> !isBusy();
            default -> false;
        };
    }

    /** Whether the server deals with what it is sent, whatever it says to it. */
    boolean isThrough() {
        return status != TOO_MANY_REQUESTS && status < 500;
    }

    /** Whether the server says that it speaks TLS, as Go's, nginx, Apache and Tomcat do to who asks with plain HTTP. */
    boolean isFromTlsPort() {
        return status == 400 && TLS_PORTS_WORDS.stream().anyMatch(body::contains);
    }

    private Duration seconds(String header) {
        String value = headers.get(header);
        return value != null && value.matches("[0-9]{1,18}")
                ? Duration.ofSeconds(Long.parseLong(value))
                : Duration.ZERO;
    }
}
