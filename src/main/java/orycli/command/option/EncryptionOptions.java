package orycli.command.option;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import orycli.command.option.value.TextInput;
import orycli.encryption.KeyArgumentException;
import orycli.encryption.PgpKeyException;
import orycli.encryption.PgpKeySource;
import orycli.encryption.SecretEncryptor;
import orycli.http.ConnectionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags that name the PGP keys to encrypt secrets with. */
@Command(optionListHeading = "Secret and encryption:")
public final class EncryptionOptions {
    private static final String KEYBASE_URL = "ORY_KEYBASE_URL";
    private static final String KEYBASE = "https://keybase.io";

    private final Context context;
    private final ConnectionOptions connection;
    private final TextInput input;

    @Option(
            names = "--pgp-key",
            paramLabel = "KEY|@FILE",
            description = "Encrypt the secret with this PGP key: base64 of it, or the armored text itself.")
    private Optional<String> key = Optional.empty();

    @Option(
            names = "--pgp-key-url",
            paramLabel = "URL",
            description = "Encrypt the secret with the PGP key found there.")
    private Optional<String> keyUrl = Optional.empty();

    @Option(
            names = "--keybase",
            paramLabel = "USER",
            description = "Encrypt the secret with this Keybase user's PGP keys.")
    private Optional<String> keybaseUser = Optional.empty();

    /** @param target says how key servers are reached */
    public EncryptionOptions(Context context, TargetOptions target) {
        this.context = context;
        this.connection = target.connection();
        this.input = new TextInput(context.terminal());
    }

    /**
     * The key that the flags name, not fetched yet.
     *
     * @throws UsageException where more than one key is named, or what was typed cannot be meant
     */
    public Optional<PgpKeySource> key() throws IOException {
        if (Stream.of(key, keyUrl, keybaseUser).filter(Optional::isPresent).count() > 1) {
            throw new UsageException("only one of --pgp-key, --pgp-key-url and --keybase can be given");
        }
        try {
            if (key.filter(text -> text.startsWith("@")).isPresent()) {
                return Optional.of(inFile(key.get().substring(1)));
            }
            if (key.isPresent()) {
                return Optional.of(PgpKeySource.inline(key.get()));
            }
            if (keyUrl.isPresent()) {
                return Optional.of(PgpKeySource.url(server(), connection.keyServers()));
            }
            return keybaseUser.isPresent()
                    ? Optional.of(PgpKeySource.keybase(keybaseUser.get(), connection.keyServers(), server()))
                    : Optional.empty();
        } catch (KeyArgumentException e) {
            throw usage(e);
        }
    }

    private PgpKeySource inFile(String file) throws IOException {
        if (file.isEmpty()) {
            throw new UsageException("--pgp-key names no file behind the @");
        }
        return PgpKeySource.inline(input.bytes(file), TextInput.nameOf(file));
    }

    /**
     * Fetches the key, tries it out, and warns of what may surprise.
     *
     * @throws PgpKeyException where nothing can be encrypted with it
     * @throws ConnectionException where its server cannot be reached
     */
    public Optional<SecretEncryptor> encryptor(Optional<PgpKeySource> source) throws IOException {
        if (source.isEmpty()) {
            return Optional.empty();
        }
        SecretEncryptor encryptor = source.get().encryptor(Clock.systemUTC());
        encryptor.notes().forEach(context.notes()::warn);
        return Optional.of(encryptor);
    }

    private HttpUrl server() {
        if (keyUrl.isPresent()) {
            return url("--pgp-key-url", keyUrl.get());
        }
        return context.terminal()
                .variable(KEYBASE_URL)
                .map(value -> url("the environment variable " + KEYBASE_URL, value))
                .orElseGet(() -> HttpUrl.get(KEYBASE));
    }

    private static HttpUrl url(String source, String value) {
        HttpUrl url = HttpUrl.parse(value);
        if (url == null) {
            throw new UsageException(source + " is not a URL such as https://example.org/key.asc");
        }
        return url;
    }

    private UsageException usage(KeyArgumentException e) {
        return new UsageException((key.isPresent() ? "--pgp-key" : "--keybase") + " cannot be used: " + e.getMessage());
    }
}
