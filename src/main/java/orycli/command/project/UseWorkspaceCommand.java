package orycli.command.project;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.NetworkOptions;
import orycli.command.option.OutputOptions;
import orycli.network.OryNetwork;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ory use workspace}. */
@Command(footer = {"ory use workspace ecaaa3cb-0730-4ee8-a6df-9553cdfeef89", "ory use workspace"})
public final class UseWorkspaceCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKSPACE",
            description = "The id, or the beginning of the id or name; an id is not looked up.")
    private Optional<String> wanted = Optional.empty();

    @Mixin
    private final NetworkOptions network;

    @Mixin
    private final OutputOptions output;

    public UseWorkspaceCommand(Context context) {
        this.context = context;
        this.network = new NetworkOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        OryNetwork ory = network.network();
        String id;
        if (wanted.isPresent()) {
            id = ory.workspaceId(network.given("the workspace", wanted.get()));
            ory.session().selectWorkspace(id);
        } else {
            Optional<String> current = network.workspace().or(ory.session().config()::selectedWorkspace);
            id = ory.workspaceId(current.orElseThrow(() -> network.nothingSelected("workspace")));
        }
        context.terminal().print(formatter.format(ProjectTable.id(id)));
        return ExitCode.OK;
    }
}
