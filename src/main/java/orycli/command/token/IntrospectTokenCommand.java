package orycli.command.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.TargetOptions;
import orycli.output.Document;
import orycli.output.OutputFormatter;
import orycli.output.Table;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ory introspect token}. */
@Command(
        description = {"A token that is not active, or none at all, is an answer, too; -q prints true or false."},
        footer = {
            "ory introspect token - --format json-pretty < token.txt",
            "",
            "# is it good for these scopes?",
            "ory introspect token - --scope read,write -q < token.txt"
        })
public final class IntrospectTokenCommand implements Callable<Integer> {
    private static final List<String> HEADER =
            List.of("ACTIVE", "SUBJECT", "CLIENT ID", "SCOPE", "EXPIRY", "TOKEN USE");
    /** Beyond the year 9999 no date is written alike by all. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final Context context;

    @Mixin
    private final TokenArgument token = new TokenArgument();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "What the token must be good for to be active. Can be repeated, or separated by commas.")
    private List<String> scope = List.of();

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public IntrospectTokenCommand(Context context) {
        this.context = context;
        this.target = new TargetOptions(context);
        this.output = new OutputOptions(context, "Print true or false only.");
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        List<String> needed = ScopeOptions.words("--scope", scope);
        String text = token.read(context.terminal());
        ObjectNode status = target.introspection().introspect(text, needed);
        context.terminal().print(formatter.format(document(status)));
        return ExitCode.OK;
    }

    private static Document document(ObjectNode status) {
        String active = status.path("active").asText();
        List<String> cells = List.of(
                active,
                status.path("sub").asText(""),
                status.path("client_id").asText(""),
                status.path("scope").asText(""),
                date(status.path("exp")),
                status.path("token_use").asText(""));
        return new Document(status, Table.vertical(HEADER, cells), List.of(active));
    }

    private static String date(JsonNode seconds) {
        return seconds.isIntegralNumber() && seconds.canConvertToLong()
                ? Token.date(Instant.ofEpochSecond(Math.min(seconds.longValue(), LAST_SECOND)))
                : "";
    }
}
