package orycli.command.option;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import orycli.encryption.KeyArgumentException;
import orycli.encryption.PgpKeyException;
import orycli.encryption.PgpKeySource;
import orycli.encryption.SecretEncryptor;
import orycli.http.ConnectionException;
import orycli.http.HttpClients;
import orycli.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that name the PGP keys to encrypt secrets with. */
public final class EncryptionOptions {
    private static final String KEYBASE_URL = "ORY_KEYBASE_URL";
    private static final String KEYBASE = "https://keybase.io";

    private final Terminal terminal;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    // Without a heading, these come after the client's secret.
    @ArgGroup(validate = false, heading = "", order = 7)
    private final Flags flags = new Flags();

    public EncryptionOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The key that the flags name, not fetched yet.
     *
     * @param target says how key servers are reached
     * @throws ParameterException where more than one key is named, or what was typed cannot be meant
     */
    public Optional<PgpKeySource> key(TargetOptions target) throws IOException {
        if (Stream.of(flags.key, flags.url, flags.keybaseUser)
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            throw usage("only one of --pgp-key, --pgp-key-url and --keybase can be given");
        }
        try {
            if (flags.key.isPresent()) {
                return Optional.of(PgpKeySource.inline(flags.key.get()));
            }
            if (flags.url.isPresent()) {
                return Optional.of(PgpKeySource.url(server(), target.keyServers()));
            }
            return flags.keybaseUser.isPresent()
                    ? Optional.of(PgpKeySource.keybase(flags.keybaseUser.get(), target.keyServers(), server()))
                    : Optional.empty();
        } catch (KeyArgumentException e) {
            throw usage(e);
        }
    }

    /** Whether another server has to be asked for the key. */
    public boolean isElsewhere() {
        return flags.url.isPresent() || flags.keybaseUser.isPresent();
    }

    /**
     * Fetches the key and tries it out.
     *
     * @throws PgpKeyException where nothing can be encrypted with it
     * @throws ConnectionException where its server cannot be reached
     */
    public Optional<SecretEncryptor> encryptor(Optional<PgpKeySource> key) throws IOException {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (isElsewhere() && !server().isHttps() && !HttpClients.isLoopback(server())) {
            terminal.say(
                    "Warning: the PGP key comes over a connection that is not encrypted, where it can be exchanged.");
        }
        try {
            return Optional.of(key.get().encryptor(Clock.systemUTC()));
        } catch (KeyArgumentException e) {
            throw usage(e);
        }
    }

    private HttpUrl server() {
        if (flags.url.isPresent()) {
            return url("--pgp-key-url", flags.url.get());
        }
        return terminal.variable(KEYBASE_URL)
                .map(value -> url("the environment variable " + KEYBASE_URL, value))
                .orElseGet(() -> HttpUrl.get(KEYBASE));
    }

    private HttpUrl url(String source, String value) {
        HttpUrl url = HttpUrl.parse(value);
        if (url == null) {
            throw usage(source + " is not a URL such as https://example.org/key.asc");
        }
        return url;
    }

    private ParameterException usage(KeyArgumentException e) {
        String flag = flags.key.isPresent() ? "--pgp-key" : "--keybase";
        return usage(flag + " cannot be used: " + e.getMessage());
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static final class Flags {
        @Option(
                names = "--pgp-key",
                paramLabel = "KEY",
                description = "Encrypt the secret with this PGP key: base64 of it, or the armored text itself.")
        private Optional<String> key = Optional.empty();

        @Option(
                names = "--pgp-key-url",
                paramLabel = "URL",
                description = "Encrypt the secret with the PGP key found there.")
        private Optional<String> url = Optional.empty();

        @Option(
                names = "--keybase",
                paramLabel = "USER",
                description = "Encrypt the secret with this Keybase user's PGP keys.")
        private Optional<String> keybaseUser = Optional.empty();
    }
}
