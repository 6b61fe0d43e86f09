package orycli.command.token;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.PublicSide.Endpoint;
import orycli.command.option.TargetOptions;
import orycli.oauth2.Client;
import orycli.oauth2.Grant;
import orycli.oauth2.TokenEndpoint;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory perform client-credentials}. */
@Command(
        description = {
            "The token is printed; -q prints nothing else. On an Ory Hydra, --endpoint is its public address."
        },
        footer = {
            "ory perform client-credentials --client-id my-app \\",
            "  --client-secret-file secret.txt --scope read",
            "",
            "# the token alone, for a script",
            "ory perform client-credentials --client-id my-app \\",
            "  --client-secret - -q < secret.txt",
            "",
            "# a client that signs who it is",
            "ory perform client-credentials --client-id my-app --jwk key.json \\",
            "  --endpoint http://127.0.0.1:4444"
        })
public final class PerformClientCredentialsCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final AuthenticationOptions authentication;

    @Mixin
    private final ScopeOptions wanted = new ScopeOptions(List.of());

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public PerformClientCredentialsCommand(Context context) {
        this.context = context;
        this.target = TargetOptions.toPublicSide(context);
        this.output = new OutputOptions(context, Token.QUIETLY);
        this.authentication = new AuthenticationOptions(context, output);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        Grant grant = Grant.clientCredentials(wanted.scope(), wanted.audience());
        Client client = authentication.clientWithSecret();
        Endpoint tokens = target.publicSide(client).at("oauth2/token");
        Token token = new Token(new TokenEndpoint(tokens.url(), client, tokens.sender()).token(grant), Instant.now());
        context.terminal().print(formatter.format(token.document()));
        return ExitCode.OK;
    }
}
