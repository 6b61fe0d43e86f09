package orycli.command.project;

import java.io.IOException;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.NetworkOptions;
import orycli.command.option.OutputOptions;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory list workspaces}. */
@Command(footer = {"ory list workspaces", "ory list workspaces -q"})
public final class ListWorkspacesCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final NetworkOptions network;

    @Mixin
    private final OutputOptions output;

    public ListWorkspacesCommand(Context context) {
        this.context = context;
        this.network = new NetworkOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        context.terminal()
                .print(formatter.format(
                        ProjectTable.workspaces(network.network().workspaces())));
        return ExitCode.OK;
    }
}
