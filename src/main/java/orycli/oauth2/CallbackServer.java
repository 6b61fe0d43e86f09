package orycli.oauth2;

import com.sun.net.httpserver.HttpExchange;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;

/**
 * The port of this computer that the browser brings the answer to an authorization request to (RFC 8252, section 7.3).
 * Anybody on this computer, and any page in its browser, can send something there: what does not have the state is
 * answered, and forgotten.
 */
final class CallbackServer implements Closeable {
    private static final String PATH = "/callback";

    private static final byte[] NOT_THE_ANSWER =
            "This does not belong to the sign-in that is waited for.\n".getBytes(StandardCharsets.UTF_8);

    private final LoopbackServer server;
    private final Callback callback;
    private final Pages pages;
    private final AuthorizationRequest request;
    private final RedirectUri redirectUri;
    private volatile Attempt attempt;

    /** A request that is to be answered. */
    private record Attempt(AuthorizationSecrets secrets, CompletableFuture<Arrival> arrival) {
        static Attempt of(AuthorizationSecrets secrets) {
            return new Attempt(secrets, new CompletableFuture<>());
        }

        boolean isAnsweredBy(HttpUrl address) {
            return secrets.hasState(AuthorizationAnswer.state(address).orElse(""));
        }
    }

    /**
     * The answer that counts.
     *
     * @param exchange in which the browser waits to be sent on, unless a person brought the answer
     */
    private record Arrival(AuthorizationAnswer answer, Optional<HttpExchange> exchange) {}

    private CallbackServer(
            LoopbackServer server,
            Callback callback,
            Pages pages,
            AuthorizationRequest request,
            AuthorizationSecrets secrets) {
        this.server = server;
        this.callback = callback;
        this.pages = pages;
        this.request = request;
        this.attempt = Attempt.of(secrets);
        this.redirectUri = callback.redirectUri()
                .orElseGet(() -> RedirectUri.of(new HttpUrl.Builder()
                        .scheme(callback.tls().isPresent() ? "https" : "http")
                        .host("127.0.0.1")
                        .port(server.port())
                        .encodedPath(PATH)
                        .build()));
    }

    /**
     * Listens.
     *
     * @param secrets of the first request
     * @throws BindException where the port cannot be had
     */
    static CallbackServer start(
            Callback callback, Pages pages, AuthorizationRequest request, AuthorizationSecrets secrets)
            throws IOException {
        LoopbackServer server =
                LoopbackServer.bind(new InetSocketAddress(callback.address(), callback.port()), callback.tls());
        CallbackServer callbacks = new CallbackServer(server, callback, pages, request, secrets);
        server.serve(callbacks::handle);
        return callbacks;
    }

    /** Where a browser begins. */
    HttpUrl authorization() {
        return request.address(redirectUri, attempt.secrets);
    }

    RedirectUri redirectUri() {
        return redirectUri;
    }

    int port() {
        return server.port();
    }

    /** Waits for the answer to another request; that of an earlier one is good no more. */
    void expect(AuthorizationSecrets secrets) {
        attempt = Attempt.of(secrets);
    }

    /** The answer, if it comes within this time. */
    Optional<AuthorizationAnswer> await(Duration longest) throws InterruptedException {
        try {
            return Optional.of(attempt.arrival
                    .get(longest.toMillis(), TimeUnit.MILLISECONDS)
                    .answer());
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer comes or does not", e);
        }
    }

    /**
     * Takes the address at which a browser ended that could not reach this computer's port.
     *
     * @return why it is not the answer, where it is not: the end of a sentence
     */
    Optional<String> take(String typed) {
        HttpUrl url = HttpUrl.parse(typed);
        if (url == null || !redirectUri.isAt(url)) {
            return Optional.of("it is not an address that begins with " + redirectUri.beginning());
        }
        Attempt current = attempt;
        if (!current.isAnsweredBy(url)) {
            return Optional.of("it belongs to another sign-in");
        }
        current.arrival.complete(new Arrival(AuthorizationAnswer.of(url), Optional.empty()));
        return Optional.empty();
    }

    /** Shows a page to the browser that brought the answer. */
    void show(Page page) {
        Optional<HttpExchange> browser =
                Optional.ofNullable(attempt.arrival.getNow(null)).flatMap(Arrival::exchange);
        if (browser.isPresent()) {
            try (HttpExchange exchange = browser.get()) {
                LoopbackServer.send(exchange, page);
            } catch (IOException e) {
                // Which page the browser shows in the end does not matter to the flow.
                return;
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<Visit> visit = Visit.of(exchange, callback.takesForms());
        Optional<HttpUrl> answer = visit.filter(any -> isCallback(exchange)).map(Visit::url);
        Attempt current = attempt;
        boolean isAnswer = answer.filter(current::isAnsweredBy).isPresent();
        // The browser of the first answer waits until it is known how the flow ends.
        if (isAnswer
                && current.arrival.complete(new Arrival(AuthorizationAnswer.of(answer.get()), Optional.of(exchange)))) {
            return;
        }
        try (exchange) {
            Optional<Page> page = isAnswer
                    ? Optional.of(pages.repeated())
                    : visit.filter(visitor -> LoopbackServer.isAddressed(exchange))
                            .flatMap(visitor -> pages.at(visitor, authorization()));
            if (page.isPresent()) {
                LoopbackServer.send(exchange, page.get());
            } else {
                refuse(exchange);
            }
        }
    }

    private boolean isCallback(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath().equals(redirectUri.url().encodedPath());
    }

    private void refuse(HttpExchange exchange) throws IOException {
        boolean mayAnswer = exchange.getRequestMethod().equals("GET")
                || (callback.takesForms() && exchange.getRequestMethod().equals("POST"));
        exchange.getResponseHeaders().set("Connection", "close");
        if (!isCallback(exchange)) {
            exchange.sendResponseHeaders(404, -1);
        } else if (!mayAnswer) {
            exchange.sendResponseHeaders(405, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(400, NOT_THE_ANSWER.length);
            exchange.getResponseBody().write(NOT_THE_ANSWER);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
