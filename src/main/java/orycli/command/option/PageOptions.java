package orycli.command.option;

import java.util.Optional;
import orycli.hydra.ClientQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags that say which part of a list is wanted. */
@Command(optionListHeading = "Which clients:")
public final class PageOptions {
    /** That of the reference. */
    private static final int USUAL = 100;
    /** A server gives no more at once. */
    private static final int LARGEST = 500;

    @Option(names = "--all", description = "Follow the pages to the end.")
    private boolean all;

    @Option(names = "--name", paramLabel = "NAME", description = "Those with exactly this name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--owner", paramLabel = "OWNER", description = "Those of exactly this owner.")
    private Optional<String> owner = Optional.empty();

    @Option(
            names = "--page-size",
            paramLabel = "NUMBER",
            description = "How many at once, up to 500. Default: 100, or 500 with --all")
    private Optional<Integer> size = Optional.empty();

    @Option(
            names = "--page-token",
            paramLabel = "TOKEN",
            description = "Where to begin: the next_page_token of the page before.")
    private Optional<String> token = Optional.empty();

    /** Whether the pages are to be followed to the end. */
    public boolean all() {
        return all;
    }

    /**
     * The first page that is wanted.
     *
     * @throws UsageException where there cannot be such a page
     */
    public ClientQuery query() {
        int number = size.orElse(all ? LARGEST : USUAL);
        if (number < 1 || number > LARGEST) {
            throw new UsageException("--page-size is not between 1 and " + LARGEST + ": '" + number + "'");
        }
        // Scripts that walk through the pages begin with an empty one.
        return new ClientQuery(number, token.filter(text -> !text.isEmpty()), name, owner);
    }
}
