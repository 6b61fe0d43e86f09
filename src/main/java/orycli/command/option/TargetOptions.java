package orycli.command.option;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import orycli.command.option.value.Quoted;
import orycli.http.HttpClients;
import orycli.http.HttpSettings;
import orycli.http.HttpSettings.ClientCertificate;
import orycli.http.Pace;
import orycli.http.Sender;
import orycli.hydra.HydraAdminClient;
import orycli.network.NotSignedInException;
import orycli.network.OryNetwork;
import orycli.oauth2.Client;
import orycli.oauth2.ClientMethod;
import orycli.oauth2.IntrospectionEndpoint;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The flags that say which server to talk to, and how. */
@Command(optionListHeading = "Server:")
public final class TargetOptions {
    /** The variable that names the admin API to use. */
    public static final String SDK_URL = "ORY_SDK_URL";
    /** The variables that hold API keys. */
    public static final List<String> KEYS = List.of(NetworkAccess.PROJECT_KEY, NetworkAccess.WORKSPACE_KEY);

    private static final String ENDPOINT = "--endpoint";
    private static final String HYDRAS_URL = "HYDRA_ADMIN_URL";
    private static final String AUTHORIZATION = "Authorization";
    private static final String OWN_SERVER =
            "For your own Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in front.";

    private final Context context;
    private final Side side;
    private final Terminal terminal;

    @Option(
            names = {"-e", ENDPOINT},
            paramLabel = "URL",
            description = "The admin API of an Ory Hydra. Also set by ORY_SDK_URL.")
    private Optional<String> endpoint = Optional.empty();

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description =
                    "A project on Ory Network: its id, or the beginning of its id or slug. Also set by ORY_PROJECT.")
    private Optional<String> project = Optional.empty();

    @Option(
            names = "--workspace",
            paramLabel = "WORKSPACE",
            description = "Look for the project in this workspace: its id, or the beginning of its id or name.")
    private Optional<String> workspace = Optional.empty();

    @Option(
            names = {"-H", "--http-header"},
            paramLabel = "'NAME: VALUE'",
            description = "Send this header with every request to the API. Can be repeated.")
    private List<String> headers = List.of();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "Wait at most this long until the endpoint's server is ready.")
    private Optional<String> wait = Optional.empty();

    @Option(names = "--client-cert", paramLabel = "FILE", description = "Client certificate for mutual TLS (PEM).")
    private Optional<String> clientCertificate = Optional.empty();

    @Option(names = "--client-key", paramLabel = "FILE", description = "The key of that certificate (PEM, PKCS#8).")
    private Optional<String> clientKey = Optional.empty();

    @Mixin
    private final ConnectionOptions connection;

    private final NetworkAccess network;

    /** Which of a server's two sides a command talks to. */
    private enum Side {
        /** Where an API key opens what is nobody else's business. */
        ADMIN("http://127.0.0.1:4445"),
        /** Where clients get tokens. No API key is sent there. */
        PUBLIC("http://127.0.0.1:4444");

        private final String example;

        Side(String example) {
            this.example = example;
        }
    }

    public TargetOptions(Context context) {
        this(context, Side.ADMIN);
    }

    /** The flags of a command that talks to a server's public side. */
    public static TargetOptions toPublicSide(Context context) {
        return new TargetOptions(context, Side.PUBLIC);
    }

    private TargetOptions(Context context, Side side) {
        this.context = context;
        this.side = side;
        this.terminal = context.terminal();
        this.connection = new ConnectionOptions(context);
        this.network = new NetworkAccess(context, connection, List.of(NetworkAccess.SIGN_IN, otherServer(terminal)));
    }

    @Spec(Spec.Target.SELF)
    void describe(CommandSpec flags) {
        if (side == Side.PUBLIC) {
            Wording.replace(flags, ENDPOINT, "The public API of an Ory Hydra. Also set by ORY_SDK_URL.");
        }
    }

    /** Older programs know another variable. */
    private static String otherServer(Terminal terminal) {
        return terminal.variable(HYDRAS_URL).isPresent()
                ? HYDRAS_URL + " is set; ory reads " + SDK_URL + "."
                : OWN_SERVER;
    }

    /** Whether every question is answered with yes. */
    public boolean yes() {
        return connection.yes();
    }

    ConnectionOptions connection() {
        return connection;
    }

    /**
     * The admin API to use.
     *
     * @throws NotSignedInException where nothing names a server, and nobody is signed in to Ory Network
     * @throws UsageException where a flag or variable cannot be what it should be
     * @throws IOException where a certificate cannot be used, or the project cannot be found
     */
    public HydraAdminClient hydra() throws IOException {
        Optional<Duration> longest = longestWait();
        Target target = target();
        return ready(new HydraAdminClient(target.endpoint(), sender(target.clients(), target.endpoint())), longest);
    }

    /**
     * The admin API at the same address, with what opens it.
     *
     * @throws IOException as {@link #hydra} does
     */
    public HydraAdminClient adminSide() throws IOException {
        Target target = target(Side.ADMIN);
        return new HydraAdminClient(target.endpoint(), sender(target.clients(), target.endpoint()));
    }

    /**
     * Where tokens are looked at.
     *
     * @throws IOException as {@link #hydra} does
     */
    public IntrospectionEndpoint introspection() throws IOException {
        Optional<Duration> longest = longestWait();
        Target target = target();
        Sender sender = sender(target.clients(), target.endpoint());
        HttpUrl admin =
                ready(new HydraAdminClient(target.endpoint(), sender), longest).endpoint();
        return new IntrospectionEndpoint(
                admin.newBuilder().addPathSegments("admin/oauth2/introspect").build(), sender);
    }

    /**
     * The public API to use.
     *
     * @param client who will ask there
     * @throws UsageException where a flag cannot be what it should be
     */
    public PublicSide publicSide(Client client) {
        connection.config();
        Headers given = headers();
        Optional<HttpUrl> named = endpoint(side);
        boolean isTaken = given.get(AUTHORIZATION) != null
                || named.filter(url -> !url.username().isEmpty()).isPresent();
        if (isTaken && client.method() == ClientMethod.CLIENT_SECRET_BASIC) {
            throw new UsageException("the client's secret goes into the header Authorization, which is given by hand;"
                    + " try --auth-method client_secret_post");
        }
        HttpClients clients = new HttpClients(connection.settings(given, certificate()));
        Optional<Duration> longest = longestWait();
        return new PublicSide(context, url -> sender(clients, url), () -> {
            Target target = target();
            Sender sender = sender(target.clients(), target.endpoint());
            ready(new HydraAdminClient(target.endpoint(), sender), longest);
            return new PublicSide.Server(target.endpoint(), sender);
        });
    }

    private Optional<Duration> longestWait() {
        return wait.map(text -> ConnectionOptions.duration("--wait", text, "1m"));
    }

    private HydraAdminClient ready(HydraAdminClient hydra, Optional<Duration> longest) throws IOException {
        if (longest.isPresent()) {
            hydra.awaitReady(longest.get(), Clock.systemUTC(), terminal.interrupts()::pause);
        }
        return hydra;
    }

    private Sender sender(HttpClients clients, HttpUrl url) throws IOException {
        return new Sender(clients.forApi(url), new Pace(network::pause));
    }

    private Target target() throws IOException {
        return target(side);
    }

    private Target target(Side asked) throws IOException {
        // What can be wrong with the flags is found before a project is looked for.
        connection.config();
        Headers given = headers();
        HttpSettings settings = connection.settings(given, certificate());
        Optional<HttpUrl> named = endpoint(asked);
        if (named.isEmpty()) {
            if (wait.isPresent()) {
                throw new UsageException("--wait is for an endpoint; Ory Network is always there");
            }
            OryNetwork.Access access = access();
            Headers all = (asked == Side.ADMIN
                            ? authorized(given, access.credentials().token())
                            : given)
                    .newBuilder()
                    .addAll(network.headers())
                    .build();
            return new Target(access.endpoint(), new HttpClients(settings.with(all)));
        }
        boolean hasKey = asked == Side.ADMIN
                && terminal.variable(NetworkAccess.PROJECT_KEY).isPresent();
        Optional<String> key = hasKey && network.hosts().mayHaveKey(named.get())
                ? network.key(NetworkAccess.PROJECT_KEY)
                : Optional.empty();
        Headers all = key.map(token -> authorized(given, token)).orElse(given);
        return new Target(named.get(), new HttpClients(settings.with(all)));
    }

    /**
     * The flag or variable that names a server of one's own; empty for Ory Network and for a sandbox, which have both sides
     * at one address.
     */
    public Optional<String> ownServer() {
        return endpoint(side)
                .filter(url -> !context.inSandbox() && network.hosts().slug(url).isEmpty())
                .map(url -> endpoint.isPresent() ? ENDPOINT : SDK_URL);
    }

    /** The address that a flag or variable names; empty where it is for Ory Network to tell. */
    private Optional<HttpUrl> endpoint(Side asked) {
        Optional<String> place = project.map(name -> "--project").or(() -> workspace.map(name -> "--workspace"));
        if (context.inSandbox() && (endpoint.isPresent() || place.isPresent())) {
            throw new UsageException("a command in the sandbox writes to the sandbox; leave out "
                    + (endpoint.isPresent() ? "--endpoint" : place.orElseThrow()));
        }
        if (endpoint.isPresent()) {
            if (place.isPresent()) {
                throw new UsageException("only one of --endpoint and " + place.get() + " can be given");
            }
            return Optional.of(url("--endpoint", endpoint.get()));
        }
        return place.isPresent()
                ? Optional.empty()
                // The address of a project is another way to name the project, which only an API key needs.
                : variable()
                        .filter(url -> asked == Side.PUBLIC
                                || network.hosts().slug(url).isEmpty());
    }

    private Optional<HttpUrl> variable() {
        return terminal.variable(SDK_URL).map(value -> url("the environment variable " + SDK_URL, value));
    }

    private OryNetwork.Access access() throws IOException {
        Optional<String> projectFlag = project.map(name -> NetworkAccess.given("the flag --project", name));
        Optional<String> workspaceFlag = workspace.map(name -> NetworkAccess.given("the flag --workspace", name));
        if (workspaceFlag.isPresent()) {
            network.refuseBesideProjectKey("--workspace");
        }
        boolean isNamed = projectFlag.isPresent() || workspaceFlag.isPresent();
        Optional<HttpUrl> address = isNamed ? Optional.empty() : variable();
        if (address.isPresent()) {
            return network.network(true).accessAt(address.get());
        }
        return network.network(true)
                .access(projectFlag.or(network::project), workspaceFlag)
                .orElseThrow(() -> new UsageException("no project is named or selected; name one with --project, or"
                        + " select one with 'ory use project'"));
    }

    private HttpUrl url(String source, String value) {
        HttpUrl url = url(source, value, side.example);
        if (url.query() != null || url.fragment() != null) {
            throw new UsageException(source + " has a query or a fragment, which no endpoint has");
        }
        return url;
    }

    /** @throws UsageException where it is not a URL */
    static HttpUrl url(String source, String value, String example) {
        if (value.isBlank()) {
            throw new UsageException(source + " is empty");
        }
        HttpUrl url = HttpUrl.parse(value);
        if (url == null) {
            // What stands there may be a password or a token.
            boolean secret = value.contains("@") || value.contains("?") || value.contains("#");
            throw new UsageException(
                    source + " is not a URL such as " + example + (secret ? "" : ": " + Quoted.of(value)));
        }
        return url;
    }

    private Headers headers() {
        Headers.Builder all = new Headers.Builder();
        for (String header : headers) {
            int colon = header.indexOf(':');
            try {
                all.add(
                        header.substring(0, Math.max(colon, 0)),
                        header.substring(colon + 1).strip());
            } catch (IllegalArgumentException e) {
                // Without the value, which may be a secret.
                throw new UsageException("--http-header is not 'Name: value' in plain ASCII");
            }
        }
        return all.build();
    }

    /** What was given by hand wins. */
    private static Headers authorized(Headers given, String token) {
        return given.get(AUTHORIZATION) != null
                ? given
                : given.newBuilder().add(AUTHORIZATION, "Bearer " + token).build();
    }

    private Optional<ClientCertificate> certificate() {
        if (clientCertificate.isPresent() != clientKey.isPresent()) {
            throw new UsageException("--client-cert and --client-key need each other");
        }
        return clientCertificate.map(file -> new ClientCertificate(
                ConnectionOptions.path("--client-cert", file),
                ConnectionOptions.path("--client-key", clientKey.orElseThrow())));
    }
}
