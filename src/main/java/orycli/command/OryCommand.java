package orycli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ory}. */
@Command(
        name = "ory",
        description = "Manages OAuth 2.0 clients on Ory Network and self-hosted Ory Hydra.",
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Examples:",
            "  ory sandbox create oauth2-client --name \"my app\"     # try it, without a server",
            "  ory create oauth2-client --help"
        })
final class OryCommand {
    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    @SuppressWarnings("UnusedVariable") // picocli prints the version by itself.
    private boolean version;
}
