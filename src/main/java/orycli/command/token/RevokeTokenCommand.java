package orycli.command.token;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.PublicSide;
import orycli.command.option.PublicSide.Endpoint;
import orycli.command.option.TargetOptions;
import orycli.http.Doubt;
import orycli.json.Json;
import orycli.oauth2.Client;
import orycli.oauth2.RevocationEndpoint;
import orycli.output.Document;
import orycli.output.OutputFormatter;
import orycli.output.Table;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory revoke token}. */
@Command(
        description = {
            "With a refresh token end the access tokens that it brought. Only the client that was given a "
                    + "token can end it. A server says the same of another client's token, and of what is none, but "
                    + "ends nothing; 'ory introspect token' tells. On an Ory Hydra, --endpoint is its public address."
        },
        footer = {"ory revoke token - --client-id my-app \\", "  --client-secret-file secret.txt < token.txt"})
public final class RevokeTokenCommand implements Callable<Integer> {
    private static final Doubt DOUBT =
            new Doubt("it is unknown whether the token was revoked", "To revoke it again does no harm.");

    private final Context context;

    @Mixin
    private final TokenArgument token = new TokenArgument();

    @Mixin
    private final AuthenticationOptions authentication;

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public RevokeTokenCommand(Context context) {
        this.context = context;
        this.target = TargetOptions.toPublicSide(context);
        this.output = new OutputOptions(context, "Print what was given only.");
        this.authentication = new AuthenticationOptions(context, output);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        String text = token.read(context.terminal());
        Client client = authentication.client();
        PublicSide server = target.publicSide(client);
        Endpoint endpoint = server.at("oauth2/revoke");
        new RevocationEndpoint(endpoint.url(), server.at("oauth2/token").url(), client, endpoint.sender())
                .revoke(text, "cannot revoke the token", DOUBT);
        context.terminal().print(formatter.format(document(token.typed())));
        return ExitCode.OK;
    }

    /** As the reference does, which prints what was typed: a token that was read is not put into a log. */
    static Document document(String id) {
        return new Document(Json.nodes().textNode(id), Table.vertical(List.of("ID"), List.of(id)), List.of(id));
    }
}
