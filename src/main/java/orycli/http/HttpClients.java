package orycli.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/** Builds OkHttp clients. None follows redirects: that would turn a POST into a GET. */
public final class HttpClients {
    private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private static final String AUTHORIZATION = "Authorization";

    private final HttpSettings settings;
    private final Supplier<TrustStore> trusted;

    public HttpClients(HttpSettings settings) {
        this(settings, TrustStore::ofTheSystem);
    }

    /** @param trusted whom to trust where the settings do not say */
    HttpClients(HttpSettings settings, Supplier<TrustStore> trusted) {
        this.settings = settings;
        this.trusted = trusted;
    }

    /** Has all classes loaded that a request needs, and no more done: the first one takes as long as twenty others. */
    public static void prepare() {
        OkHttpClient client = forSender(new OkHttpClient.Builder()
                        .proxy(Proxy.NO_PROXY)
                        .socketFactory(new NoDelaySocketFactory(SocketFactory.getDefault()))
                        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)))
                .build();
        client.newCall(new Request.Builder().url("http://localhost/").build());
    }

    /**
     * The client for the API at this address.
     *
     * @throws IOException where a certificate, a key or the proxy that is meant for it cannot be used
     */
    public OkHttpClient forApi(HttpUrl endpoint) throws IOException {
        return forApi(endpoint, Trace.Detail.ALL);
    }

    /**
     * As {@link #forApi}, for Ory Network's own APIs, whose answers are traced without their bodies: a project's
     * configuration has secrets in it that cannot be told from the rest.
     */
    public OkHttpClient forNetwork(HttpUrl endpoint) throws IOException {
        return forApi(endpoint, Trace.Detail.NO_BODIES);
    }

    private OkHttpClient forApi(HttpUrl endpoint, Trace.Detail detail) throws IOException {
        OkHttpClient.Builder builder = builder(ProxyVariables.of(settings.environment(), endpoint));
        if (endpoint.isHttps()) {
            Tls.of(settings, settings.clientCertificate(), settings.insecure(), trusted)
                    .configure(builder);
        } else {
            // Whoever names a file believes that it is used: a mistake in it must not pass.
            Tls.check(settings);
            // Without this, OkHttp loads the system's trust store, which a plain connection never looks at.
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        Headers headers = headers(endpoint);
        builder.addInterceptor(chain -> {
            Request.Builder request = chain.request().newBuilder();
            headers.names().forEach(request::removeHeader);
            headers.forEach(header -> request.addHeader(header.getFirst(), header.getSecond()));
            RequestBody body = chain.request().body();
            if (body != null && headers.get("Content-Type") != null) {
                // OkHttp would put the body's own type in the header's place.
                Buffer bytes = new Buffer();
                body.writeTo(bytes);
                request.method(chain.request().method(), RequestBody.create(bytes.readByteString(), null));
            }
            request.tag(Redaction.class, Redaction.of(chain.request()).and(secrets(endpoint, headers)));
            return chain.proceed(request.build());
        });
        return finish(builder, detail);
    }

    /**
     * A client for third parties, such as key servers, to whom neither the API's headers nor its client certificate are
     * shown, and whose own certificate is always checked.
     *
     * @throws IOException where the certificates to trust or a proxy cannot be used
     */
    public OkHttpClient forThirdParties() throws IOException {
        OkHttpClient.Builder builder = builder(ProxyVariables.of(settings.environment()));
        Tls.of(settings, Optional.empty(), false, trusted).configure(builder);
        return finish(builder, Trace.Detail.NO_QUERY);
    }

    /** The headers that were asked for; the credentials in an address are one, unless it was given by hand. */
    private Headers headers(HttpUrl endpoint) {
        boolean hasCredentials =
                !endpoint.username().isEmpty() || !endpoint.password().isEmpty();
        return hasCredentials && settings.headers().get(AUTHORIZATION) == null
                ? settings.headers()
                        .newBuilder()
                        .add(
                                AUTHORIZATION,
                                Credentials.basic(endpoint.username(), endpoint.password(), StandardCharsets.UTF_8))
                        .build()
                : settings.headers();
    }

    /** A server may quote a header's value with or without the scheme that it begins with. */
    private static Stream<String> secrets(HttpUrl endpoint, Headers headers) {
        Stream<String> values = headers.names().stream()
                .flatMap(name -> headers.values(name).stream())
                .flatMap(value -> Stream.of(value, value.substring(value.indexOf(' ') + 1)));
        return Stream.concat(values, Stream.of(endpoint.password()));
    }

    private OkHttpClient.Builder builder(ProxyVariables proxies) {
        return new OkHttpClient.Builder()
                .callTimeout(settings.timeout())
                // The call's own limit is the only one.
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .dns(HttpClients::lookUp)
                .proxySelector(proxies)
                .proxyAuthenticator(proxies)
                .socketFactory(new NoDelaySocketFactory(SocketFactory.getDefault()))
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("User-Agent", settings.userAgent())
                        .build()));
    }

    private OkHttpClient finish(OkHttpClient.Builder builder, Trace.Detail detail) {
        settings.trace()
                .ifPresent(lines -> builder.addInterceptor(
                        new Trace(lines, settings.headers().names(), detail)));
        return forSender(builder).build();
    }

    /** What a {@link Sender} needs to know of its requests and their answers. */
    static OkHttpClient.Builder forSender(OkHttpClient.Builder builder) {
        return builder.retryOnConnectionFailure(false)
                .eventListener(new Progress.Listener())
                .addInterceptor(RetryAfter::show)
                .addNetworkInterceptor(HungUpException::detect)
                .addNetworkInterceptor(AnswerLostException::detect)
                .addNetworkInterceptor(RetryAfter::hide);
    }

    /** Whether the server is on this computer. */
    public static boolean isLoopback(HttpUrl url) {
        return NoProxy.isLoopback(url);
    }

    /** The server's host as it stands in an address, where IPv6 has brackets. */
    public static String host(HttpUrl url) {
        return url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    }

    private static List<InetAddress> lookUp(String host) throws UnknownHostException {
        if (NoProxy.isLocalhost(host)) {
            return List.of(InetAddress.getByAddress(host, LOOPBACK_4), InetAddress.getByAddress(host, LOOPBACK_6));
        }
        try {
            return Dns.SYSTEM.lookup(host);
        } catch (UnknownHostException e) {
            // It may be a proxy's, so it has to be the message, without what each system adds to it.
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e);
            throw unknown;
        }
    }
}
