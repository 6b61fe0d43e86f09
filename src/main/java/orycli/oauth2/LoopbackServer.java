package orycli.oauth2;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import okhttp3.HttpUrl;
import orycli.http.HttpClients;

/** A port of this computer that a browser of this computer is sent to. */
public final class LoopbackServer implements Closeable {
    private final HttpServer server;
    private final Threads threads = new Threads();

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

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Shows pages until it is closed.
     *
     * @param pages nothing where nothing is there
     * @throws BindException where the port is in use
     */
    public static LoopbackServer start(int port, Function<Visit, Optional<Page>> pages) throws IOException {
        LoopbackServer server = bind(new InetSocketAddress(address(), port), Optional.empty());
        server.serve(exchange -> {
            try (exchange) {
                Optional<Page> page = Visit.of(exchange, true)
                        .filter(visit -> isAddressed(exchange))
                        .flatMap(pages);
                send(exchange, page.orElseGet(() -> Page.of(404, "")));
            }
        });
        return server;
    }

    /** Where RFC 8252, section 7.3, has a native app listen if nothing else is asked for. */
    static InetAddress address() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /**
     * Takes a port, at which nobody is answered yet.
     *
     * @param place with the port 0 for any that is free
     * @param tls what makes it HTTPS
     * @throws BindException where it is in use
     */
    static LoopbackServer bind(InetSocketAddress place, Optional<SSLContext> tls) throws IOException {
        if (tls.isEmpty()) {
            return new LoopbackServer(HttpServer.create(place, 0));
        }
        HttpsServer server = HttpsServer.create(place, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        return new LoopbackServer(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Begins to answer. */
    void serve(HttpHandler handler) {
        server.setExecutor(threads);
        server.createContext("/", handler);
        // The server's own thread takes after the one that starts it, and is to be a daemon too.
        CompletableFuture.runAsync(server::start, threads).join();
    }

    /**
     * Whether the browser knows that it asks this computer. A web site can have its own name lead here (DNS rebinding), and
     * would read the pages as its own; an answer is known by its state, whatever name a tunnel gives to this port.
     */
    static boolean isAddressed(HttpExchange exchange) {
        HttpUrl asked = HttpUrl.parse("http://" + exchange.getRequestHeaders().getFirst("Host") + "/");
        return asked != null && HttpClients.isLoopback(asked);
    }

    static void send(HttpExchange exchange, Page page) throws IOException {
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
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
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
