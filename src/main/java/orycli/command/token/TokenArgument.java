package orycli.command.token;

import java.io.IOException;
import java.util.Optional;
import orycli.command.option.SecretInput;
import orycli.command.option.UsageException;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The token that a command is about. */
@Command
final class TokenArgument {
    private static final String STDIN = "-";

    @Parameters(
            arity = "0..1",
            paramLabel = "TOKEN|-",
            hideParamSyntax = true,
            description = "An access token or a refresh token; - reads standard input.")
    private Optional<String> token = Optional.empty();

    /** What stands on the command line, which is not the token where that is read. */
    String typed() {
        return token.orElse(STDIN);
    }

    /**
     * The token, read from wherever it is.
     *
     * @throws UsageException where there is none
     */
    String read(Terminal terminal) throws IOException {
        String given = token.orElseThrow(() -> new UsageException("name the token, or - to read it"));
        if (given.isBlank()) {
            throw new UsageException("the token is empty");
        }
        return given.equals(STDIN) ? new SecretInput(terminal).read(given, "the token", "The token: ") : given;
    }
}
