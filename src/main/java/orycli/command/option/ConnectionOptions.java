package orycli.command.option;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Headers;
import orycli.command.option.value.Quoted;
import orycli.http.HttpClients;
import orycli.http.HttpSettings;
import orycli.http.HttpSettings.ClientCertificate;
import orycli.text.GoDuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags for every server, whoever runs it, and for the person at the terminal. */
@Command(optionListHeading = "Connection and session:")
public final class ConnectionOptions {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);

    private final Context context;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file. Default: ORY_CONFIG_PATH, or .ory-cloud.json in your home")
    private Optional<String> config = Optional.empty();

    @Option(
            names = "--ca-cert",
            paramLabel = "FILE",
            description = "Trust the certificates in this PEM file, and no others.")
    private Optional<String> caCertificates = Optional.empty();

    @Option(names = "--skip-tls-verify", description = "Do not check the API's certificate.")
    private boolean skipTlsVerify;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "The longest that one request may take.")
    private String timeout = "30s";

    @Option(names = "--debug", description = "Write requests and answers to stderr, without secrets.")
    private boolean debug;

    @Option(
            names = {"-y", "--yes"},
            description = "Answer every question with yes.")
    private boolean yes;

    ConnectionOptions(Context context) {
        this.context = context;
    }

    /** @throws UsageException where what is named is no file: the reference's manual uses the flag for a callback */
    Optional<Path> config() {
        if (config.filter(file -> file.contains("://")).isPresent()) {
            throw new UsageException(
                    "-c names the configuration file, not a callback; use --redirect-uri " + config.get());
        }
        // An empty one is the reference's default.
        return config.filter(file -> !file.isEmpty()).map(file -> path("--config", file));
    }

    public boolean yes() {
        return yes;
    }

    /** @throws UsageException where a flag cannot be what it should be */
    HttpSettings settings(Headers headers, Optional<ClientCertificate> certificate) {
        Duration limit = duration("--timeout", timeout, "30s");
        if (limit.compareTo(SHORTEST_TIMEOUT) < 0 || limit.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new UsageException("--timeout is not between 1ms and 24h: '" + timeout + "'");
        }
        return new HttpSettings(
                limit,
                "ory-cli/" + context.version().get(),
                headers,
                skipTlsVerify,
                caCertificates.map(file -> path("--ca-cert", file)),
                certificate,
                context.terminal()::variable,
                debug ? Optional.of(context.terminal()::say) : Optional.empty());
    }

    /**
     * What fetches public keys; it knows nothing that is meant for the API.
     *
     * @throws IOException where a certificate cannot be used
     */
    Call.Factory keyServers() throws IOException {
        return new HttpClients(settings(Headers.of(), Optional.empty())).forThirdParties();
    }

    static Duration duration(String flag, String value, String example) {
        return GoDuration.parse(value)
                .orElseThrow(() ->
                        new UsageException(flag + " is not a duration such as " + example + ": " + Quoted.of(value)));
    }

    /** @param source the flag or variable that names the file */
    static Path path(String source, String file) {
        if (file.isEmpty()) {
            throw new UsageException(source + " names no file");
        }
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException(source + ": no file can have the name " + Quoted.of(file));
        }
    }
}
