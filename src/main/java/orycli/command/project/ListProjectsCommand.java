package orycli.command.project;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.NetworkOptions;
import orycli.command.option.OutputOptions;
import orycli.network.Project;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ory list projects}. */
@Command(
        description = {"With the key of a project, the projects of the key are listed."},
        footer = {"ory list projects", "ory list projects --workspace \"my team\" --format json"})
public final class ListProjectsCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--workspace",
            paramLabel = "WORKSPACE",
            description =
                    "List the projects of this workspace: its id, or the beginning of its id or name. Also set by ORY_WORKSPACE and 'ory use workspace'.")
    private Optional<String> workspace = Optional.empty();

    @Mixin
    private final NetworkOptions network;

    @Mixin
    private final OutputOptions output;

    public ListProjectsCommand(Context context) {
        this.context = context;
        this.network = new NetworkOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        List<Project> projects = network.network().projects(network.workspaceFlag(workspace), network.workspace());
        context.terminal().print(formatter.format(ProjectTable.projects(projects)));
        return ExitCode.OK;
    }
}
