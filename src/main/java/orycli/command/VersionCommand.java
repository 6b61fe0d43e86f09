package orycli.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;

/** {@code ory version}. */
@Command
final class VersionCommand implements Callable<Integer> {
    private final Context context;

    VersionCommand(Context context) {
        this.context = context;
    }

    static String text(String version) {
        return "Version:    " + version + "\nJava:       " + Runtime.version() + "\n";
    }

    @Override
    public Integer call() throws IOException {
        context.terminal().print(text(context.version().get()));
        return ExitCode.OK;
    }
}
