package orycli.command.option;

import java.io.IOException;
import java.util.Optional;
import okhttp3.HttpUrl;
import orycli.http.Sender;

/** The public side of a server: where its endpoints are, and what reaches them. It is looked for when it is needed. */
public final class PublicSide {
    private final Context context;
    private final Senders senders;
    private final Search search;
    private Optional<Server> found = Optional.empty();

    /** Makes what reaches an address. */
    @FunctionalInterface
    interface Senders {
        Sender to(HttpUrl url) throws IOException;
    }

    /** Finds the server. */
    @FunctionalInterface
    interface Search {
        Server find() throws IOException;
    }

    /** Where the server is, and what reaches it. */
    record Server(HttpUrl url, Sender sender) {}

    /** One endpoint, and what reaches it. */
    public record Endpoint(HttpUrl url, Sender sender) {}

    PublicSide(Context context, Senders senders, Search search) {
        this.context = context;
        this.senders = senders;
        this.search = search;
    }

    /**
     * The endpoint at this path.
     *
     * @throws IOException where the server cannot be found
     */
    public Endpoint at(String path) throws IOException {
        Server server = found.isPresent() ? found.get() : search.find();
        found = Optional.of(server);
        HttpUrl url = server.url()
                .newBuilder()
                .username("")
                .password("")
                .addPathSegments(path)
                .build();
        return new Endpoint(url, server.sender());
    }

    /**
     * The endpoint that a flag names, or else the one at the path. It may have a query, and must not have a fragment (RFC
     * 6749, sections 3.1 and 3.2).
     *
     * @throws UsageException where the flag does not name one, or leads out of a sandbox
     */
    public Endpoint at(String path, String flag, Optional<String> named) throws IOException {
        if (named.isEmpty()) {
            return at(path);
        }
        if (context.inSandbox()) {
            throw new UsageException("a command in the sandbox asks the sandbox; leave out " + flag);
        }
        HttpUrl url = TargetOptions.url(flag, named.get(), "http://127.0.0.1:4444/" + path);
        if (url.fragment() != null) {
            throw new UsageException(flag + " has a fragment, which no endpoint has");
        }
        return new Endpoint(url, senders.to(url));
    }
}
