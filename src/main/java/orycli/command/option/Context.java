package orycli.command.option;

import java.util.function.Supplier;
import orycli.terminal.Terminal;

/**
 * What a command line is run in.
 *
 * @param notes says what is no result
 * @param version of this program, such as {@code 0.1.0}; looked up only where it is asked for
 * @param inSandbox whether {@code ORY_SDK_URL} is a sandbox, from which no flag may lead away
 */
public record Context(Terminal terminal, Notes notes, Supplier<String> version, boolean inSandbox) {}
