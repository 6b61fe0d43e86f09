package orycli;

import orycli.command.OryCommandLine;
import orycli.terminal.Terminal;

/** The program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Terminal terminal = Terminal.system();
        terminal.end(OryCommandLine.create(terminal).execute(args));
    }
}
