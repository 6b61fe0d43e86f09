package orycli.command.oauth2client;

import java.io.IOException;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.PageOptions;
import orycli.command.option.TargetOptions;
import orycli.hydra.ClientPage;
import orycli.hydra.ClientPages;
import orycli.hydra.ClientQuery;
import orycli.hydra.HydraAdminClient;
import orycli.output.OutputFormatter;
import orycli.output.Shape;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory list oauth2-clients}. */
@Command(
        description = {
            "JSON and YAML have the clients in 'items', beside 'next_page_token' and 'is_last_page'. With "
                    + "--all they come as they are read; a table is printed at the end. What breaks off is closed so "
                    + "that it can be read, with is_last_page false and the token to go on with, and fails."
        },
        footer = {
            "ory list oauth2-clients",
            "ory list oauth2-clients --all --format json |",
            "  jq -r '.items[] | select(.scope | contains(\"admin\")) | .client_id'",
            "",
            "# delete what is listed; the ids may be anything",
            "ory list oauth2-clients --owner alice --all -q |",
            "  xargs -r -d '\\n' ory delete oauth2-client --"
        })
public final class ListOAuth2ClientsCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final PageOptions pages = new PageOptions();

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public ListOAuth2ClientsCommand(Context context) {
        this.context = context;
        this.target = new TargetOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        ClientQuery query = pages.query();
        HydraAdminClient hydra = target.hydra();
        try (Listing listing = Listing.open(formatter, Shape.PAGE, context.terminal())) {
            if (pages.all()) {
                ClientPages all = hydra.pages(query);
                while (all.hasNext()) {
                    listing.addPage(all.next());
                }
            } else {
                ClientPage page = hydra.list(query);
                listing.addPage(page);
                page.nextPageToken().ifPresent(this::tellOfMore);
            }
        }
        return ExitCode.OK;
    }

    private void tellOfMore(String token) {
        output.hint("There are more clients: --all lists them all, --page-token " + token + " the next page.");
    }
}
