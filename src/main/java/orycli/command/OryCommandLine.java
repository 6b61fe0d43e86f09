package orycli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.Notes;
import orycli.command.option.TargetOptions;
import orycli.command.option.UsageException;
import orycli.command.option.value.Quoted;
import orycli.command.report.ErrorReporter;
import orycli.command.report.Failure;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The program's command line. */
public final class OryCommandLine {
    private static final String ERROR_FORMAT = "ORY_ERROR_FORMAT";
    private static final String JSON = "json";
    private static final String TEXT = "text";

    private final Terminal terminal;
    private final boolean inSandbox;

    private OryCommandLine(Terminal terminal, boolean inSandbox) {
        this.terminal = terminal;
        this.inSandbox = inSandbox;
    }

    public static OryCommandLine create(Terminal terminal) {
        return new OryCommandLine(terminal, false);
    }

    /** Runs a command; the result is one of {@link ExitCode}, or that of a program that the command ran. */
    public int execute(String... words) {
        String errorFormat = errorFormat(List.of(words));
        ErrorReporter errors = new ErrorReporter(terminal, errorFormat.equals(JSON));
        try {
            return execute(List.of(words), errorFormat, errors);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return errors.report(Failure.of(e));
        }
    }

    private int execute(List<String> words, String errorFormat, ErrorReporter errors) {
        CommandNode tree = tree(errorFormat);
        Arguments arguments = Arguments.of(tree, words);
        CommandNode node = arguments.path().isEmpty()
                ? tree
                : arguments.path().get(arguments.path().size() - 1);
        CommandLine line = tree.build(arguments.path());
        CommandSpec command = asked(line, arguments.path()).getCommandSpec();
        StringWriter help = new StringWriter();
        configure(line);
        handle(line, errors);
        line.setOut(new PrintWriter(help));
        int exitCode;
        try {
            checkErrorFormat(errorFormat);
            TypedWords.check(node, command, arguments.words());
            exitCode = line.execute(arguments.ordered());
        } catch (UsageException e) {
            return errors.report(usage(command, e));
        }
        if (help.getBuffer().isEmpty()) {
            return exitCode;
        }
        try {
            // Not by picocli's writer, which hides failures.
            terminal.print(help.toString());
        } catch (IOException e) {
            return errors.report(Failure.of(e));
        }
        return exitCode;
    }

    /** All commands. */
    CommandNode tree() {
        return tree(TEXT);
    }

    private CommandNode tree(String errorFormat) {
        Notes notes = new Notes(terminal, errorFormat.equals(JSON));
        Context context = new Context(terminal, notes, BuildVersion::read, inSandbox);
        return CommandTree.of(context, (endpoint, words) -> runInSandbox(endpoint, errorFormat, words));
    }

    private int runInSandbox(URI endpoint, String errorFormat, List<String> words) {
        Terminal inside =
                terminal.with(TargetOptions.SDK_URL, endpoint.toString()).with(ERROR_FORMAT, errorFormat);
        return new OryCommandLine(inside, true).execute(words.toArray(String[]::new));
    }

    /** Known before anything else is read, as the rest of the command line may be what is wrong. */
    private String errorFormat(List<String> words) {
        String format = terminal.variable(ERROR_FORMAT).orElse(TEXT);
        for (int i = 0; i < words.size() && !words.get(i).equals(Arguments.END_OF_FLAGS); i++) {
            String word = words.get(i);
            if (word.equals(CommandNode.ERROR_FORMAT) && i + 1 < words.size()) {
                format = words.get(i + 1);
            } else if (word.startsWith(CommandNode.ERROR_FORMAT + "=")) {
                format = word.substring(CommandNode.ERROR_FORMAT.length() + 1);
            }
        }
        return format;
    }

    private static void checkErrorFormat(String format) {
        if (!format.equals(TEXT) && !format.equals(JSON)) {
            throw new UsageException("the format of errors is text or json, not " + Quoted.of(format) + " ("
                    + CommandNode.ERROR_FORMAT + ", " + ERROR_FORMAT + ")");
        }
    }

    private static CommandLine asked(CommandLine root, List<CommandNode> path) {
        CommandLine line = root;
        for (CommandNode node : path) {
            line = line.getSubcommands().getOrDefault(node.name(), line);
        }
        return line;
    }

    /** How a command line is read. */
    static void configure(CommandLine line) {
        line.setOverwrittenOptionsAllowed(true)
                .setAllowOptionsAsOptionParameters(true)
                // --jwks @file is for the command itself.
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(40)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .registerConverter(Boolean.class, OryCommandLine::parseBoolean)
                .registerConverter(boolean.class, OryCommandLine::parseBoolean)
                .registerConverter(int.class, OryCommandLine::parseNumber)
                .registerConverter(Integer.class, OryCommandLine::parseNumber);
    }

    private static void handle(CommandLine line, ErrorReporter errors) {
        line.setExecutionStrategy(OryCommandLine::run)
                .setParameterExceptionHandler((e, words) ->
                        errors.report(usage(e.getCommandLine().getCommandSpec(), new UsageException(describe(e)))))
                .setExecutionExceptionHandler((e, failed, result) -> errors.report(
                        e instanceof UsageException usage ? usage(failed.getCommandSpec(), usage) : Failure.of(e)));
    }

    private static Failure usage(CommandSpec command, UsageException e) {
        List<String> advice = new ArrayList<>(e.advice());
        advice.add("See '" + command.qualifiedName() + " --help'.");
        return Failure.usage(String.valueOf(e.getMessage()), advice);
    }

    /** A group of commands does nothing but show what there is. */
    private static int run(ParseResult result) {
        ParseResult last = result;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine line = last.commandSpec().commandLine();
        checkStandardInput(last);
        if (line.getCommand() instanceof Callable) {
            return new RunLast().execute(result);
        }
        Integer helped = CommandLine.executeHelpRequest(result);
        if (helped == null) {
            line.usage(line.getOut());
        }
        return ExitCode.OK;
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
