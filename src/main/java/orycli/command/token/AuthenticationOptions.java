package orycli.command.token;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.SecretInput;
import orycli.command.option.UsageException;
import orycli.command.option.value.Quoted;
import orycli.command.option.value.Suggestion;
import orycli.command.option.value.TextInput;
import orycli.oauth2.Client;
import orycli.oauth2.ClientMethod;
import orycli.oauth2.SignedAssertion;
import orycli.oauth2.SigningKey;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags that say which client asks, and how it shows that. */
@Command(optionListHeading = "Client:")
final class AuthenticationOptions {
    private static final String ID_VARIABLE = "OAUTH2_CLIENT_ID";
    private static final String SECRET_VARIABLE = "OAUTH2_CLIENT_SECRET";
    private static final String STDIN = "-";
    /** OpenID Connect Core 1.0, section 9; RFC 8705, section 2. */
    private static final List<String> OTHER_METHODS =
            List.of("client_secret_jwt", "tls_client_auth", "self_signed_tls_client_auth");

    private final Terminal terminal;
    private final OutputOptions output;

    @Option(names = "--client-id", paramLabel = "ID", description = "The client's id. Also set by " + ID_VARIABLE + ".")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--client-secret",
            paramLabel = "SECRET|-",
            description = "The client's secret; - reads standard input. Also set by " + SECRET_VARIABLE + ".")
    private Optional<String> secret = Optional.empty();

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE|-",
            description = "Read the client's secret from a file.")
    private Optional<String> secretFile = Optional.empty();

    @Option(
            names = "--auth-method",
            paramLabel = "METHOD",
            description = {
                "How the client shows who it is: client_secret_basic, client_secret_post, private_key_jwt or none.",
                "Default: client_secret_basic with a secret, private_key_jwt with a key"
            })
    private Optional<String> method = Optional.empty();

    @Option(
            names = "--jwk",
            paramLabel = "FILE|-",
            description = "The client's private key, with which it signs who it is: a JSON Web Key.")
    private Optional<String> key = Optional.empty();

    @Option(
            names = "--assertion-audience",
            paramLabel = "URL",
            description = "Whom the signature of --jwk is for. Default: the token endpoint's address")
    private Optional<String> assertionAudience = Optional.empty();

    AuthenticationOptions(Context context, OutputOptions output) {
        this.terminal = context.terminal();
        this.output = output;
    }

    /**
     * The client, which may be a public one, without a secret.
     *
     * @throws UsageException where none is named, or the flags cannot be meant
     * @throws IOException where a secret or a key cannot be read or used
     */
    Client client() throws IOException {
        String name = id();
        return client(name, method());
    }

    /** As {@link #client}, where a public one has no rights. */
    Client clientWithSecret() throws IOException {
        String name = id();
        ClientMethod chosen = method();
        if (chosen == ClientMethod.NONE) {
            throw new UsageException("this takes a client with a secret: give --client-secret, --client-secret-file or"
                    + " --jwk, or set " + SECRET_VARIABLE);
        }
        return client(name, chosen);
    }

    private Client client(String name, ClientMethod chosen) throws IOException {
        return switch (chosen) {
            case NONE -> Client.open(name);
            case CLIENT_SECRET_BASIC -> Client.secretBasic(name, secret());
            case CLIENT_SECRET_POST -> Client.secretPost(name, secret());
            case PRIVATE_KEY_JWT -> new SignedAssertion(name, key(), assertionAudience, Clock.systemUTC());
        };
    }

    private String id() {
        Optional<String> typed = id.map(String::strip);
        requireValue("--client-id", typed);
        return typed.or(() -> terminal.variable(ID_VARIABLE).map(String::strip).filter(name -> !name.isEmpty()))
                .orElseThrow(() -> new UsageException("no client is named: give --client-id, or set " + ID_VARIABLE));
    }

    private static void requireValue(String flag, Optional<String> value) {
        if (value.filter(String::isEmpty).isPresent()) {
            throw new UsageException("the flag " + flag + " is empty");
        }
    }

    private ClientMethod method() {
        List<String> given = Stream.of(
                        secret.map(value -> "--client-secret"),
                        secretFile.map(value -> "--client-secret-file"),
                        key.map(value -> "--jwk"))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() > 1) {
            throw new UsageException("only one of " + given.get(0) + " and " + given.get(1) + " can be given");
        }
        requireValue("--client-secret", secret);
        requireValue("--client-secret-file", secretFile);
        requireValue("--jwk", key);
        requireValue("--assertion-audience", assertionAudience.map(String::strip));
        ClientMethod chosen = method.map(AuthenticationOptions::parsed).orElseGet(this::usual);
        boolean takesKey = chosen == ClientMethod.PRIVATE_KEY_JWT;
        if (takesKey ? key.isEmpty() : key.isPresent()) {
            throw new UsageException("--auth-method private_key_jwt and --jwk need each other");
        }
        boolean hasSecret = !given.isEmpty() && !takesKey;
        if (chosen == ClientMethod.NONE && hasSecret) {
            throw new UsageException(given.get(0) + " cannot be given with --auth-method none");
        }
        if (assertionAudience.isPresent() && !takesKey) {
            throw new UsageException("--assertion-audience is for --jwk");
        }
        return chosen;
    }

    private ClientMethod usual() {
        if (key.isPresent()) {
            return ClientMethod.PRIVATE_KEY_JWT;
        }
        boolean hasSecret = secret.isPresent()
                || secretFile.isPresent()
                || terminal.variable(SECRET_VARIABLE).isPresent();
        return hasSecret ? ClientMethod.CLIENT_SECRET_BASIC : ClientMethod.NONE;
    }

    private static ClientMethod parsed(String word) {
        // The name of another method is no slip.
        String meant = OTHER_METHODS.contains(word) ? "" : Suggestion.of(word, ClientMethod.words());
        return ClientMethod.of(word)
                .orElseThrow(() -> new UsageException("--auth-method does not know " + Quoted.of(word)
                        + (meant.isEmpty() ? ": it is one of " + String.join(", ", ClientMethod.words()) : meant)));
    }

    private String secret() throws IOException {
        Optional<String> file = secretFile.or(() -> secret.filter(STDIN::equals));
        if (file.isPresent()) {
            return new SecretInput(terminal).read(file.get(), "the secret", "The client's secret: ");
        }
        if (secret.isPresent() && terminal.interactive()) {
            output.hint("Other users of this machine can see the value of --client-secret, and your shell keeps it; use"
                    + " --client-secret - or --client-secret-file.");
        }
        return secret.or(() -> terminal.variable(SECRET_VARIABLE))
                .orElseThrow(() -> new UsageException("no secret is given: give --client-secret or"
                        + " --client-secret-file, or set " + SECRET_VARIABLE));
    }

    private SigningKey key() throws IOException {
        String file = key.orElseThrow();
        try {
            return SigningKey.parse(new TextInput(terminal).read(file));
        } catch (IllegalArgumentException e) {
            throw TextInput.unusable(file, String.valueOf(e.getMessage()));
        }
    }
}
