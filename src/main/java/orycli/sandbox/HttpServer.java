package orycli.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * HTTP/1.1 on loopback, with a thread for each connection. The JDK's server would take a request's target apart itself, and
 * answer what it does not like with a page that names the exception; it also waits for ever on who speaks TLS.
 */
final class HttpServer implements AutoCloseable {
    /** Connections that may wait to be accepted: many clients may come at once. */
    private static final int BACKLOG = 1024;

    private static final long PAUSE_NANOS = 10_000_000;

    private final ServerSocket listener;
    private final Function<Request, Answer> handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch acceptsNoMore = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sandbox");
        thread.setDaemon(true);
        return thread;
    });

    private HttpServer(ServerSocket listener, Function<Request, Answer> handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /** @throws java.net.BindException where the port is taken */
    static ServerSocket bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(loopback, port), BACKLOG);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    static HttpServer start(ServerSocket listener, Function<Request, Answer> handler) {
        HttpServer server = new HttpServer(listener, handler);
        server.threads.execute(server::accept);
        return server;
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                acceptOne();
            }
        } finally {
            acceptsNoMore.countDown();
        }
    }

    private void acceptOne() {
        try {
            serve(listener.accept());
        } catch (IOException | OutOfMemoryError e) {
            if (!listener.isClosed()) {
                // There is no room for one more connection, which there may be later.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        open.add(socket);
        try {
            threads.execute(() -> {
                try {
                    new Connection(socket, handler).run();
                } finally {
                    open.remove(socket);
                }
            });
        } catch (RuntimeException | OutOfMemoryError e) {
            open.remove(socket);
            socket.close();
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        closeQuietly(listener::close);
        threads.shutdownNow();
        open.forEach(socket -> closeQuietly(socket::close));
        try {
            // Until then the system may still keep the port.
            acceptsNoMore.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Closing {
        void close() throws IOException;
    }

    private static void closeQuietly(Closing closing) {
        try {
            closing.close();
        } catch (IOException e) {
            // It is of no more use to anybody either way.
        }
    }
}
