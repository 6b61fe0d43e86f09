package orycli.command.option;

import orycli.command.option.value.Quoted;
import orycli.command.option.value.Suggestion;
import orycli.output.FormatSyntaxException;
import orycli.output.OutputFormatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The flags that say how a result is printed. */
@Command(optionListHeading = "Output:")
public final class OutputOptions {
    private static final String QUIET = "--quiet";
    private static final String IDS = "Print ids only.";

    private final Context context;
    private final String quietly;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, json, json-pretty, yaml, jsonpath=PATH (in gjson's syntax) or jsonpointer=POINTER"
                    + " (RFC 6901); see 'ory help formats'.")
    private String format = "table";

    @Option(
            names = {"-q", QUIET},
            description = IDS)
    private boolean quiet;

    public OutputOptions(Context context) {
        this(context, IDS);
    }

    /** @param quietly what --quiet prints, such as "Print the version only." */
    public OutputOptions(Context context, String quietly) {
        this.context = context;
        this.quietly = quietly;
    }

    @Spec(Spec.Target.SELF)
    void describe(CommandSpec flags) {
        if (!quietly.equals(IDS)) {
            Wording.replace(flags, QUIET, quietly);
        }
    }

    /**
     * What prints the result.
     *
     * @throws UsageException where there is no such format, or its path is malformed
     */
    public OutputFormatter formatter() {
        if (format.startsWith("-")) {
            throw new UsageException("--format does not know " + Quoted.of(format));
        }
        try {
            OutputFormatter formatter = OutputFormatter.parse(format);
            return quiet ? OutputFormatter.quiet() : formatter;
        } catch (FormatSyntaxException e) {
            String meant = e.isUnknown() ? Suggestion.of(format, OutputFormatter.names()) : "";
            throw new UsageException(e.getMessage() + meant);
        }
    }

    /** Whether a person reads the result. */
    public boolean isForPeople() {
        return !quiet && (format.equals("table") || format.equals("default"));
    }

    /** Says something that may help, where a person reads the result: a pseudo-terminal merges both streams. */
    public void hint(String sentence) {
        if (isForPeople()) {
            context.notes().note(sentence);
        }
    }
}
