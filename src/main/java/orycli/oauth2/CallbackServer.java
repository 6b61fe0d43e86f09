package orycli.oauth2;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import orycli.text.Limited;

/**
 * The port of this computer that the browser brings the answer to an authorization request to (RFC 8252, section 7.3).
 * Anybody on this computer, and any page in its browser, can send something there: what does not have the state is
 * answered, and forgotten.
 */
final class CallbackServer implements Closeable {
    private static final String PATH = "/callback";
    private static final String FORM = "application/x-www-form-urlencoded";
    /** In MiB. */
    private static final int LARGEST_FORM = 1;

    private static final byte[] NOT_THE_ANSWER =
            "This does not belong to the sign-in that is waited for.\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final Threads threads = new Threads();
    private final Callback callback;
    private final Pages pages;
    private final AuthorizationRequest request;
    private final HttpUrl redirectUri;
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

    /**
     * Threads for those who send something. Where there are very many, the oldest gives way, as who sends half of a
     * request and waits must not keep the browser out.
     */
    private static final class Threads implements Executor {
        private static final int MOST = 256;

        private final Deque<Thread> running = new ArrayDeque<>();

        @Override
        public synchronized void execute(Runnable task) {
            Thread thread = new Thread(() -> run(task), "callback");
            thread.setDaemon(true);
            running.add(thread);
            if (running.size() > MOST) {
                // It reads from a channel, which an interrupt closes.
                running.remove().interrupt();
            }
            thread.start();
        }

        private void run(Runnable task) {
            try {
                task.run();
            } finally {
                forget(Thread.currentThread());
            }
        }

        private synchronized void forget(Thread thread) {
            running.remove(thread);
        }

        synchronized void end() {
            running.forEach(Thread::interrupt);
        }
    }

    private CallbackServer(
            HttpServer server,
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
                .orElseGet(() -> new HttpUrl.Builder()
                        .scheme(callback.tls().isPresent() ? "https" : "http")
                        .host("127.0.0.1")
                        .port(server.getAddress().getPort())
                        .encodedPath(PATH)
                        .build());
    }

    /**
     * Listens.
     *
     * @param secrets of the first request
     * @throws BindException where the port is in use
     */
    static CallbackServer start(
            Callback callback, Pages pages, AuthorizationRequest request, AuthorizationSecrets secrets)
            throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetSocketAddress place = new InetSocketAddress(loopback, callback.port());
        CallbackServer callbacks = new CallbackServer(create(callback, place), callback, pages, request, secrets);
        callbacks.server.setExecutor(callbacks.threads);
        callbacks.server.createContext("/", callbacks::handle);
        // The server's own thread takes after the one that starts it, and is to be a daemon too.
        CompletableFuture.runAsync(callbacks.server::start, callbacks.threads).join();
        return callbacks;
    }

    private static HttpServer create(Callback callback, InetSocketAddress place) throws IOException {
        if (callback.tls().isEmpty()) {
            return HttpServer.create(place, 0);
        }
        HttpsServer server = HttpsServer.create(place, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(callback.tls().get()));
        return server;
    }

    /** Where a browser begins. */
    HttpUrl authorization() {
        return request.address(redirectUri, attempt.secrets);
    }

    HttpUrl redirectUri() {
        return redirectUri;
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
        if (url == null || !url.newBuilder().query(null).fragment(null).build().equals(redirectUri)) {
            return Optional.of("it is not an address that begins with " + redirectUri);
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
                send(exchange, page);
            } catch (IOException e) {
                // Which page the browser shows in the end does not matter to the flow.
                return;
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<HttpUrl> answer = answer(exchange);
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
                    : exchange.getRequestMethod().equals("GET")
                            ? pages.at(exchange.getRequestURI().getPath(), authorization())
                            : Optional.empty();
            if (page.isPresent()) {
                send(exchange, page.get());
            } else {
                refuse(exchange);
            }
        }
    }

    /** The address with what was brought, where it was brought as an answer is. */
    private Optional<HttpUrl> answer(HttpExchange exchange) throws IOException {
        if (!isCallback(exchange)) {
            return Optional.empty();
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return Optional.of(withAnswer(exchange.getRequestURI().getRawQuery()));
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        boolean isForm = callback.takesForms()
                && exchange.getRequestMethod().equals("POST")
                && type != null
                && type.startsWith(FORM);
        return isForm
                ? Optional.of(withAnswer(Limited.utf8(exchange.getRequestBody(), LARGEST_FORM)))
                : Optional.empty();
    }

    private HttpUrl withAnswer(@Nullable String parameters) {
        return redirectUri.newBuilder().encodedQuery(parameters).build();
    }

    private boolean isCallback(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath().equals(redirectUri.encodedPath());
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

    private static void send(HttpExchange exchange, Page page) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Connection", "close");
        page.location().ifPresent(location -> headers.set("Location", location.toString()));
        byte[] html = page.html().getBytes(StandardCharsets.UTF_8);
        if (html.length == 0) {
            exchange.sendResponseHeaders(page.status(), -1);
            return;
        }
        // There may be tokens on it, which stay in this window.
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(page.status(), html.length);
        exchange.getResponseBody().write(html);
    }

    @Override
    public void close() {
        // From JDK 25 on, the server waits for its thread and forgets that this one was interrupted.
        boolean interrupted = Thread.interrupted();
        server.stop(0);
        threads.end();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
