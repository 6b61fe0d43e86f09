package orycli.command.report;

import java.io.IOException;
import java.util.Collection;
import orycli.command.option.Context;
import orycli.terminal.ExitCode;
import orycli.terminal.Interrupts;
import orycli.terminal.StoppedException;

/**
 * Does the same for each of several items, and goes on after a failure, which it tells; but not where all would fail alike:
 * the credentials are refused, the server is not there, or the program is told to end.
 */
public final class Batch {
    private final ErrorReporter errors;
    private final Interrupts interrupts;

    /** What is done for one item. */
    @FunctionalInterface
    public interface Work<T, R> {
        /**
         * Does it for one.
         *
         * @throws IOException where it cannot be done; the message names the item
         */
        R run(T item) throws IOException;
    }

    /** Where the results go. */
    @FunctionalInterface
    public interface Results<R> {
        /**
         * Takes the next one.
         *
         * @throws IOException where it cannot, nor could it any other
         */
        void take(R result) throws IOException;
    }

    public Batch(Context context) {
        this.errors = new ErrorReporter(context);
        this.interrupts = context.terminal().interrupts();
    }

    /**
     * Does it for one after the other.
     *
     * @return the exit code: 0, that of the failure of a single item, 3 where some of several failed, or that of what
     *     stopped it
     * @throws IOException where a result cannot be taken; nothing more is begun
     */
    public <T, R> int run(Collection<T> items, Work<T, R> work, Results<R> results) throws IOException {
        int exitCode = ExitCode.OK;
        for (T item : items) {
            R result;
            try {
                if (interrupts.isEnding()) {
                    throw new StoppedException("nothing more is begun");
                }
                result = work.run(item);
            } catch (IOException e) {
                Failure failure = Failure.of(e);
                errors.report(failure);
                if (items.size() == 1 || stops(failure)) {
                    return failure.code().exitCode();
                }
                exitCode = ExitCode.PARTIAL_FAILURE;
                continue;
            }
            results.take(result);
        }
        return exitCode;
    }

    /** Whether the next item would fail in the same way. */
    public static boolean stops(Failure failure) {
        return switch (failure.code()) {
            case NOT_SIGNED_IN, UNREACHABLE, INTERRUPTED -> true;
            case USAGE, NOT_FOUND, CONFLICT, REFUSED, UNUSABLE, OUTCOME_UNKNOWN, BUG -> false;
        };
    }
}
