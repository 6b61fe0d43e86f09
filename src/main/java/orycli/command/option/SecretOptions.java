package orycli.command.option;

import java.io.IOException;
import java.util.Optional;
import orycli.hydra.ClientField;
import orycli.hydra.ClientRequest;
import orycli.hydra.ClientSecret;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags that give a client a secret. */
@Command(optionListHeading = "Secret and encryption:")
public final class SecretOptions {
    private static final String STDIN = "-";

    private final Terminal terminal;
    private final OutputOptions output;

    @Option(
            names = "--secret",
            paramLabel = "SECRET|-",
            description =
                    "The client's secret; - reads standard input. A new client without one gets one from the server.")
    private Optional<String> secret = Optional.empty();

    @Option(names = "--secret-file", paramLabel = "FILE|-", description = "Read the client's secret from a file.")
    private Optional<String> secretFile = Optional.empty();

    public SecretOptions(Context context, OutputOptions output) {
        this.terminal = context.terminal();
        this.output = output;
    }

    /**
     * Looks at the flags, before anything is read or asked.
     *
     * @throws UsageException where they cannot be meant
     */
    public void check() {
        if (secret.isPresent() && secretFile.isPresent()) {
            throw new UsageException("only one of --secret and --secret-file can be given");
        }
        if (secret.filter(String::isEmpty).isPresent()) {
            throw new UsageException("--secret is empty; leave it out to have one generated");
        }
        secret.flatMap(ClientSecret::problem).ifPresent(problem -> {
            throw new UsageException("the client's secret cannot be used: " + problem);
        });
        if (secretFile.filter(String::isEmpty).isPresent()) {
            throw new UsageException("--secret-file names no file");
        }
    }

    /**
     * The secret alone, where one is given, read from wherever it is; a person is asked for it.
     *
     * @throws IOException where it cannot be read, or no client can have it
     */
    public ClientRequest given() throws IOException {
        ClientRequest.Builder request = ClientRequest.builder();
        read().ifPresent(text -> request.set(ClientField.CLIENT_SECRET, text));
        return request.build();
    }

    private Optional<String> read() throws IOException {
        check();
        Optional<String> file = secretFile.or(() -> secret.filter(STDIN::equals));
        if (file.isPresent()) {
            return Optional.of(read(file.get()));
        }
        if (secret.isPresent() && terminal.interactive()) {
            output.hint("Other users of this machine can see the value of --secret, and your shell keeps it; use"
                    + " --secret - or --secret-file.");
        }
        return secret;
    }

    private String read(String file) throws IOException {
        String read = new SecretInput(terminal).read(file, "the secret", "The client's secret: ");
        Optional<String> problem = ClientSecret.problem(read);
        if (problem.isPresent()) {
            throw SecretInput.unusable(file, "the secret", problem.get());
        }
        return read;
    }
}
