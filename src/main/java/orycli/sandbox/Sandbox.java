package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;

/**
 * An in-memory Hydra on loopback, for trying things out and for tests: its admin API, and its public side at the same
 * address. It answers as a Hydra of July 2026 with its default configuration does, save that it connects to nobody: it
 * fetches no sector identifier document and no keys. It forgets everything when closed, and
 * never keeps the program from ending.
 */
public final class Sandbox implements AutoCloseable {
    private final HttpServer server;
    private final ClientsApi clients;

    private Sandbox(HttpServer server, ClientsApi clients) {
        this.server = server;
        this.clients = clients;
    }

    /**
     * Starts one that holds no clients.
     *
     * @param port on 127.0.0.1, or 0 for any that is free
     * @throws java.net.BindException where the port is taken
     */
    public static Sandbox start(int port) throws IOException {
        return start(port, Inventions.random());
    }

    /** As {@link #start(int)}, with ids, secrets and times that are foretold. */
    public static Sandbox start(int port, Inventions inventions) throws IOException {
        return start(port, inventions, Long.MAX_VALUE);
    }

    /**
     * As {@link #start(int, Inventions)}, with a limit.
     *
     * @param room about how many bytes of memory the clients may take together; what is beyond is refused. Requests under way
     *     need some as well, so half of what the program may have is enough
     */
    public static Sandbox start(int port, Inventions inventions, long room) throws IOException {
        ServerSocket listener = HttpServer.bind(port);
        URI endpoint = endpoint(listener.getLocalPort());
        ClientStore store = new ClientStore(room);
        ClientsApi clients = new ClientsApi(endpoint, store, inventions);
        Lazy<OAuth2Api> oauth2 = new Lazy<>(() -> new OAuth2Api(endpoint, store, inventions, room));
        return new Sandbox(HttpServer.start(listener, new SandboxHandler(clients, oauth2)), clients);
    }

    /**
     * Adds clients as if each had been sent to be created.
     *
     * @throws RefusedClientException where one is refused; those before it are there
     */
    public void seed(List<ObjectNode> given) throws RefusedClientException {
        for (int i = 0; i < given.size(); i++) {
            try {
                clients.create(given.get(i));
            } catch (Refusal e) {
                throw new RefusedClientException(i + 1, e.reason());
            }
        }
    }

    /** The base URL, without a slash at its end. */
    public URI endpoint() {
        return endpoint(server.port());
    }

    private static URI endpoint(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Ends at once, with the requests under way; the port is free afterwards. */
    @Override
    public void close() {
        server.close();
    }
}
