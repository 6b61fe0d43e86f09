package orycli.command.auth;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.NetworkOptions;
import orycli.network.Session;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import orycli.text.Escapes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ory auth logout}. */
@Command(
        name = "logout",
        description = "Sign out of Ory Network on this computer.",
        sortOptions = false,
        footer = {"", "The session is ended and removed from the configuration file, and so is what was selected."})
public final class AuthLogoutCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing.")
    private boolean quiet;

    public AuthLogoutCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Session session = network.network().session();
        Optional<String> failure = session.signOut();
        failure.ifPresent(why -> terminal.say(
                Escapes.of("Warning: the session is forgotten here, but may still be good elsewhere: " + why)));
        if (!quiet) {
            terminal.print("You signed out successfully.\n");
        }
        return ExitCode.OK;
    }
}
