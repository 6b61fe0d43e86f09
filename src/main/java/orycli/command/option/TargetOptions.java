package orycli.command.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import orycli.http.HttpClients;
import orycli.http.HttpSettings;
import orycli.http.HttpSettings.ClientCertificate;
import orycli.http.Sender;
import orycli.hydra.HydraAdminClient;
import orycli.network.NotSignedInException;
import orycli.network.OryNetwork;
import orycli.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that say which server to talk to, and how. */
public final class TargetOptions {
    /** The variable that names the admin API to use. */
    public static final String SDK_URL = "ORY_SDK_URL";
    /** The variables that hold API keys. */
    public static final List<String> KEYS = List.of(NetworkAccess.PROJECT_KEY, NetworkAccess.WORKSPACE_KEY);

    private final Terminal terminal;
    private final String version;
    private final boolean inSandbox;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @ArgGroup(validate = false, heading = "%nWhere to write:%n", order = 8)
    private final Flags flags = new Flags();

    @Mixin
    private ConnectionOptions connection;

    /**
     * What a command line is made in.
     *
     * @param inSandbox whether {@code ORY_SDK_URL} is a sandbox, from which no flag may lead away
     */
    public TargetOptions(Terminal terminal, String version, boolean inSandbox) {
        this.terminal = terminal;
        this.version = version;
        this.inSandbox = inSandbox;
    }

    /**
     * The admin API to use.
     *
     * @throws NotSignedInException where nothing names a server, and nobody is signed in to Ory Network
     * @throws ParameterException where a flag or variable cannot be what it should be
     * @throws IOException where a certificate cannot be used, or the project cannot be found
     */
    public HydraAdminClient hydra() throws IOException {
        // What can be wrong with the flags is found before a project is looked for.
        connection.config(this::usage);
        Headers.Builder headers = headers().newBuilder();
        HttpSettings settings = settings(headers.build());
        Optional<HttpUrl> endpoint = endpoint();
        HttpUrl target;
        if (endpoint.isPresent()) {
            target = endpoint.get();
            boolean hasKey = terminal.variable(NetworkAccess.PROJECT_KEY).isPresent();
            if (hasKey && networkAccess().hosts().mayHaveKey(target)) {
                networkAccess().key(NetworkAccess.PROJECT_KEY).ifPresent(key -> authorize(headers, key));
            }
        } else {
            OryNetwork.Access access = access();
            target = access.endpoint();
            authorize(headers, access.credentials().token());
            headers.addAll(networkAccess().headers());
        }
        HttpClients clients = new HttpClients(settings.with(headers.build()));
        return new HydraAdminClient(target, new Sender(clients.forApi(target), terminal::pause));
    }

    /**
     * What fetches public keys; it knows nothing that is meant for the API.
     *
     * @throws IOException where a certificate cannot be used
     */
    public Call.Factory keyServers() throws IOException {
        return new HttpClients(settings(Headers.EMPTY)).forThirdParties();
    }

    /** The address that a flag or variable names; empty where it is for Ory Network to tell. */
    private Optional<HttpUrl> endpoint() {
        Optional<String> network =
                flags.project.map(project -> "--project").or(() -> flags.workspace.map(workspace -> "--workspace"));
        if (inSandbox && (flags.endpoint.isPresent() || network.isPresent())) {
            throw usage("a command in the sandbox writes to the sandbox; leave out "
                    + (flags.endpoint.isPresent() ? "--endpoint" : network.orElseThrow()));
        }
        if (flags.endpoint.isPresent()) {
            if (network.isPresent()) {
                throw usage("only one of --endpoint and " + network.get() + " can be given");
            }
            return Optional.of(url("--endpoint", flags.endpoint.get()));
        }
        return network.isPresent()
                ? Optional.empty()
                : variable().filter(url -> slug(url).isEmpty());
    }

    private Optional<HttpUrl> variable() {
        return terminal.variable(SDK_URL).map(value -> url("the environment variable " + SDK_URL, value));
    }

    /** The address of a project is another way to name the project. */
    private Optional<String> slug(HttpUrl url) {
        return networkAccess().hosts().slug(url);
    }

    private OryNetwork.Access access() throws IOException {
        NetworkAccess network = networkAccess();
        Optional<String> flag = flags.project.map(project -> network.given("the flag --project", project));
        Optional<String> workspace = flags.workspace.map(name -> network.given("the flag --workspace", name));
        if (workspace.isPresent() && network.key(NetworkAccess.PROJECT_KEY).isPresent()) {
            throw usage(
                    "--workspace cannot be given beside " + NetworkAccess.PROJECT_KEY + ", which knows its project");
        }
        Optional<HttpUrl> address = flag.isPresent() || workspace.isPresent() ? Optional.empty() : variable();
        if (address.isPresent()) {
            return network.network(true).accessAt(address.get());
        }
        return network.network(true)
                .access(flag.or(network::project), workspace)
                .orElseThrow(() -> usage("no project is named or selected; name one with --project, or select one with"
                        + " 'ory use project'"));
    }

    private NetworkAccess networkAccess() {
        List<String> advice = List.of(
                NetworkAccess.SIGN_IN,
                "For your own Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in front.");
        return new NetworkAccess(terminal, version, connection, advice, this::usage);
    }

    private HttpUrl url(String source, String value) {
        HttpUrl url = HttpUrl.parse(value);
        if (url == null) {
            // What stands there may be a password or a token.
            boolean secret = value.contains("@") || value.contains("?") || value.contains("#");
            throw usage(source + " is not a URL such as http://127.0.0.1:4445" + (secret ? "" : ": '" + value + "'"));
        }
        if (url.query() != null || url.fragment() != null) {
            throw usage(source + " has a query or a fragment, which no endpoint has");
        }
        return url;
    }

    private Headers headers() {
        Headers.Builder headers = new Headers.Builder();
        for (String header : flags.headers) {
            int colon = header.indexOf(':');
            try {
                headers.add(
                        header.substring(0, Math.max(colon, 0)),
                        header.substring(colon + 1).strip());
            } catch (IllegalArgumentException e) {
                // Without the value, which may be a secret.
                throw usage("--http-header is not 'Name: value' in plain ASCII");
            }
        }
        return headers.build();
    }

    /** What was given by hand wins. */
    private void authorize(Headers.Builder headers, String token) {
        if (headers.get("Authorization") != null) {
            return;
        }
        headers.add("Authorization", "Bearer " + token);
    }

    private HttpSettings settings(Headers headers) {
        if (flags.clientCertificate.isPresent() != flags.clientKey.isPresent()) {
            throw usage("--client-cert and --client-key need each other");
        }
        Optional<ClientCertificate> certificate = flags.clientCertificate.map(
                file -> new ClientCertificate(path(file), path(flags.clientKey.orElseThrow())));
        return connection.settings(terminal, version, headers, certificate, this::usage);
    }

    private Path path(String file) {
        return ConnectionOptions.path(file, this::usage);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static final class Flags {
        @Option(
                names = {"-e", "--endpoint"},
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

        @Option(names = "--client-cert", paramLabel = "FILE", description = "Client certificate for mutual TLS (PEM).")
        private Optional<String> clientCertificate = Optional.empty();

        @Option(names = "--client-key", paramLabel = "FILE", description = "The key of that certificate (PEM, PKCS#8).")
        private Optional<String> clientKey = Optional.empty();
    }
}
