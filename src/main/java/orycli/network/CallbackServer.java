package orycli.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
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

    private final HttpServer server;
    private final Threads threads = new Threads();
    private final HttpUrl redirectUri;
    private final Predicate<String> isState;
    private final Supplier<HttpUrl> repeated;
    private final CompletableFuture<Arrival> arrival = new CompletableFuture<>();

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

    private CallbackServer(HttpServer server, Predicate<String> isState, Supplier<HttpUrl> repeated) {
        this.server = server;
        this.isState = isState;
        this.repeated = repeated;
        this.redirectUri = new HttpUrl.Builder()
                .scheme("http")
                .host("127.0.0.1")
                .port(server.getAddress().getPort())
                .encodedPath(PATH)
                .build();
    }

    /**
     * Listens.
     *
     * @param isState whether a state is that of the request
     * @param repeated where a browser is sent that brings another answer after the first
     */
    static CallbackServer start(Predicate<String> isState, Supplier<HttpUrl> repeated) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        CallbackServer callbacks =
                new CallbackServer(HttpServer.create(new InetSocketAddress(loopback, 0), 0), isState, repeated);
        callbacks.server.setExecutor(callbacks.threads);
        callbacks.server.createContext("/", callbacks::handle);
        // The server's own thread takes after the one that starts it, and is to be a daemon too.
        CompletableFuture.runAsync(callbacks.server::start, callbacks.threads).join();
        return callbacks;
    }

    HttpUrl redirectUri() {
        return redirectUri;
    }

    /** The answer, if it comes within this time. */
    Optional<AuthorizationAnswer> await(Duration longest) throws InterruptedException {
        try {
            return Optional.of(
                    arrival.get(longest.toMillis(), TimeUnit.MILLISECONDS).answer());
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
    Optional<String> take(String address) {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null || !url.newBuilder().query(null).fragment(null).build().equals(redirectUri)) {
            return Optional.of("it is not an address that begins with " + redirectUri);
        }
        if (!hasState(url)) {
            return Optional.of("it belongs to another sign-in");
        }
        arrival.complete(new Arrival(AuthorizationAnswer.of(url), Optional.empty()));
        return Optional.empty();
    }

    /** Sends the browser that brought the answer on to a page. */
    void sendOn(HttpUrl page) {
        Optional<HttpExchange> browser =
                Optional.ofNullable(arrival.getNow(null)).flatMap(Arrival::exchange);
        if (browser.isPresent()) {
            try (HttpExchange exchange = browser.get()) {
                sendOn(exchange, page);
            } catch (IOException e) {
                // Which page the browser shows in the end does not matter to the sign-in.
                return;
            }
        }
    }

    private boolean hasState(HttpUrl address) {
        return isState.test(AuthorizationAnswer.state(address).orElse(""));
    }

    private void handle(HttpExchange exchange) throws IOException {
        HttpUrl address = redirectUri
                .newBuilder()
                .encodedQuery(exchange.getRequestURI().getRawQuery())
                .build();
        boolean isAnswer = exchange.getRequestURI().getPath().equals(PATH)
                && exchange.getRequestMethod().equals("GET")
                && hasState(address);
        // The browser of the first answer waits until it is known how the sign-in ends.
        if (isAnswer && arrival.complete(new Arrival(AuthorizationAnswer.of(address), Optional.of(exchange)))) {
            return;
        }
        try (exchange) {
            if (isAnswer) {
                sendOn(exchange, repeated.get());
            } else {
                refuse(exchange);
            }
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            exchange.sendResponseHeaders(404, -1);
        } else if (!exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(405, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(400, NOT_THE_ANSWER.length);
            exchange.getResponseBody().write(NOT_THE_ANSWER);
        }
    }

    private static void sendOn(HttpExchange exchange, HttpUrl page) throws IOException {
        exchange.getResponseHeaders().set("Location", page.toString());
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(302, -1);
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
