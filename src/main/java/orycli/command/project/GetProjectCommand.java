package orycli.command.project;

import java.io.IOException;
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
import picocli.CommandLine.Parameters;

/** {@code ory get project}. */
@Command(
        footer = {
            "ory get project silly-raman",
            "# the selected one, or that of ORY_PROJECT_API_KEY",
            "ory get project --format json-pretty"
        })
public final class GetProjectCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROJECT",
            description = "The id, or the beginning of the id or slug. Default: ORY_PROJECT, or the selected one")
    private Optional<String> wanted = Optional.empty();

    @Option(
            names = "--workspace",
            paramLabel = "WORKSPACE",
            description = "Look for the project in this workspace: its id, or the beginning of its id or name.")
    private Optional<String> workspace = Optional.empty();

    @Mixin
    private final NetworkOptions network;

    @Mixin
    private final OutputOptions output;

    public GetProjectCommand(Context context) {
        this.context = context;
        this.network = new NetworkOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        Project project = network.network()
                .project(
                        wanted.map(word -> network.given("the project", word)).or(network::project),
                        network.workspaceFlag(workspace))
                .orElseThrow(() -> network.nothingSelected("project"));
        context.terminal().print(formatter.format(ProjectTable.one(project)));
        return ExitCode.OK;
    }
}
