package orycli;

import orycli.command.OryCommandLine;
import orycli.terminal.Terminal;

/** The program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(OryCommandLine.create(Terminal.system()).execute(args));
    }
}
