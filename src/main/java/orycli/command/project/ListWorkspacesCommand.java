package orycli.command.project;

import java.io.IOException;
import java.util.concurrent.Callable;
import orycli.command.option.NetworkOptions;
import orycli.command.option.OutputOptions;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory list workspaces}. */
@Command(
        name = "workspaces",
        aliases = {"workspace", "ws"},
        description = "List your workspaces on Ory Network.",
        sortOptions = false,
        footer = {"", "Examples:", "  ory list workspaces", "  ory list workspaces -q"})
public final class ListWorkspacesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    public ListWorkspacesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        terminal.print(
                formatter.format(ProjectTable.workspaces(network.network().workspaces())));
        return ExitCode.OK;
    }
}
