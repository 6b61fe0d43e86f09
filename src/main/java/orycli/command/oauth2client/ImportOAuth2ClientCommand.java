package orycli.command.oauth2client;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.EncryptionOptions;
import orycli.command.option.ImportOptions;
import orycli.command.option.OutputOptions;
import orycli.command.option.TargetOptions;
import orycli.command.option.UsageException;
import orycli.command.option.value.TextInput;
import orycli.command.report.ErrorReporter;
import orycli.encryption.PgpKeySource;
import orycli.encryption.SecretEncryptor;
import orycli.hydra.HydraAdminClient;
import orycli.hydra.IfExists;
import orycli.hydra.Upsert;
import orycli.output.OutputFormatter;
import orycli.output.Shape;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory import oauth2-client}. */
@Command(
        description = {
            "All clients are checked before the first is sent. One that the server refuses does not keep the "
                    + "others from being imported. No defaults apply: what is not in a file, the server decides.",
            "Results come in the order of the files. json, json-pretty, yaml and --quiet print each as it "
                    + "comes; a table, a path or a pointer shows the secrets at the end, or when it is interrupted, "
                    + "never before. A client whose secret was generated and cannot be shown is deleted again.",
            "With --if-exists skip the same import can be run again, to finish it. Where it is unknown "
                    + "whether a client was created, that is said: if it is there, 'ory rotate oauth2-client-secret' "
                    + "gives it a new secret."
        },
        footer = {
            "# try it, without a server",
            "echo '{\"client_name\":\"my app\"}' | ory sandbox import oauth2-client",
            "",
            "# several files; a second run finishes what the first one began",
            "ory import oauth2-client --if-exists skip web.json more.yaml --format json",
            "",
            "# only the holder of a PGP key can read the secrets",
            "ory import oauth2-client -e http://127.0.0.1:4445 web.json \\",
            "  --pgp-key \"$(gpg --export ID | base64)\"",
            "",
            "# from one Hydra to another; each client gets a new secret",
            "ory import oauth2-client --concurrency 10 clients.json"
        })
public final class ImportOAuth2ClientCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final ImportOptions clients;

    @Mixin
    private final EncryptionOptions encryption;

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public ImportOAuth2ClientCommand(Context context) {
        this.context = context;
        this.clients = new ImportOptions(context);
        this.target = new TargetOptions(context);
        this.encryption = new EncryptionOptions(context, target);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        IfExists ifExists = clients.ifExists();
        int concurrency = clients.concurrency();
        Optional<PgpKeySource> key = encryption.key();
        ClientFiles files = files();
        ClientFiles.Check check = files.check();
        if (!check.problems().isEmpty()) {
            return refuse(check);
        }
        check.doubts().forEach((doubt, place) -> context.notes().warn(place + ": " + doubt));
        if (!check.unknown().isEmpty()) {
            context.notes()
                    .warn("the clients have fields that this version does not know, which are left out: "
                            + String.join(", ", check.unknown()));
        }
        boolean showsSecrets = showsSecrets(formatter, files, check);
        HydraAdminClient hydra = target.hydra();
        Optional<SecretEncryptor> encryptor = encryption.encryptor(key);
        Shape shape = check.count() == 1 ? Shape.ONE : Shape.ARRAY;
        Results results = new Results(context, formatter, encryptor, shape, showsSecrets);
        try (HandOver handOver = HandOver.begin(context);
                ClientFiles.Reader reader = files.read()) {
            Import all = new Import(
                    context,
                    handOver,
                    results,
                    request -> new Upsert(hydra, request, request, ifExists),
                    concurrency,
                    Clock.systemUTC());
            hydra.whenSent(all::goesOut);
            return all.run(reader, check.count(), goOn(check, ifExists));
        }
    }

    private ClientFiles files() {
        TextInput input = new TextInput(context.terminal());
        return new ClientFiles(
                clients.files().stream()
                        .map(file -> new ClientFile(file, input))
                        .toList(),
                clients.ignoresUnknown());
    }

    private int refuse(ClientFiles.Check check) {
        ErrorReporter errors = new ErrorReporter(context);
        check.problems().forEach(errors::report);
        context.notes().say("Nothing was sent.");
        return ExitCode.FAILURE;
    }

    /** Whether they can be seen in this format. */
    private static boolean showsSecrets(OutputFormatter formatter, ClientFiles files, ClientFiles.Check check)
            throws IOException {
        if (check.withoutSecret() == 0) {
            return true;
        }
        Sample sample = Sample.of(formatter, files, check.count());
        if (!sample.findsSomething()) {
            throw new UsageException("the format finds nothing in the clients, whose secrets would be lost"
                    + (check.count() > 1 ? "; several are a list" : ""));
        }
        return sample.showsSecrets();
    }

    private static String goOn(ClientFiles.Check check, IfExists ifExists) {
        String again = "To go on, run it again" + (ifExists == IfExists.FAIL ? " with --if-exists skip." : ".");
        return check.withoutId() == 0
                ? again
                : again + " A client without an id would be created twice; leave out what was printed.";
    }
}
