package orycli.command.option;

import orycli.output.FormatSyntaxException;
import orycli.output.OutputFormatter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that say how a result is printed. */
public final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @ArgGroup(validate = false, heading = "%nOutput:%n", order = 10)
    private final Flags flags = new Flags();

    /**
     * What prints the result.
     *
     * @throws ParameterException where there is no such format, or its path is malformed
     */
    public OutputFormatter formatter() {
        try {
            OutputFormatter formatter = OutputFormatter.parse(flags.format);
            return flags.quiet ? OutputFormatter.quiet() : formatter;
        } catch (FormatSyntaxException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private static final class Flags {
        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                description = {
                    "table, json, json-pretty, yaml, jsonpath=PATH (in gjson's syntax) or jsonpointer=POINTER (RFC 6901).",
                    "Default: table"
                })
        private String format = "table";

        @Option(
                names = {"-q", "--quiet"},
                description = "Print ids only.")
        private boolean quiet;
    }
}
