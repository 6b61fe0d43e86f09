package orycli.command.oauth2client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import orycli.command.oauth2client.Printing.Origin;
import orycli.command.option.ClientOptions;
import orycli.command.option.Context;
import orycli.command.option.DryRunOption;
import orycli.command.option.EncryptionOptions;
import orycli.command.option.FileOption;
import orycli.command.option.IdOption;
import orycli.command.option.IfExistsOption;
import orycli.command.option.OutputOptions;
import orycli.command.option.SecretOptions;
import orycli.command.option.TargetOptions;
import orycli.command.option.UsageException;
import orycli.encryption.PgpKeySource;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.ClientRequest;
import orycli.hydra.HydraAdminClient;
import orycli.hydra.IfExists;
import orycli.hydra.Upsert;
import orycli.hydra.Upsert.Outcome;
import orycli.json.Json;
import orycli.output.Document;
import orycli.output.OutputFormatter;
import orycli.output.Table;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory create oauth2-client}. */
@Command(
        description = {
            "Lists take repeated flags and values separated by commas: --scope a,b --scope c. Values that "
                    + "contain a comma are quoted as in CSV. A single empty value empties the list.",
            "The server is that of the first of these that is given: --endpoint, --project, "
                    + "ORY_SDK_URL, ORY_PROJECT, ORY_PROJECT_API_KEY, 'ory use project'."
        },
        footer = {
            "# try it, without a server",
            "ory sandbox create oauth2-client --name \"my app\"",
            "",
            "# on Ory Network, after 'ory auth' and 'ory use project', or with an API key",
            "ory create oauth2-client --name \"my app\" --redirect-uri http://localhost/cb",
            "",
            "# for a service that acts for itself; the secret goes into a variable",
            "client=$(ory create oauth2-client --endpoint http://127.0.0.1:4445 \\",
            "  --name \"my app\" --grant-type client_credentials --format json)",
            "client_id=$(printf '%s' \"$client\" | jq -r .client_id)",
            "client_secret=$(printf '%s' \"$client\" | jq -r .client_secret)",
            "",
            "# see what would be sent",
            "ory create oauth2-client -e http://127.0.0.1:4445 --name \"my app\" \\",
            "  --dry-run --format json-pretty",
            "",
            "# only the holder of a PGP key can read the secret",
            "ory create oauth2-client -e http://127.0.0.1:4445 \\",
            "  --pgp-key \"$(gpg --export ID | base64)\""
        })
public final class CreateOAuth2ClientCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final FileOption file;

    @Mixin
    private final IdOption id;

    @Mixin
    private final IfExistsOption ifExists = new IfExistsOption();

    @Mixin
    private final ClientOptions client;

    @Mixin
    private final SecretOptions secret;

    @Mixin
    private final EncryptionOptions encryption;

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final DryRunOption dryRun;

    public CreateOAuth2ClientCommand(Context context) {
        this.context = context;
        this.file = new FileOption(context);
        this.id = new IdOption();
        this.client = new ClientOptions(context, ClientDefaults.OF_CREATE);
        this.output = new OutputOptions(context);
        this.secret = new SecretOptions(context, output);
        this.target = new TargetOptions(context);
        this.encryption = new EncryptionOptions(context, target);
        this.dryRun = new DryRunOption();
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        secret.check();
        IfExists existing = ifExists.ifExists();
        ClientRequest flags = id.given().over(client.given());
        Optional<ClientRequest> inFile = file.request();
        ClientRequest given = inFile.map(flags::over).orElse(flags);
        if (existing != IfExists.FAIL && given.id().isEmpty()) {
            throw new UsageException("--if-exists needs the client's id: give --id, or a file that has one");
        }
        Optional<PgpKeySource> key = encryption.key();
        HydraAdminClient hydra = target.hydra();
        ClientRequest asked = secret.given().over(given);
        // No defaults where there is a file: it describes the client as a whole.
        ClientRequest request = inFile.isPresent() ? asked : asked.over(ClientDefaults.OF_CREATE);
        ClientOptions.doubts(request).forEach(context.notes()::warn);
        boolean isKeyHere = key.filter(PgpKeySource::isRemote).isEmpty();
        Optional<SecretEncryptor> encryptor =
                !dryRun.isGiven() || isKeyHere ? encryption.encryptor(key) : Optional.empty();
        if (dryRun.isGiven()) {
            context.terminal().print(formatter.format(describe(request, hydra.clients())));
            return ExitCode.OK;
        }
        Upsert upsert = new Upsert(hydra, request, asked, existing);
        try (HandOver handOver = HandOver.begin(context)) {
            handOver.run(
                    upsert,
                    client -> new Printing(context, formatter, encryptor, origin(upsert, asked)).deliver(client));
        }
        upsert.outcome()
                .ifPresent(outcome -> tell(outcome, given.id(), asked.secret().isPresent()));
        return ExitCode.OK;
    }

    /** Of a client that was there already, no secret is new unless it was given. */
    private static Origin origin(Upsert upsert, ClientRequest asked) {
        return switch (upsert.outcome().orElse(Outcome.CREATED)) {
            case CREATED -> Printing.origin(asked);
            case UPDATED -> asked.secret().isPresent() ? Origin.GIVEN : Origin.NONE;
            case SKIPPED -> Origin.NONE;
        };
    }

    private void tell(Outcome outcome, Optional<String> existing, boolean isSecretGiven) {
        String name = "there is already a client " + existing.orElse("");
        switch (outcome) {
            case CREATED -> {}
            case UPDATED -> output.hint(name + "; it was updated.");
            case SKIPPED ->
                context.notes()
                        .warn(name + "; it is as it was, and "
                                + (isSecretGiven
                                        ? "the secret that you gave was not set; --if-exists update sets it."
                                        : "its secret cannot be shown."));
        }
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
