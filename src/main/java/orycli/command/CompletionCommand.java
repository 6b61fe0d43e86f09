package orycli.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import orycli.command.manual.Grammar;
import orycli.command.manual.Page;
import orycli.command.manual.Shell;
import orycli.command.option.Context;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ory completion bash}, and those of other shells. */
@Command(
        description =
                "Commands, flags and known values are completed from the script alone. Ids of clients and projects"
                        + " are asked of the server that the command line or the environment names, for a second at the most.")
final class CompletionCommand implements Callable<Integer> {
    private final Context context;
    private final Shell shell;
    private final Supplier<List<Page>> manual;

    /** @param manual the pages of all commands */
    CompletionCommand(Context context, Shell shell, Supplier<List<Page>> manual) {
        this.context = context;
        this.shell = shell;
        this.manual = manual;
    }

    @Spec
    void addTo(CommandSpec command) {
        command.usageMessage().footer(shell.installation().toArray(String[]::new));
    }

    @Override
    public Integer call() throws IOException {
        context.terminal().print(shell.script(new Grammar(manual.get())));
        return ExitCode.OK;
    }
}
