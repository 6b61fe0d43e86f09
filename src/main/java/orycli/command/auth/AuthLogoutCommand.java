package orycli.command.auth;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.NetworkOptions;
import orycli.network.Session;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ory auth logout}. */
@Command(description = {"The session is ended and removed from the configuration file, and so is what was selected."})
public final class AuthLogoutCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final NetworkOptions network;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing.")
    private boolean quiet;

    public AuthLogoutCommand(Context context) {
        this.context = context;
        this.network = new NetworkOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        Session session = network.network().session();
        Optional<String> failure = session.signOut();
        failure.ifPresent(
                why -> context.notes().warn("the session is forgotten here, but may still be good elsewhere: " + why));
        if (!quiet) {
            context.terminal().print("You signed out successfully.\n");
        }
        return ExitCode.OK;
    }
}
