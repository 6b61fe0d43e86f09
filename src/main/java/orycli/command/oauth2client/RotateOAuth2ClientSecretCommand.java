package orycli.command.oauth2client;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.oauth2client.Printing.Origin;
import orycli.command.option.ClientIds;
import orycli.command.option.Context;
import orycli.command.option.EncryptionOptions;
import orycli.command.option.OutputOptions;
import orycli.command.option.TargetOptions;
import orycli.command.option.UsageException;
import orycli.encryption.PgpKeySource;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.Change;
import orycli.hydra.HydraAdminClient;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ory rotate oauth2-client-secret}. */
@Command(
        description = {
            "The client is printed with its new secret, this once. The old secret stays valid until it is "
                    + "dropped, so that nothing breaks while the new one is being rolled out."
        },
        footer = {
            "ory rotate oauth2-client-secret my-app --format jsonpath=client_secret",
            "",
            "# the old ones are known to others: end them at once",
            "ory rotate oauth2-client-secret my-app --drop-old"
        })
public final class RotateOAuth2ClientSecretCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "ID", hideParamSyntax = true, description = "The id of the client.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--drop-old", description = "End the old secrets, once the new one was printed.")
    private boolean dropsOld;

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final EncryptionOptions encryption;

    @Mixin
    private final OutputOptions output;

    public RotateOAuth2ClientSecretCommand(Context context) {
        this.context = context;
        this.target = new TargetOptions(context);
        this.encryption = new EncryptionOptions(context, target);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        String client = ClientIds.checked(id);
        if (dropsOld && !Sample.ofOne(formatter).showsSecrets()) {
            throw new UsageException("--drop-old would end the old secrets, and the new one is not in this output");
        }
        Optional<PgpKeySource> key = encryption.key();
        HydraAdminClient hydra = target.hydra();
        Optional<SecretEncryptor> encryptor = encryption.encryptor(key);
        try (HandOver handOver = HandOver.begin(context)) {
            handOver.run(Change.rotate(hydra, client), new Printing(context, formatter, encryptor, Origin.GENERATED));
        }
        if (dropsOld) {
            hydra.dropOldSecrets(client);
        }
        return ExitCode.OK;
    }
}
