package orycli.command.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import orycli.command.option.UsageException;
import orycli.http.ConnectionException;
import orycli.http.OutcomeUnknownException;
import orycli.hydra.ApiException;
import orycli.hydra.LostClientException;
import orycli.hydra.NotReadyException;
import orycli.network.NetworkException;
import orycli.network.NotSignedInException;
import orycli.oauth2.OAuth2Exception;
import orycli.terminal.ExitCode;
import orycli.terminal.StoppedException;

/**
 * Why something was not done. This is the only place where exceptions become words and exit codes.
 *
 * @param status the HTTP status that says so, where one does
 * @param message one line, without a class's name, which may hold anything that a server or a user wrote
 * @param advice what to do, at most two lines
 */
public record Failure(Code code, OptionalInt status, String message, List<String> advice) {
    /** What kind of failure it is: a word that stays the same, for programs, and the exit code. */
    public enum Code {
        /** What was typed cannot be meant. */
        USAGE(ExitCode.USAGE),
        NOT_FOUND(ExitCode.FAILURE),
        /** It exists already. */
        CONFLICT(ExitCode.FAILURE),
        /** The server said no. */
        REFUSED(ExitCode.FAILURE),
        /** A file or stream cannot be read, written or used. */
        UNUSABLE(ExitCode.FAILURE),
        NOT_SIGNED_IN(ExitCode.NOT_AUTHENTICATED),
        UNREACHABLE(ExitCode.UNREACHABLE),
        /** It is unknown whether the server did what it was asked. */
        OUTCOME_UNKNOWN(ExitCode.UNREACHABLE),
        INTERRUPTED(ExitCode.INTERRUPTED),
        /** This program is to blame. */
        BUG(ExitCode.FAILURE);

        private final int exitCode;

        Code(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }

        /** Such as {@code not_found}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All that there is to say where nothing is left behind. */
    static final String INTERRUPTED = "interrupted";

    public Failure {
        advice = List.copyOf(advice);
    }

    Failure(Code code, String message, String... advice) {
        this(code, OptionalInt.empty(), message, List.of(advice));
    }

    /** Interrupted, and with something to say about it. */
    public static Failure interrupted(String message, String... advice) {
        return new Failure(Code.INTERRUPTED, INTERRUPTED + message, advice);
    }

    /** What was typed cannot be meant. */
    public static Failure usage(String message, List<String> advice) {
        return new Failure(Code.USAGE, OptionalInt.empty(), message, advice);
    }

    /** What the exception says. */
    public static Failure of(Throwable e) {
        if (e instanceof StoppedException) {
            return new Failure(Code.INTERRUPTED, INTERRUPTED);
        }
        if (e instanceof UsageException usage) {
            return usage(words(e), usage.advice());
        }
        if (e instanceof ConnectionException connection) {
            return connection.getCause() instanceof StoppedException
                    ? new Failure(Code.INTERRUPTED, INTERRUPTED)
                    : new Failure(
                            Code.UNREACHABLE,
                            OptionalInt.empty(),
                            ConnectionTrouble.message(connection),
                            ConnectionTrouble.advice(connection));
        }
        if (e instanceof ApiException api) {
            return of(api);
        }
        if (e instanceof OAuth2Exception refused) {
            return OAuth2Trouble.failure(refused);
        }
        if (e instanceof OutcomeUnknownException unknown) {
            return of(unknown);
        }
        if (e instanceof LostClientException lost) {
            return new Failure(lost.connectionFailed() ? Code.OUTCOME_UNKNOWN : Code.REFUSED, words(e), lost.advice());
        }
        if (e instanceof NotReadyException) {
            String why =
                    e.getCause() instanceof ConnectionException cause ? ": " + ConnectionTrouble.reason(cause) : "";
            return new Failure(Code.UNREACHABLE, words(e) + why, "Wait longer with --wait, such as --wait 5m.");
        }
        if (e instanceof NotSignedInException notSignedIn) {
            return new Failure(Code.NOT_SIGNED_IN, OptionalInt.empty(), words(e), notSignedIn.advice());
        }
        if (e instanceof NetworkException network) {
            return new Failure(Code.REFUSED, OptionalInt.empty(), words(e), network.advice());
        }
        if (e instanceof FileSystemException file) {
            return new Failure(Code.UNUSABLE, "cannot use " + file.getFile() + ": " + reason(file));
        }
        if (e instanceof IOException) {
            return new Failure(Code.UNUSABLE, words(e));
        }
        if (e instanceof StackOverflowError) {
            return new Failure(Code.UNUSABLE, "what was given is nested too deeply");
        }
        if (e instanceof OutOfMemoryError) {
            return new Failure(Code.UNUSABLE, "what was given is larger than the memory");
        }
        return new Failure(Code.BUG, "this is a bug in ory: " + words(e), "Please report it, with the command line.");
    }

    private static Failure of(OutcomeUnknownException e) {
        if (e.getCause() instanceof ConnectionException cause) {
            return new Failure(
                    Code.OUTCOME_UNKNOWN,
                    OptionalInt.empty(),
                    words(e) + ": " + ConnectionTrouble.reason(cause),
                    cause.mayBeTlsPort() ? List.of(e.advice(), ConnectionTrouble.TLS_ADVICE) : List.of(e.advice()));
        }
        return new Failure(Code.OUTCOME_UNKNOWN, words(e), e.advice());
    }

    private static Failure of(ApiException e) {
        return ofAdminApi(e.status(), e.explained(), words(e));
    }

    /** An admin API said no. */
    static Failure ofAdminApi(int answered, boolean explained, String words) {
        OptionalInt status = OptionalInt.of(answered);
        if (answered == 401) {
            return new Failure(
                    Code.NOT_SIGNED_IN,
                    status,
                    words,
                    List.of("Give the server the credentials that it asks for: -H 'Authorization: Bearer TOKEN', or, on"
                            + " Ory Network, a project's key in ORY_PROJECT_API_KEY."));
        }
        if (answered == 407) {
            return new Failure(Code.UNREACHABLE, status, words, List.of(ConnectionTrouble.PROXY_ADVICE));
        }
        boolean elsewhere = !explained && (answered < 400 || answered == 404 || answered == 405);
        Code code = switch (answered) {
            case 404 -> elsewhere ? Code.REFUSED : Code.NOT_FOUND;
            case 409 -> Code.CONFLICT;
            default -> Code.REFUSED;
        };
        return new Failure(
                code,
                status,
                words,
                elsewhere
                        ? List.of("Is the endpoint the address of an Ory Hydra's admin API, such as"
                                + " http://127.0.0.1:4445, without /admin?")
                        : List.of());
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

    static String words(Throwable e) {
        String message = e.getMessage();
        return message == null ? "for an unknown reason" : message;
    }
}
