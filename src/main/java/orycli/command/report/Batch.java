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
    public interface Work<T> {
        /**
         * Does it for one.
         *
         * @throws IOException where it cannot be done; the message names the item
         */
        void run(T item) throws IOException;
    }

    public Batch(Context context) {
        this.errors = new ErrorReporter(context.terminal(), context.notes().asJson());
        this.interrupts = context.terminal().interrupts();
    }

    /**
     * Does it for one after the other.
     *
     * @return the exit code: 0, that of the failure of a single item, 3 where some of several failed, or that of what
     *     stopped it
     */
    public <T> int run(Collection<T> items, Work<T> work) {
        int exitCode = ExitCode.OK;
        for (T item : items) {
            try {
                if (interrupts.isEnding()) {
                    throw new StoppedException("nothing more is begun");
                }
                work.run(item);
            } catch (IOException e) {
                Failure failure = Failure.of(e);
                errors.report(failure);
                if (items.size() == 1 || stops(failure)) {
                    return failure.code().exitCode();
                }
                exitCode = ExitCode.PARTIAL_FAILURE;
            }
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
