package orycli.command.token;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import orycli.command.option.SecretInput;
import orycli.command.option.UsageException;
import orycli.command.option.value.TextInput;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The token that a command is about. */
@Command
final class TokenArgument {
    private static final String STDIN = "-";
    /** RFC 6750, section 2.1. */
    private static final Pattern BEARER_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

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
        if (given.equals(STDIN)) {
            String read = new SecretInput(terminal)
                    .read(given, "the token", "The token: ")
                    .strip();
            Optional<String> problem = problem(read);
            if (problem.isPresent()) {
                throw TextInput.unusable(given, problem.get());
            }
            return read;
        }
        String stripped = given.strip();
        problem(stripped).ifPresent(what -> {
            throw new UsageException("the token cannot be used: " + what);
        });
        return stripped;
    }

    /** A server takes another text for a token that it does not know, which is not active, and revoked with success. */
    private static Optional<String> problem(String token) {
        if (token.isEmpty()) {
            return Optional.of("it is empty");
        }
        return switch (token.charAt(0)) {
            case '"', '\'' -> Optional.of("it is in quotes; 'jq -r' prints it without");
            case '{', '[' -> Optional.of("it is JSON; 'jq -r .access_token' prints the token alone");
            default ->
                BEARER_TOKEN.matcher(token).matches()
                        ? Optional.empty()
                        : Optional.of(
                                "it has a character in it that no token has, such as a blank; give the token alone");
        };
    }
}
