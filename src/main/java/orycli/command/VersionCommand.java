package orycli.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code ory version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        terminal.print(String.join("\n", new VersionProvider().getVersion()) + "\n");
        return ExitCode.OK;
    }
}
