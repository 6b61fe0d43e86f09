package orycli.command;

import orycli.command.option.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code ory}. */
@Command(
        footer = {
            "",
            "Examples:",
            "  ory sandbox create oauth2-client --name \"my app\"     # try it, without a server",
            "  ory create oauth2-client --help"
        })
final class OryCommand {
    private final Context context;

    OryCommand(Context context) {
        this.context = context;
    }

    @Spec
    void addTo(CommandSpec command) {
        IVersionProvider version = () -> VersionCommand.lines(context);
        command.versionProvider(version)
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Print the version.")
                        .build());
    }
}
