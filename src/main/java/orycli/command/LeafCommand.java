package orycli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import orycli.command.option.UsageException;
import orycli.command.option.value.Quoted;
import orycli.command.report.ErrorReporter;
import orycli.command.report.Failure;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The command that is asked for, as picocli knows it: alone, without those above and beside it. */
final class LeafCommand {
    /** How failures are told; read before anything else is, as the command line itself may be the failure. */
    static final String ERROR_FORMAT = "--error-format";

    static final String SHOW_HELP = "Show this help.";

    private LeafCommand() {}

    /** @param name all its words, such as {@code ory create oauth2-client} */
    static CommandLine of(CommandNode node, String name) {
        CommandLine line = new CommandLine(node.command().orElseThrow().get());
        CommandSpec spec = line.getCommandSpec().name(name);
        spec.addOption(help());
        spec.addMixin(ERROR_FORMAT, errorFormat());
        line.setOverwrittenOptionsAllowed(true)
                .setAllowOptionsAsOptionParameters(true)
                // --jwks @file is for the command itself.
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .registerConverter(Boolean.class, LeafCommand::parseBoolean)
                .registerConverter(boolean.class, LeafCommand::parseBoolean)
                .registerConverter(int.class, LeafCommand::parseNumber)
                .registerConverter(Integer.class, LeafCommand::parseNumber);
        return line;
    }

    /** A group of commands, which has no flags to speak of. */
    static CommandSpec group(CommandNode node, String name) {
        CommandSpec spec = CommandSpec.create().name(name).addOption(help());
        return node.name().equals(CommandTree.ROOT)
                ? spec.addOption(
                        OptionSpec.builder("--version").versionHelp(true).build())
                : spec;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description(SHOW_HELP)
                .build();
    }

    private static CommandSpec errorFormat() {
        CommandSpec output = CommandSpec.create();
        output.usageMessage().optionListHeading("Output:");
        return output.addOption(OptionSpec.builder(ERROR_FORMAT)
                .type(String.class)
                .paramLabel("text|json")
                .description("How failures are told on stderr. Default: ORY_ERROR_FORMAT, or text")
                .build());
    }

    /** Reads the words and runs the command; the result is its exit code. */
    static int execute(CommandLine line, List<String> words, ErrorReporter errors) {
        String name = line.getCommandName();
        return line.setExecutionStrategy(LeafCommand::run)
                .setParameterExceptionHandler(
                        (e, all) -> errors.report(OryCommandLine.usage(name, new UsageException(describe(e)))))
                .setExecutionExceptionHandler((e, failed, result) -> errors.report(
                        e instanceof UsageException usage ? OryCommandLine.usage(name, usage) : Failure.of(e)))
                .execute(words.toArray(String[]::new));
    }

    private static int run(ParseResult result) {
        checkStandardInput(result);
        return new RunLast().execute(result);
    }

    /** Standard input can be read once, and that must be known before it is. What may read it has a label that says so. */
    private static void checkStandardInput(ParseResult result) {
        List<String> readers = new ArrayList<>();
        for (ArgSpec arg : result.commandSpec().args()) {
            String label = arg.paramLabel();
            String stdin = label.contains("|-") ? "-" : label.contains("@FILE") ? "@-" : "";
            Object value = arg.getValue();
            boolean isGiven = stdin.equals(value)
                    || Optional.of(stdin).equals(value)
                    || (value instanceof Collection<?> values && values.contains(stdin));
            if (!stdin.isEmpty() && isGiven) {
                readers.add(arg instanceof OptionSpec option ? option.longestName() : label);
            }
        }
        if (readers.size() > 1) {
            UsageException problem = new UsageException(
                    "only one flag can read standard input, not both " + readers.get(0) + " and " + readers.get(1));
            // picocli lets nothing else through from here.
            throw new ParameterException(result.commandSpec().commandLine(), "", problem);
        }
    }

    private static String describe(ParameterException e) {
        if (e instanceof MissingParameterException missing
                && missing.getMissing().get(0) instanceof OptionSpec option) {
            return "the flag " + option.longestName() + " needs a value";
        }
        if (e.getArgSpec() instanceof OptionSpec option && e.getCause() instanceof TypeConversionException conversion) {
            return option.longestName() + ": " + conversion.getMessage();
        }
        if (e.getCause() instanceof UsageException problem) {
            return String.valueOf(problem.getMessage());
        }
        // Not in picocli's words, which may quote all of the command line.
        return "the command line cannot be read";
    }

    /** The words that Go's {@code strconv.ParseBool} knows, as in the reference. */
    private static Boolean parseBoolean(String word) {
        return switch (word) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw new TypeConversionException(Quoted.of(word) + " is neither true nor false");
        };
    }

    private static Integer parseNumber(String word) {
        try {
            return Integer.valueOf(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(Quoted.of(word) + " is not a number");
        }
    }
}
