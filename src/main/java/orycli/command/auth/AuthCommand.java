package orycli.command.auth;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.NetworkOptions;
import orycli.command.option.OutputOptions;
import orycli.network.OryConfig;
import orycli.network.OryConfig.Identity;
import orycli.output.Document;
import orycli.output.OutputFormatter;
import orycli.output.Table;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory auth}. */
@Command(
        description = {
            "The session is kept in the configuration file. Where there is no browser, as in CI, set "
                    + "ORY_PROJECT_API_KEY to the API key of a project instead."
        },
        footer = {"ory auth", "ory auth --format jsonpath=session_identity_traits.email", "ory auth logout"})
public final class AuthCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("ID", "EMAIL", "SELECTED PROJECT", "SELECTED WORKSPACE");
    private static final String NONE = "<none>";

    private final Context context;

    @Mixin
    private final NetworkOptions network;

    @Mixin
    private final OutputOptions output;

    public AuthCommand(Context context) {
        this.context = context;
        this.network = new NetworkOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        OryConfig account = network.networkToSignInTo().session().signedIn();
        context.terminal().print(formatter.format(describe(account)));
        return ExitCode.OK;
    }

    private static Document describe(OryConfig account) {
        Identity identity = account.identity();
        List<String> cells = List.of(
                identity.id(),
                identity.email(),
                account.selectedProject().orElse(NONE),
                account.selectedWorkspace().orElse(NONE));
        return new Document(account.publicJson(), Table.vertical(HEADER, cells), List.of(identity.id()));
    }
}
