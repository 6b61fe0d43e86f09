package orycli.command.oauth2client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import orycli.command.option.ClientOptions;
import orycli.command.option.EncryptionOptions;
import orycli.command.option.OutputOptions;
import orycli.command.option.TargetOptions;
import orycli.encryption.PgpKeySource;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.ClientRequest;
import orycli.hydra.HydraAdminClient;
import orycli.json.Json;
import orycli.output.Document;
import orycli.output.OutputFormatter;
import orycli.output.Table;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ory create oauth2-client}. */
@Command(
        name = "oauth2-client",
        aliases = "client",
        customSynopsis = "ory create oauth2-client [FLAGS]",
        description = "Create an OAuth 2.0 client.",
        sortOptions = false,
        footer = {
            "",
            "Lists take repeated flags and values separated by commas: --scope a,b --scope c. Values that",
            "contain a comma are quoted as in CSV. A single empty value empties the list.",
            "",
            "The client is created where the first of these leads that is given: --endpoint, --project,",
            "ORY_SDK_URL, ORY_PROJECT, ORY_PROJECT_API_KEY, 'ory use project'.",
            "",
            "Examples:",
            "  # try it, without a server",
            "  ory sandbox create oauth2-client --name \"my app\" --redirect-uri http://localhost/cb",
            "",
            "  # on Ory Network: with ORY_PROJECT_API_KEY, or after 'ory auth' and 'ory use project'",
            "  ory create oauth2-client --name \"my app\" --redirect-uri http://localhost/cb",
            "",
            "  # for a service that acts for itself; the secret goes into a variable",
            "  client=$(ory create oauth2-client --endpoint http://127.0.0.1:4445 --name \"my app\" \\",
            "    --grant-type client_credentials --format json)",
            "  client_id=$(printf '%%s' \"$client\" | jq -r .client_id)",
            "  client_secret=$(printf '%%s' \"$client\" | jq -r .client_secret)",
            "",
            "  # see what would be sent",
            "  ory create oauth2-client -e http://127.0.0.1:4445 --name \"my app\" --dry-run --format json-pretty",
            "",
            "  # only the holder of a PGP key can read the secret",
            "  ory create oauth2-client -e http://127.0.0.1:4445 --pgp-key \"$(gpg --export ID | base64)\""
        })
public final class CreateOAuth2ClientCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClientOptions client;

    @Mixin
    private EncryptionOptions encryption;

    @Mixin
    private TargetOptions target;

    @Mixin
    private OutputOptions output;

    // Without a heading, it comes after the output's flags.
    @ArgGroup(validate = false, heading = "", order = 11)
    private final DryRun dryRun = new DryRun();

    private static final class DryRun {
        @Option(names = "--dry-run", description = "Print the request that would create the client; do not send it.")
        private boolean given;
    }

    public CreateOAuth2ClientCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        ClientRequest request = client.toRequest();
        Optional<PgpKeySource> key = encryption.key(target);
        HydraAdminClient hydra = target.hydra();
        Optional<SecretEncryptor> encryptor =
                dryRun.given && encryption.isElsewhere() ? Optional.empty() : encryption.encryptor(key);
        if (dryRun.given) {
            terminal.print(formatter.format(describe(request, hydra.clients())));
            return ExitCode.OK;
        }
        new HandOver(hydra, encryptor, formatter, terminal, HandOver.GRACE).create(request);
        return ExitCode.OK;
    }

    private static Document describe(ClientRequest request, HttpUrl url) {
        ObjectNode body = request.redacted();
        ObjectNode json = Json.nodes().objectNode();
        json.put("method", "POST").put("url", url.toString()).set("body", body);
        List<String> names = new ArrayList<>(List.of("METHOD", "URL"));
        List<String> values = new ArrayList<>(List.of("POST", url.toString()));
        body.properties().forEach(field -> {
            names.add(field.getKey());
            values.add(Json.write(field.getValue()));
        });
        return new Document(
                json, Table.vertical(names, values), request.id().stream().toList());
    }
}
