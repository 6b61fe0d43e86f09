package orycli.command.oauth2client;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.oauth2client.Printing.Origin;
import orycli.command.option.ClientIds;
import orycli.command.option.ClientOptions;
import orycli.command.option.Context;
import orycli.command.option.DryRunOption;
import orycli.command.option.EncryptionOptions;
import orycli.command.option.FileOption;
import orycli.command.option.ListChangeOptions;
import orycli.command.option.OutputOptions;
import orycli.command.option.SecretOptions;
import orycli.command.option.TargetOptions;
import orycli.command.option.UsageException;
import orycli.encryption.PgpKeySource;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.ClientRequest;
import orycli.hydra.HydraAdminClient;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ory update oauth2-client}. */
@Command(
        description = {
            "What is given is changed, in one request, and nothing else. --file replaces the whole client "
                    + "instead: what is not in the file falls back to its default, save the secret, which stays. Hydra "
                    + "drops a client's registration access token when it is updated, either way.",
            "--add puts a value behind those that are there. For --remove, and for --add with scope, "
                    + "post-logout-callback and request-uri, the client is read first and the list replaced: what "
                    + "others do to that list in between is lost."
        },
        footer = {
            "ory update oauth2-client my-app --name \"My app\" \\",
            "  --logo-uri https://app.example.org/logo.png",
            "ory update oauth2-client my-app --unset logo-uri \\",
            "  --add redirect-uri=https://app.example.org/cb",
            "",
            "# see what would change",
            "ory update oauth2-client my-app --file my-app.json \\",
            "  --dry-run --format json-pretty"
        })
public final class UpdateOAuth2ClientCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "ID", hideParamSyntax = true, description = "The id of the client.")
    private Optional<String> id = Optional.empty();

    @Mixin
    private final FileOption file;

    @Mixin
    private final ClientOptions client;

    @Mixin
    private final ListChangeOptions changes = new ListChangeOptions();

    @Mixin
    private final SecretOptions secret;

    @Mixin
    private final EncryptionOptions encryption;

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    public UpdateOAuth2ClientCommand(Context context) {
        this.context = context;
        this.file = new FileOption(context);
        this.client = new ClientOptions(context, ClientRequest.empty());
        this.output = new OutputOptions(context);
        this.secret = new SecretOptions(context, output);
        this.target = new TargetOptions(context);
        this.encryption = new EncryptionOptions(context, target);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        String name = ClientIds.checked(id);
        secret.check();
        if (file.isGiven() && changes.isGiven()) {
            throw new UsageException("--file replaces the whole client; it goes with no --add, --remove and --unset");
        }
        ClientRequest described = client.given();
        Optional<ClientRequest> replacement = file.request().map(described::over);
        Edit edit = new Edit(name, described, changes.unset(), changes.additions(), changes.removals());
        Optional<PgpKeySource> key = encryption.key();
        HydraAdminClient hydra = target.hydra();
        ClientRequest secretAlone = secret.given();
        Plan plan = replacement.isPresent()
                ? Plan.replace(hydra, name, secretAlone.over(replacement.get()))
                : Plan.patch(hydra, name, edit.with(secretAlone).patch(hydra));
        ClientOptions.doubts(edit.added().over(replacement.orElse(described))).forEach(context.notes()::warn);
        if (dryRun.isGiven()) {
            context.terminal().print(formatter.format(plan.describe()));
            return ExitCode.OK;
        }
        if (plan.isEmpty()) {
            context.terminal().print(formatter.format(ClientTable.one(hydra.get(name))));
            output.hint("There was nothing to change.");
            return ExitCode.OK;
        }
        Optional<SecretEncryptor> encryptor = encryption.encryptor(key);
        boolean isSecretGiven =
                secretAlone.over(replacement.orElse(described)).secret().isPresent();
        Origin origin = isSecretGiven ? Origin.GIVEN : Origin.NONE;
        try (HandOver handOver = HandOver.begin(context)) {
            handOver.run(plan.change(), new Printing(context, formatter, encryptor, origin));
        }
        return ExitCode.OK;
    }
}
