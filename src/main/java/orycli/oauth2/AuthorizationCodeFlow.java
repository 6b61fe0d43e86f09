package orycli.oauth2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * The authorization code flow of a native app, with PKCE (RFC 6749, section 4.1, RFC 7636, RFC 8252): a browser takes the
 * request to the authorization server and brings the answer to a port of this computer, or a person pastes it where the
 * browser is on another one.
 */
public final class AuthorizationCodeFlow implements Closeable {
    /** How soon a line is read that was typed. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final AuthorizationRequest request;
    private final CallbackServer callbacks;
    private final Supplier<AuthorizationSecrets> others;
    private AuthorizationSecrets secrets;

    private AuthorizationCodeFlow(
            AuthorizationRequest request,
            CallbackServer callbacks,
            Supplier<AuthorizationSecrets> others,
            AuthorizationSecrets secrets) {
        this.request = request;
        this.callbacks = callbacks;
        this.others = others;
        this.secrets = secrets;
    }

    /**
     * Begins to listen for the answer.
     *
     * @throws BindException where the port cannot be had
     */
    public static AuthorizationCodeFlow begin(AuthorizationRequest request, Callback callback, Pages pages)
            throws IOException {
        Supplier<AuthorizationSecrets> others = () -> {
            AuthorizationSecrets random = AuthorizationSecrets.random();
            return callback.state().map(random::withState).orElse(random);
        };
        AuthorizationSecrets secrets = others.get();
        return new AuthorizationCodeFlow(
                request, CallbackServer.start(callback, pages, request, secrets), others, secrets);
    }

    /** Where a browser begins. */
    public HttpUrl address() {
        return callbacks.authorization();
    }

    /** Where the browser brings the answer. */
    public RedirectUri redirectUri() {
        return callbacks.redirectUri();
    }

    /** The port of this computer at which it is taken. */
    public int port() {
        return callbacks.port();
    }

    /** Begins anew, with other secrets. */
    public void again() {
        secrets = others.get();
        callbacks.expect(secrets);
    }

    /**
     * The answer that has the state of the request.
     *
     * @param patience how long
     * @param typed what a person types, read as far as {@link InputStream#available()} says that it can be at once
     * @param ignored told why something that was typed is not the answer
     * @return nothing where the time is up
     */
    public Optional<AuthorizationAnswer> await(
            Duration patience, Clock clock, InputStream typed, Consumer<String> ignored) throws InterruptedException {
        TypedLines lines = new TypedLines(typed);
        Instant end = clock.instant().plus(patience);
        Duration left = patience;
        while (!left.isNegative()) {
            Optional<AuthorizationAnswer> answer = callbacks.await(left.compareTo(MOMENT) < 0 ? left : MOMENT);
            if (answer.isPresent()) {
                return answer;
            }
            lines.next()
                    .filter(line -> !line.isEmpty())
                    .flatMap(callbacks::take)
                    .ifPresent(ignored);
            left = Duration.between(clock.instant(), end);
        }
        return Optional.empty();
    }

    /** What a token is asked for with. */
    public Grant grant(String code) {
        return Grant.authorizationCode(code, callbacks.redirectUri(), secrets.verifier());
    }

    /**
     * Makes sure that an ID token belongs to the request (OpenID Connect Core 1.0, section 3.1.3.7, number 11). It came
     * from the token endpoint itself, so that its signature need not be checked (number 6).
     *
     * @throws IOException where it does not
     */
    public void check(ObjectNode token) throws IOException {
        String idToken = token.path("id_token").asText("");
        if (request.asksForIdToken()
                && !idToken.isEmpty()
                && !IdToken.claim(idToken, "nonce").filter(secrets::hasNonce).isPresent()) {
            throw new IOException(
                    "the tokens are refused: the ID token belongs to another sign-in (its nonce is wrong)");
        }
    }

    /** Shows a page to the browser that brought the answer. */
    public void show(Page page) {
        callbacks.show(page);
    }

    /** Stops listening. */
    @Override
    public void close() {
        callbacks.close();
    }
}
