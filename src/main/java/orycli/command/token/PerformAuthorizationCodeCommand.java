package orycli.command.token;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.PublicSide;
import orycli.command.option.PublicSide.Endpoint;
import orycli.command.option.TargetOptions;
import orycli.command.option.UsageException;
import orycli.hydra.SignInRequests;
import orycli.oauth2.AuthorizationRequest;
import orycli.oauth2.Callback;
import orycli.oauth2.Client;
import orycli.output.OutputFormatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ory perform authorization-code}. */
@Command(
        description = {
            "Plays a client that signs somebody in with a browser, for trying and for demonstrations. The "
                    + "client must have the redirect URI http://127.0.0.1:4446/callback, or what --redirect says; it "
                    + "may be one without a secret. On an Ory Hydra, --endpoint is its public address; if it has its "
                    + "logins and consents asked here, --endpoint is its admin API."
        },
        footer = {
            "ory perform authorization-code --client-id my-app \\",
            "  --client-secret-file secret.txt",
            "",
            "# a public client, on a port of its own",
            "ory perform authorization-code --client-id my-spa --port 5555 \\",
            "  --scope openid,email",
            "",
            "# the pages of http://127.0.0.1:4446/login and /consent, which an",
            "# Ory Hydra has as its urls.login and urls.consent",
            "ory perform authorization-code --client-id my-app \\",
            "  --endpoint http://127.0.0.1:4445 \\",
            "  --auth-url http://127.0.0.1:4444/oauth2/auth \\",
            "  --token-url http://127.0.0.1:4444/oauth2/token"
        })
public final class PerformAuthorizationCodeCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final AuthenticationOptions authentication;

    @Mixin
    private final ScopeOptions wanted = new ScopeOptions(ScopeOptions.OF_A_PERSON);

    @Mixin
    private final CallbackOptions signIn = new CallbackOptions();

    @Option(
            names = "--auth-url",
            paramLabel = "URL",
            description = "The authorization endpoint. Default: /oauth2/auth of the endpoint")
    private Optional<String> authorizationUrl = Optional.empty();

    @Mixin
    private final TokenUrlOption tokens = new TokenUrlOption();

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public PerformAuthorizationCodeCommand(Context context) {
        this.context = context;
        this.target = TargetOptions.toPublicSide(context);
        this.output = new OutputOptions(context, Token.QUIETLY);
        this.authentication = new AuthenticationOptions(context, output);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        List<String> scope = wanted.scope();
        List<String> audience = wanted.audience();
        Callback callback = signIn.callback();
        Client client = authentication.client();
        PublicSide server = target.publicSide(client);
        Endpoint authorization = server.at("oauth2/auth", "--auth-url", authorizationUrl);
        AuthorizationRequest request =
                new AuthorizationRequest(authorization.url(), client.id(), scope, signIn.parameters(audience));
        request.repeated().ifPresent(name -> {
            throw new UsageException("--auth-url has '" + name + "' in its query, which is for this command to add");
        });
        SignIn person = new SignIn(
                context,
                new ResultPage(client.id(), authorization.url(), signIn.goesOn()),
                new SignInDesk(context, () -> new SignInRequests(target.adminSide()), signIn.skipsQuestions()),
                tokens.endpoint(server, client),
                token -> context.terminal().print(formatter.format(token.document())));
        Optional<String> source = authorizationUrl.isPresent() ? Optional.empty() : target.ownServer();
        return person.run(request, callback, signIn, source);
    }
}
