package orycli.command.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.Headers;
import orycli.http.HttpSettings;
import orycli.http.HttpSettings.ClientCertificate;
import orycli.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags for every server, whoever runs it, and for the person at the terminal. */
public final class ConnectionOptions {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);

    @ArgGroup(validate = false, heading = "%nConnection and session:%n", order = 9)
    private final Flags flags = new Flags();

    /** @throws ParameterException where what is named is no file: the reference's manual uses the flag for a callback */
    Optional<Path> config(Function<String, ParameterException> usage) {
        if (flags.config.filter(file -> file.contains("://")).isPresent()) {
            throw usage.apply(
                    "-c names the configuration file, not a callback; use --redirect-uri " + flags.config.get());
        }
        // An empty one is the reference's default.
        return flags.config.filter(file -> !file.isEmpty()).map(file -> path(file, usage));
    }

    boolean yes() {
        return flags.yes;
    }

    /** @throws ParameterException where a flag cannot be what it should be */
    HttpSettings settings(
            Terminal terminal,
            String version,
            Headers headers,
            Optional<ClientCertificate> certificate,
            Function<String, ParameterException> usage) {
        Duration limit = GoDuration.parse(flags.timeout)
                .orElseThrow(() -> usage.apply("--timeout is not a duration such as 30s: '" + flags.timeout + "'"));
        if (limit.compareTo(SHORTEST_TIMEOUT) < 0 || limit.compareTo(LONGEST_TIMEOUT) > 0) {
            throw usage.apply("--timeout is not between 1ms and 24h: '" + flags.timeout + "'");
        }
        return new HttpSettings(
                limit,
                "ory-cli/" + version,
                headers,
                flags.skipTlsVerify,
                flags.caCertificates.map(file -> path(file, usage)),
                certificate,
                terminal::variable,
                flags.debug ? Optional.of(terminal::say) : Optional.empty());
    }

    static Path path(String file, Function<String, ParameterException> usage) {
        try {
            if (file.isEmpty()) {
                throw new InvalidPathException(file, "it is empty");
            }
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw usage.apply("no file can have the name '" + file + "'");
        }
    }

    private static final class Flags {
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

        @Option(
                names = "--timeout",
                paramLabel = "DURATION",
                description = "The longest that one request may take. Default: 30s")
        private String timeout = "30s";

        @Option(names = "--debug", description = "Write requests and answers to stderr, without secrets.")
        private boolean debug;

        @Option(
                names = {"-y", "--yes"},
                description = "Answer every question with yes.")
        private boolean yes;
    }
}
