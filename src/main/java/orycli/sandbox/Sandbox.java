package orycli.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An in-memory Hydra admin API on loopback, for trying things out and for tests. It answers as a Hydra of July 2026 with its
 * default configuration does, forgets everything when closed, and never keeps the program from ending.
 */
public final class Sandbox implements AutoCloseable {
    /** Connections that may wait to be accepted: many clients may come at once. */
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;

    private Sandbox(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts an API that holds no clients.
     *
     * @param port on 127.0.0.1, or 0 for any that is free
     * @throws java.net.BindException where the port is taken
     */
    public static Sandbox start(int port) throws IOException {
        return start(port, new RandomInventions());
    }

    /** As {@link #start(int)}, with ids, secrets and times that are foretold. */
    public static Sandbox start(int port, Inventions inventions) throws IOException {
        // Read when the first server is made; without it an answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        Sandbox sandbox = new Sandbox(server, threads);
        server.createContext("/", new AdminHandler(new ClientsApi(sandbox.endpoint(), inventions)));
        // The server's own thread takes after the one that starts it, and is to be a daemon too.
        CompletableFuture.runAsync(server::start, threads).join();
        return sandbox;
    }

    /** The base URL, without a slash at its end. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Ends at once, with the requests under way; the port is free afterwards. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
