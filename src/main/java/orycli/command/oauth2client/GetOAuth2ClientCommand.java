package orycli.command.oauth2client;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import orycli.command.option.ClientIds;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.TargetOptions;
import orycli.command.report.Batch;
import orycli.hydra.HydraAdminClient;
import orycli.output.OutputFormatter;
import orycli.output.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory get oauth2-client}. */
@Command(
        description = {
            "One client is printed as an object, several as an array or table, in the order asked. A server "
                    + "never shows a secret again."
        },
        footer = {
            "ory get oauth2-client my-app --format json-pretty",
            "",
            "# copy a client to another server",
            "ory get oauth2-client my-app --format json |",
            "  ory create oauth2-client --file - --endpoint http://127.0.0.1:4445"
        })
public final class GetOAuth2ClientCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final ClientIds ids = new ClientIds();

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public GetOAuth2ClientCommand(Context context) {
        this.context = context;
        this.target = new TargetOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        List<String> wanted = ids.all();
        HydraAdminClient hydra = target.hydra();
        Shape shape = wanted.size() == 1 ? Shape.ONE : Shape.ARRAY;
        try (Listing listing = Listing.open(formatter, shape, context.terminal())) {
            return new Batch(context).run(wanted, hydra::get, listing::add);
        }
    }
}
