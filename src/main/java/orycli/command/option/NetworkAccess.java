package orycli.command.option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import orycli.http.HttpClients;
import orycli.http.Sender;
import orycli.network.Login;
import orycli.network.NetworkHosts;
import orycli.network.NotSignedInException;
import orycli.network.OryConfig;
import orycli.network.OryConfigFile;
import orycli.network.OryNetwork;
import orycli.network.OryNetwork.Keys;
import orycli.terminal.Terminal;
import picocli.CommandLine.ParameterException;

/** Ory Network, as the flags and the environment describe it and the person who asks. */
final class NetworkAccess {
    static final String PROJECT_KEY = "ORY_PROJECT_API_KEY";
    static final String WORKSPACE_KEY = "ORY_WORKSPACE_API_KEY";

    private static final String RATE_LIMIT_VARIABLE = "ORY_RATE_LIMIT_HEADER";
    private static final String RATE_LIMIT_HEADER = "Ory-RateLimit-Action";

    private final Terminal terminal;
    private final String version;
    private final ConnectionOptions flags;
    private final Function<String, ParameterException> usage;

    NetworkAccess(
            Terminal terminal, String version, ConnectionOptions flags, Function<String, ParameterException> usage) {
        this.terminal = terminal;
        this.version = version;
        this.flags = flags;
        this.usage = usage;
    }

    /** The project that the environment names. */
    Optional<String> project() {
        return named("ORY_PROJECT");
    }

    /** The workspace that the environment names. */
    Optional<String> workspace() {
        return named("ORY_WORKSPACE");
    }

    private Optional<String> named(String variable) {
        return terminal.variable(variable).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** @throws ParameterException where a variable does not name hosts */
    NetworkHosts hosts() {
        try {
            return NetworkHosts.of(terminal::variable);
        } catch (IllegalArgumentException e) {
            throw usage.apply(e.getMessage());
        }
    }

    /**
     * Ory Network.
     *
     * @param asksToSignIn whether somebody who has to sign in is asked first
     */
    OryNetwork network(boolean asksToSignIn) {
        NetworkHosts hosts = hosts();
        OryConfigFile file = file();
        return new OryNetwork(
                hosts,
                new Keys(terminal.variable(PROJECT_KEY), terminal.variable(WORKSPACE_KEY)),
                this::sender,
                file,
                why -> signIn(hosts, file, why, asksToSignIn),
                Clock.systemUTC());
    }

    /** What the hosts of Ory Network are sent beside the credentials. */
    Headers headers() {
        Headers.Builder headers = new Headers.Builder();
        try {
            terminal.variable(RATE_LIMIT_VARIABLE).ifPresent(value -> headers.add(RATE_LIMIT_HEADER, value));
        } catch (IllegalArgumentException e) {
            throw usage.apply("the environment variable " + RATE_LIMIT_VARIABLE + " is not a header's value");
        }
        return headers.build();
    }

    private Sender sender(HttpUrl host) throws IOException {
        return new Sender(
                new HttpClients(flags.settings(terminal, version, headers(), Optional.empty(), usage)).forApi(host),
                terminal::pause);
    }

    private OryConfigFile file() {
        Optional<Path> named = flags.config(usage)
                .or(() -> terminal.variable("ORY_CONFIG_PATH").map(file -> ConnectionOptions.path(file, usage)));
        return new OryConfigFile(named.or(() -> terminal.home().map(home -> home.resolve(".ory-cloud.json"))));
    }

    private OryConfig signIn(NetworkHosts hosts, OryConfigFile file, String why, boolean asks) throws IOException {
        String empty = terminal.isEmptyVariable(PROJECT_KEY) ? ", and " + PROJECT_KEY + " is empty" : "";
        if (!terminal.interactive() || (asks && !flags.yes() && !terminal.confirm(question(why)))) {
            throw new NotSignedInException(
                    why + empty,
                    "Set " + PROJECT_KEY + " to the API key of a project, or run 'ory auth' in a terminal.",
                    "For your own Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in"
                            + " front.");
        }
        Login.Dialog dialog = new Login.Dialog() {
            @Override
            public void say(String line) {
                terminal.say(line);
            }

            @Override
            public void open(String address) {
                terminal.open(address);
            }
        };
        return new Login(hosts, this::sender, file, dialog, Login.PATIENCE, Clock.systemUTC()).run();
    }

    private static String question(String why) {
        String sentence = why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1);
        return sentence.replaceFirst("\\.$", "") + ". Sign in to Ory Network now?";
    }
}
