package orycli.command.option;

import java.util.Collections;
import java.util.List;
import orycli.hydra.IfExists;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What says which clients are imported, and how. */
@Command(optionListHeading = "Clients:")
public final class ImportOptions {
    private static final String STDIN = "-";
    private static final int MOST_AT_ONCE = 100;

    private final Context context;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|-",
            description = {
                "Files with clients, JSON or YAML: a list of clients, one, or one after another. - reads standard"
                        + " input, as does no FILE where that is no terminal."
            })
    private List<String> files = List.of();

    @Mixin
    private final IfExistsOption ifExists = new IfExistsOption();

    @Option(names = "--concurrency", paramLabel = "N", description = "How many requests to send at once, 1 to 100.")
    private int concurrency = 5;

    @Option(names = "--ignore-unknown", description = "Leave out fields that this version does not know.")
    private boolean ignoresUnknown;

    public ImportOptions(Context context) {
        this.context = context;
    }

    /**
     * The files to read, at least one; {@code -} is standard input.
     *
     * @throws UsageException where none is named and there is nothing to read on standard input, or one cannot be meant
     */
    public List<String> files() {
        Terminal terminal = context.terminal();
        if (files.isEmpty() && terminal.interactive()) {
            throw new UsageException("name a file with clients, or - for standard input");
        }
        if (files.contains("")) {
            throw new UsageException("a FILE is empty");
        }
        if (Collections.frequency(files, STDIN) > 1) {
            throw new UsageException("standard input can be read only once");
        }
        if (files.contains(STDIN) && terminal.interactive()) {
            context.notes().say("Waiting for clients, in JSON or YAML, on standard input.");
        }
        return files.isEmpty() ? List.of(STDIN) : List.copyOf(files);
    }

    /** What becomes of a client that is there already. */
    public IfExists ifExists() {
        return ifExists.ifExists();
    }

    /**
     * How many requests to send at once.
     *
     * @throws UsageException where it is out of range
     */
    public int concurrency() {
        if (concurrency < 1 || concurrency > MOST_AT_ONCE) {
            throw new UsageException("--concurrency is a number from 1 to " + MOST_AT_ONCE + ", not " + concurrency);
        }
        return concurrency;
    }

    /** Whether fields are left out that no client has. */
    public boolean ignoresUnknown() {
        return ignoresUnknown;
    }
}
