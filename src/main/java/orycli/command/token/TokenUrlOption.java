package orycli.command.token;

import java.io.IOException;
import java.util.Optional;
import orycli.command.option.PublicSide;
import orycli.command.option.PublicSide.Endpoint;
import orycli.command.option.UsageException;
import orycli.oauth2.Client;
import orycli.oauth2.TokenEndpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where a flow gets its tokens. */
@Command
final class TokenUrlOption {
    private static final String NAME = "--token-url";

    @Option(
            names = NAME,
            paramLabel = "URL",
            description = "The token endpoint. Default: /oauth2/token of the endpoint")
    private Optional<String> url = Optional.empty();

    /**
     * The one that is named, or else the server's own.
     *
     * @throws UsageException where what is named is no endpoint, or leads out of a sandbox
     */
    TokenEndpoint endpoint(PublicSide server, Client client) throws IOException {
        Endpoint tokens = server.at("oauth2/token", NAME, url);
        return new TokenEndpoint(tokens.url(), client, tokens.sender());
    }
}
