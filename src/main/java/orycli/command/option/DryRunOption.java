package orycli.command.option;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flag that keeps a command from doing anything. */
@Command(optionListHeading = "Output:")
public final class DryRunOption {
    @Option(names = "--dry-run", description = "Print the request that would be sent; do not send it.")
    private boolean given;

    public boolean isGiven() {
        return given;
    }
}
