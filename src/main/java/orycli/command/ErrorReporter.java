package orycli.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import orycli.command.option.Suggestion;
import orycli.http.ConnectionException;
import orycli.hydra.ApiException;
import orycli.hydra.LostClientException;
import orycli.hydra.OutcomeUnknownException;
import orycli.network.NetworkException;
import orycli.network.NotSignedInException;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import orycli.text.Escapes;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts exceptions into words: a line that says what is wrong, at most two that say what to do, and an exit code. */
final class ErrorReporter {
    private static final String PROXY_ADVICE =
            "Put the proxy's credentials into HTTP_PROXY or HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.";

    private final Terminal terminal;

    /** What is said of a failure, and how the program ends. */
    private record Report(int exitCode, String message, List<String> advice) {
        Report(int exitCode, String message, String... advice) {
            this(exitCode, message, List.of(advice));
        }
    }

    ErrorReporter(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Says what is wrong on stderr; the result is the exit code. Whoever interrupted the program knows what is wrong. */
    int report(Exception e) {
        if (e instanceof InterruptedIOException) {
            return ExitCode.INTERRUPTED;
        }
        Report report = reportOf(e);
        // What a user typed and what a server answered may hold line breaks, and codes that steer the terminal.
        terminal.say("Error: " + Escapes.of(report.message()));
        report.advice().stream().map(Escapes::of).forEach(terminal::say);
        return report.exitCode();
    }

    private static Report reportOf(Exception e) {
        if (e instanceof ParameterException usage) {
            String command = usage.getCommandLine().getCommandSpec().qualifiedName();
            return new Report(ExitCode.USAGE, describe(usage), "See '" + command + " --help'.");
        }
        if (e instanceof ConnectionException connection) {
            return report(connection);
        }
        if (e instanceof ApiException api) {
            return report(api);
        }
        if (e instanceof OutcomeUnknownException unknown) {
            String why = unknown.getCause() instanceof ConnectionException cause ? ": " + reason(cause) : "";
            return new Report(ExitCode.UNREACHABLE, words(e) + why, unknown.advice());
        }
        if (e instanceof LostClientException lost) {
            return new Report(
                    lost.connectionFailed() ? ExitCode.UNREACHABLE : ExitCode.FAILURE, words(e), lost.advice());
        }
        if (e instanceof NotSignedInException notSignedIn) {
            return new Report(ExitCode.NOT_AUTHENTICATED, words(e), notSignedIn.advice());
        }
        if (e instanceof NetworkException network) {
            return new Report(ExitCode.FAILURE, words(e), network.advice());
        }
        if (e instanceof FileSystemException file) {
            return new Report(ExitCode.FAILURE, "cannot use " + file.getFile() + ": " + reason(file));
        }
        if (e instanceof IOException) {
            return new Report(ExitCode.FAILURE, words(e));
        }
        return new Report(
                ExitCode.FAILURE, "this is a bug in ory: " + words(e), "Please report it, with the command line.");
    }

    private static Report report(ConnectionException e) {
        HttpUrl url = e.url();
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        String message = "cannot reach " + url.scheme() + "://" + host + ":" + url.port() + ": " + reason(e);
        return new Report(ExitCode.UNREACHABLE, message, advice(e));
    }

    private static List<String> advice(ConnectionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof SSLPeerUnverifiedException) {
            return List.of("Address it by a name that is in its certificate; --skip-tls-verify trusts anyone.");
        }
        if (isUntrusted(cause)) {
            return List.of("Name the certificates to trust with --ca-cert FILE; --skip-tls-verify trusts anyone.");
        }
        if (cause instanceof SSLException) {
            return List.of(
                    "Does it speak TLS? If it asks for a certificate, show one with --client-cert and --client-key.");
        }
        if (isProxyRefusal(cause)) {
            return List.of(PROXY_ADVICE);
        }
        return cause instanceof InterruptedIOException
                ? List.of("Wait longer with --timeout, such as --timeout 2m.")
                : List.of();
    }

    /** In front of TLS a proxy is asked for a tunnel, and OkHttp has no type of its own for its 407. */
    private static boolean isProxyRefusal(@Nullable Throwable cause) {
        return cause instanceof IOException && words(cause).equals("Failed to authenticate with proxy");
    }

    private static boolean isUntrusted(@Nullable Throwable cause) {
        return cause instanceof SSLHandshakeException && cause.getCause() instanceof CertificateException;
    }

    private static Report report(ApiException e) {
        if (e.status() == 401) {
            return new Report(
                    ExitCode.NOT_AUTHENTICATED,
                    words(e),
                    "Give the server the credentials that it asks for: -H 'Authorization: Bearer TOKEN', or, on Ory"
                            + " Network, a project's key in ORY_PROJECT_API_KEY.");
        }
        if (e.status() == 407) {
            return new Report(ExitCode.UNREACHABLE, words(e), PROXY_ADVICE);
        }
        boolean elsewhere = !e.explained() && (e.status() < 400 || e.status() == 404 || e.status() == 405);
        return elsewhere
                ? new Report(
                        ExitCode.FAILURE,
                        words(e),
                        "Is the endpoint the address of an Ory Hydra's admin API, such as http://127.0.0.1:4445, without /admin?")
                : new Report(ExitCode.FAILURE, words(e));
    }

    /** The exceptions for what is most often wrong have no words of their own. */
    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e.getReason() == null ? "it cannot be opened" : e.getReason();
    }

    private static String reason(ConnectionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof UnknownHostException unknown) {
            // The only other host whose name is looked up is that of a proxy.
            return e.url().host().equals(unknown.getMessage())
                    ? "unknown host"
                    : "the proxy's host " + unknown.getMessage() + " is unknown";
        }
        if (cause instanceof ConnectException refused) {
            return reason(refused, e.url());
        }
        if (cause instanceof SSLPeerUnverifiedException) {
            return "its certificate is for another host";
        }
        if (isUntrusted(cause)) {
            return "its certificate is not trusted";
        }
        if (cause instanceof SSLException) {
            return "no TLS connection can be made (" + words(cause) + ")";
        }
        if (isProxyRefusal(cause)) {
            return "the proxy asks for credentials";
        }
        if (cause instanceof InterruptedIOException) {
            return "no answer in time";
        }
        return e.answerLost() ? "the connection broke before the answer was complete" : words(e);
    }

    /** Names the address if it is not the server's, but, say, that of a proxy. */
    private static String reason(ConnectException e, HttpUrl url) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String why = words(cause).contains("refused") ? "connection refused" : words(cause);
        String address = words(e).replaceFirst("^Failed to connect to /?", "");
        boolean isServer = address.endsWith(":" + url.port())
                && (address.startsWith(url.host()) || url.host().contains(":"));
        return isServer ? why : why + " by the proxy " + address;
    }

    private static String describe(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return describe(unmatched);
        }
        if (e instanceof MissingParameterException missing
                && missing.getMissing().get(0) instanceof OptionSpec option) {
            return "the flag " + option.longestName() + " needs a value";
        }
        if (e.getArgSpec() instanceof OptionSpec option && e.getCause() instanceof TypeConversionException conversion) {
            return option.longestName() + ": " + words(conversion);
        }
        return words(e);
    }

    /** Names the first argument that fits nowhere; those behind it may be secrets. */
    private static String describe(UnmatchedArgumentException e) {
        String word = e.getUnmatched().get(0);
        CommandLine command = e.getCommandLine();
        Set<String> commands = command.getSubcommands().keySet();
        if (!word.startsWith("-") || word.length() == 1) {
            return commands.isEmpty()
                    ? "unexpected argument '" + word + "'"
                    : "unknown command '" + word + "'" + Suggestion.of(word, commands);
        }
        boolean isLong = word.startsWith("--");
        String flag = isLong ? word.replaceFirst("=.*", "") : word.substring(0, 2);
        if (!commands.isEmpty() && !(command.getCommand() instanceof Callable)) {
            return "unknown flag '" + flag + "'; '" + command.getCommandSpec().qualifiedName() + "' needs a command";
        }
        List<String> flags = command.getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> name.startsWith("--"))
                .toList();
        return "unknown flag '" + flag + "'" + (isLong ? Suggestion.of(flag, flags) : "");
    }

    private static String words(Throwable e) {
        String message = e.getMessage();
        return message == null ? "for an unknown reason" : message;
    }
}
