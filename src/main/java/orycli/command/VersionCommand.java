package orycli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.json.Json;
import orycli.output.Document;
import orycli.output.OutputFormatter;
import orycli.output.Table;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ory version}. */
@Command(
        description =
                "With a format other than table, also the commit and date of the release, and whether it is a native"
                        + " executable or runs on Java.",
        footer = {"ory version", "ory version --format json | jq -r .commit"})
final class VersionCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final OutputOptions output;

    VersionCommand(Context context) {
        this.context = context;
        this.output = new OutputOptions(context, "Print the version only.");
    }

    /** What the reference prints, as far as it is so here. */
    static String text(String version) {
        return "Version:    " + version + "\nJava:       " + Runtime.version() + "\n";
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        BuildInfo build = BuildInfo.read();
        context.terminal().print(output.isForPeople() ? text(build.version()) : formatter.format(describe(build)));
        return ExitCode.OK;
    }

    private static Document describe(BuildInfo build) {
        Optional<String> builder = Terminal.nativeBuilder();
        ObjectNode json = Json.nodes().objectNode();
        json.put("version", build.version())
                .put("commit", build.commit())
                .put("date", build.date())
                .put("runtime", builder.isPresent() ? "native" : "java")
                // What a native executable was built with, else what runs it.
                .put("java", builder.orElseGet(() -> Runtime.version().toString()));
        return new Document(json, Table.vertical(List.of(), List.of()), List.of(build.version()));
    }
}
