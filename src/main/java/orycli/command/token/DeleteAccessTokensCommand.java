package orycli.command.token;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.ClientIds;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.TargetOptions;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ory delete access-tokens}. */
@Command(
        description = {
            "All access tokens of the client end. Its refresh tokens stay good, and a server does not say "
                    + "whether there is such a client."
        },
        footer = {"ory delete access-tokens my-app"})
public final class DeleteAccessTokensCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "CLIENT_ID", hideParamSyntax = true, description = "The id of the client.")
    private Optional<String> id = Optional.empty();

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public DeleteAccessTokensCommand(Context context) {
        this.context = context;
        this.target = new TargetOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        String client = ClientIds.checked(id);
        target.hydra().deleteAccessTokens(client);
        context.terminal().print(formatter.format(RevokeTokenCommand.document(client)));
        return ExitCode.OK;
    }
}
