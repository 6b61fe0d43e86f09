package orycli.command.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import orycli.http.HttpClients;
import orycli.http.Pace;
import orycli.http.Sender;
import orycli.network.Login;
import orycli.network.NetworkHosts;
import orycli.network.NotSignedInException;
import orycli.network.OryConfig;
import orycli.network.OryConfigFile;
import orycli.network.OryNetwork;
import orycli.network.OryNetwork.Keys;
import orycli.network.Session;
import orycli.terminal.Interrupts.Registration;
import orycli.terminal.StoppedException;
import orycli.terminal.Terminal;

/** Ory Network, as the flags and the environment describe it and the person who asks. */
final class NetworkAccess {
    static final String PROJECT_KEY = "ORY_PROJECT_API_KEY";
    static final String WORKSPACE_KEY = "ORY_WORKSPACE_API_KEY";
    static final String SIGN_IN =
            "Set " + PROJECT_KEY + " to the API key of a project, or run 'ory auth' in a terminal.";

    private static final String RATE_LIMIT_VARIABLE = "ORY_RATE_LIMIT_HEADER";
    private static final String RATE_LIMIT_HEADER = "Ory-RateLimit-Action";

    private final Context context;
    private final Terminal terminal;
    private final ConnectionOptions flags;
    private final List<String> advice;

    /** @param advice what to do where nobody is signed in */
    NetworkAccess(Context context, ConnectionOptions flags, List<String> advice) {
        this.context = context;
        this.terminal = context.terminal();
        this.flags = flags;
        this.advice = advice;
    }

    /**
     * What was given, which may be the value of a variable that a script found empty.
     *
     * @param noun what it is, such as "the flag --project"
     * @throws UsageException where it is empty
     */
    static String given(String noun, String value) {
        if (value.isBlank()) {
            throw new UsageException(noun + " is empty");
        }
        return value.strip();
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

    /** @throws UsageException where a variable does not name hosts */
    NetworkHosts hosts() {
        try {
            return NetworkHosts.of(terminal::variable);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
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
                new Keys(key(PROJECT_KEY), key(WORKSPACE_KEY)),
                this::sender,
                file,
                new Session.SignIn() {
                    @Override
                    public OryConfig signIn(String why) throws IOException {
                        return NetworkAccess.this.signIn(hosts, file, why, asksToSignIn);
                    }

                    @Override
                    public boolean mayRenew() {
                        return terminal.isAttended();
                    }
                },
                Clock.systemUTC());
    }

    /**
     * The API key in a variable, without the line break that a pipeline may have put behind it.
     *
     * @throws UsageException where it cannot be a key
     */
    Optional<String> key(String variable) {
        Optional<String> key = named(variable);
        if (key.filter(text -> !text.matches("[!-~]+")).isPresent()) {
            throw new UsageException("the environment variable " + variable + " has a character that no API key has");
        }
        return key;
    }

    /** @throws UsageException where there is the key of a project, which knows its project */
    void refuseBesideProjectKey(String flag) {
        if (key(PROJECT_KEY).isPresent()) {
            throw new UsageException(flag + " cannot be given beside " + PROJECT_KEY + ", which knows its project");
        }
    }

    /** What the hosts of Ory Network are sent beside the credentials. */
    Headers headers() {
        Headers.Builder headers = new Headers.Builder();
        try {
            terminal.variable(RATE_LIMIT_VARIABLE).ifPresent(value -> headers.add(RATE_LIMIT_HEADER, value));
        } catch (IllegalArgumentException e) {
            throw new UsageException("the environment variable " + RATE_LIMIT_VARIABLE + " is not a header's value");
        }
        return headers.build();
    }

    /** Waits before a request is sent again, and says so. */
    void pause(Duration duration) throws StoppedException {
        context.notes().waiting(duration);
        terminal.interrupts().pause(duration);
    }

    private Registration holdOff() {
        return terminal.interrupts().holdOff(() -> context.notes().warn("interrupted while waiting for an answer"));
    }

    private Sender sender(HttpUrl host) throws IOException {
        HttpClients clients = new HttpClients(flags.settings(headers(), Optional.empty()));
        return new Sender(clients.forNetwork(host), new Pace(this::pause));
    }

    private OryConfigFile file() {
        Optional<Path> named = flags.config()
                .or(() -> terminal.variable("ORY_CONFIG_PATH")
                        .map(file -> ConnectionOptions.path("ORY_CONFIG_PATH", file)));
        return new OryConfigFile(
                named.or(() -> terminal.home().map(home -> home.resolve(".ory-cloud.json"))),
                terminal.interrupts()::pause,
                this::holdOff,
                context.notes()::warn);
    }

    private OryConfig signIn(NetworkHosts hosts, OryConfigFile file, String why, boolean asks) throws IOException {
        String empty = terminal.isEmptyVariable(PROJECT_KEY) ? ", and " + PROJECT_KEY + " is empty" : "";
        if (!terminal.interactive() || (asks && !flags.yes() && !terminal.confirm(question(why)))) {
            throw new NotSignedInException(why + empty, advice.toArray(String[]::new));
        }
        Login.Dialog dialog = new Login.Dialog() {
            @Override
            public void say(String line) {
                context.notes().say(line);
            }

            @Override
            public void open(String address) {
                terminal.open(address);
            }

            @Override
            public InputStream typed() {
                return terminal.in();
            }
        };
        return new Login(hosts, this::sender, file, dialog, Login.PATIENCE, Clock.systemUTC()).run();
    }

    private static String question(String why) {
        String sentence = why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1);
        return sentence.replaceFirst("\\.$", "") + ". Sign in to Ory Network now?";
    }
}
