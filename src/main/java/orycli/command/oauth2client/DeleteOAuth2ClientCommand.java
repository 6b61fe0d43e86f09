package orycli.command.oauth2client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import orycli.command.option.ClientIds;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.TargetOptions;
import orycli.command.report.Batch;
import orycli.hydra.ApiException;
import orycli.hydra.HydraAdminClient;
import orycli.json.Json;
import orycli.output.OutputFormatter;
import orycli.output.Result;
import orycli.output.ResultStream;
import orycli.output.Shape;
import orycli.terminal.Interrupts.Registration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ory delete oauth2-client}. */
@Command(
        description = {
            "What was deleted is printed. In a terminal it asks first where there are two or more; -y agrees."
        },
        footer = {
            "ory delete oauth2-client my-app",
            "",
            "# all clients of an owner",
            "ory list oauth2-clients --owner alice --all -q |",
            "  xargs -r -d '\\n' ory delete oauth2-client --",
            "",
            "# those that a query finds",
            "ory list oauth2-clients --all --format json |",
            "  jq -r '.items[] | select(.client_name == \"old\") | .client_id' |",
            "  xargs -r -d '\\n' ory delete oauth2-client --"
        })
public final class DeleteOAuth2ClientCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("ID");
    private static final int MOST_NAMES = 10;

    private final Context context;

    @Mixin
    private final ClientIds ids = new ClientIds();

    @Option(names = "--ignore-not-found", description = "A client that is not there is no failure.")
    private boolean ignoresMissing;

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public DeleteOAuth2ClientCommand(Context context) {
        this.context = context;
        this.target = new TargetOptions(context);
        this.output = new OutputOptions(context);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        Set<String> wanted = new LinkedHashSet<>(ids.all());
        HydraAdminClient hydra = target.hydra();
        confirm(wanted, hydra);
        List<String> deleted = new ArrayList<>();
        // What was deleted before an interrupt is still told.
        Registration holdOff = context.terminal().interrupts().holdOff(() -> {});
        try {
            int exitCode = new Batch(context).run(wanted, id -> delete(hydra, id), deleted::addAll);
            print(formatter, deleted);
            return exitCode;
        } finally {
            holdOff.close();
        }
    }

    /** The id, unless there was no such client and that does not matter. */
    private List<String> delete(HydraAdminClient hydra, String id) throws IOException {
        try {
            hydra.delete(id);
            return List.of(id);
        } catch (ApiException e) {
            if (ignoresMissing && e.status() == 404 && e.explained()) {
                return List.of();
            }
            throw e;
        }
    }

    /** The reference never asks; whoever can see the question can answer it. */
    private void confirm(Set<String> wanted, HydraAdminClient hydra) throws IOException {
        if (wanted.size() < 2 || target.yes() || !context.terminal().showsResults()) {
            return;
        }
        String question = "Delete " + wanted.size() + " clients (" + names(wanted) + ") at " + hydra.endpoint() + "?";
        if (!context.terminal().confirm(question)) {
            throw new IOException("nothing was deleted");
        }
    }

    private static String names(Collection<String> ids) {
        String names = String.join(", ", ids.stream().limit(MOST_NAMES).toList());
        return ids.size() > MOST_NAMES ? names + " and " + (ids.size() - MOST_NAMES) + " more" : names;
    }

    private void print(OutputFormatter formatter, List<String> deleted) throws IOException {
        Shape shape = deleted.size() == 1 ? Shape.ONE : Shape.ARRAY;
        try (ResultStream results = formatter.open(shape, HEADER, context.terminal()::print)) {
            for (String id : deleted) {
                JsonNode json = Json.nodes().textNode(id);
                results.add(new Result(json, List.of(id), id));
            }
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; what was deleted: " + names(deleted), e);
        }
    }
}
