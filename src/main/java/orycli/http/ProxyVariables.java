package orycli.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, upper or lower case, which OkHttp does
 * not read. The rules are those of Go's {@code httpproxy}, as in the reference; loopback never has a proxy.
 */
final class ProxyVariables extends ProxySelector implements Authenticator {
    private final Optional<Server> http;
    private final Optional<Server> https;
    private final NoProxy exceptions;

    private record Server(HttpUrl address, Proxy proxy) {}

    private ProxyVariables(Optional<Server> http, Optional<Server> https, NoProxy exceptions) {
        this.http = http;
        this.https = https;
        this.exceptions = exceptions;
    }

    /** @throws IOException where a variable does not name a proxy; the message does not quote it, as it may hold a password */
    static ProxyVariables of(Function<String, Optional<String>> environment) throws IOException {
        return new ProxyVariables(
                server("HTTP_PROXY", environment), server("HTTPS_PROXY", environment), exceptions(environment));
    }

    /**
     * The proxies for requests to one server alone.
     *
     * @throws IOException where the variable that matters to it does not name a proxy
     */
    static ProxyVariables of(Function<String, Optional<String>> environment, HttpUrl url) throws IOException {
        NoProxy exceptions = exceptions(environment);
        if (exceptions.includes(url)) {
            return new ProxyVariables(Optional.empty(), Optional.empty(), exceptions);
        }
        return url.isHttps()
                ? new ProxyVariables(Optional.empty(), server("HTTPS_PROXY", environment), exceptions)
                : new ProxyVariables(server("HTTP_PROXY", environment), Optional.empty(), exceptions);
    }

    private static NoProxy exceptions(Function<String, Optional<String>> environment) {
        return NoProxy.of(variable("NO_PROXY", environment).orElse(""));
    }

    private static Optional<String> variable(String name, Function<String, Optional<String>> environment) {
        return environment.apply(name).or(() -> environment.apply(name.toLowerCase(Locale.ROOT)));
    }

    private static Optional<Server> server(String name, Function<String, Optional<String>> environment)
            throws IOException {
        Optional<String> value = variable(name, environment);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String url = value.get().contains("://") ? value.get() : "http://" + value.get();
        boolean socks = url.startsWith("socks5://") || url.startsWith("socks5h://");
        // OkHttp's addresses know no SOCKS; as an http one, host, port and user are read the same way.
        HttpUrl address = HttpUrl.parse(socks ? "http" + url.substring(url.indexOf(':')) : url);
        if (address == null) {
            throw new IOException("the environment variable " + name + " does not name a proxy");
        }
        if (address.isHttps()) {
            throw new IOException("the environment variable " + name
                    + " names a proxy that is reached by TLS, which is not supported; use an http:// or socks5:// one");
        }
        int port = socks && !url.matches(".*:[0-9]+/?") ? 1080 : address.port();
        return Optional.of(new Server(
                address,
                new Proxy(
                        socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(address.host(), port))));
    }

    @Override
    public List<Proxy> select(URI uri) {
        // Not by the URI's own methods, which know no host with an underscore in its name.
        @Nullable HttpUrl url = HttpUrl.parse(uri.toString());
        if (url == null) {
            return List.of(Proxy.NO_PROXY);
        }
        Optional<Server> server = url.isHttps() ? https : http;
        return List.of(server.filter(some -> !exceptions.includes(url))
                .map(Server::proxy)
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The failure reaches the user as the call's own.
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        boolean refused = response.request().header("Proxy-Authorization") != null
                // OkHttp asks in advance, with an answer of its own that names this scheme.
                && response.challenges().stream()
                        .noneMatch(challenge -> "OkHttp-Preemptive".equals(challenge.scheme()));
        Proxy used = route == null ? Proxy.NO_PROXY : route.proxy();
        Optional<HttpUrl> server = Stream.of(http, https)
                .flatMap(Optional::stream)
                .filter(some ->
                        some.proxy().equals(used) && !some.address().username().isEmpty())
                .map(Server::address)
                .findFirst();
        if (refused || server.isEmpty()) {
            return null;
        }
        String credentials =
                Credentials.basic(server.get().username(), server.get().password());
        return response.request()
                .newBuilder()
                .header("Proxy-Authorization", credentials)
                .build();
    }
}
