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
import orycli.hydra.OAuth2Client;
import orycli.output.OutputFormatter;
import orycli.output.ResultStream;
import orycli.output.Shape;
import orycli.terminal.ExitCode;
import orycli.terminal.Interrupts;
import orycli.terminal.Interrupts.Registration;
import orycli.terminal.StoppedException;
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
        try (Listing listing = new Listing(
                formatter.open(Shape.PAGE, ClientTable.HEADER, context.terminal()::print),
                context.terminal().interrupts())) {
            if (pages.all()) {
                ClientPages all = hydra.pages(query);
                while (all.hasNext()) {
                    listing.add(all.next());
                }
            } else {
                ClientPage page = hydra.list(query);
                listing.add(page);
                page.nextPageToken().ifPresent(this::tellOfMore);
            }
        }
        return ExitCode.OK;
    }

    private void tellOfMore(String token) {
        output.hint("There are more clients: --all lists them all, --page-token " + token + " the next page.");
    }

    /** Pages as they are printed; what was begun is ended, also where the program is told to end. */
    private static final class Listing implements AutoCloseable {
        private final ResultStream results;
        private final Registration onInterrupt;
        private final Interrupts interrupts;

        Listing(ResultStream results, Interrupts interrupts) {
            this.results = results;
            this.interrupts = interrupts;
            this.onInterrupt = interrupts.onInterrupt(this::endQuietly);
        }

        synchronized void add(ClientPage page) throws IOException {
            if (interrupts.isEnding()) {
                throw new StoppedException("the list breaks off");
            }
            for (OAuth2Client client : page.clients()) {
                results.add(ClientTable.row(client));
            }
            results.endPage(page.nextPageToken());
        }

        private synchronized void endQuietly() {
            try {
                results.close();
            } catch (IOException e) {
                // The process ends with a code that says that it was interrupted.
            }
        }

        @Override
        public void close() throws IOException {
            onInterrupt.close();
            synchronized (this) {
                results.close();
            }
        }
    }
}
