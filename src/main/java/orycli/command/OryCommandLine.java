package orycli.command;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orycli.command.manual.HelpScreen;
import orycli.command.manual.Page;
import orycli.command.option.Context;
import orycli.command.option.Notes;
import orycli.command.option.TargetOptions;
import orycli.command.option.UsageException;
import orycli.command.option.value.Quoted;
import orycli.command.report.ErrorReporter;
import orycli.command.report.Failure;
import orycli.http.HttpClients;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The program's command line. */
public final class OryCommandLine {
    private static final String ERROR_FORMAT = "ORY_ERROR_FORMAT";
    private static final String JSON = "json";
    private static final String TEXT = "text";
    /** Of a second; the rest is for the program to begin and end. */
    private static final Duration LONGEST_COMPLETION = Duration.ofMillis(800);

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
            return IdCompletion.isAsked(List.of(words))
                    ? complete(IdCompletion.command(List.of(words)))
                    : execute(List.of(words), errorFormat, errors);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return errors.report(Failure.of(e));
        }
    }

    private int execute(List<String> words, String errorFormat, ErrorReporter errors) {
        CommandNode tree = tree(errorFormat);
        Arguments arguments = Arguments.of(tree, words);
        CommandNode node = arguments.command().orElse(tree);
        String name = arguments.name();
        try {
            checkErrorFormat(errorFormat);
            Optional<Topic> topic = arguments.topic();
            if (topic.isPresent()) {
                return show(topic.get().page(), errors);
            }
            if (node.isGroup()) {
                return group(node, name, arguments, errors);
            }
            // A native executable has nothing to load.
            if (!node.isOffline()
                    && !arguments.mayAskForHelp()
                    && Terminal.nativeBuilder().isEmpty()) {
                prepare();
            }
            CommandLine line = LeafCommand.of(node, name);
            CommandSpec spec = line.getCommandSpec();
            return TypedWords.check(node, spec, arguments.words()).asksForHelp()
                    ? show(CommandPage.of(node, spec), errors)
                    : LeafCommand.execute(line, arguments.words(), errors);
        } catch (UsageException e) {
            return errors.report(usage(name, e));
        }
    }

    /**
     * Loads what the first request needs while the command line is read, which takes as long: both together keep a person
     * waiting for one of them. Where it fails, the request will say why.
     */
    private static void prepare() {
        Thread thread = new Thread(HttpClients::prepare, "prepare");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, e) -> {});
        thread.start();
    }

    /** A group of commands does nothing but show what there is. */
    private int group(CommandNode node, String name, Arguments arguments, ErrorReporter errors) {
        // picocli need not be loaded for what is asked most.
        boolean isVersionAsked = !arguments.asksForHelpAlone()
                && TypedWords.check(node, LeafCommand.group(node, name), arguments.words())
                        .asksForVersion();
        return isVersionAsked
                ? print(VersionCommand.text(BuildInfo.versionOfPackage()), errors)
                : show(GroupPage.of(node, name), errors);
    }

    /** A shell waits, and with it somebody who has pressed a key: what does not come at once is not waited for. */
    private int complete(List<String> command) {
        Thread asking = new Thread(
                () -> new OryCommandLine(terminal.unattended(), inSandbox).execute(command.toArray(String[]::new)));
        asking.setDaemon(true);
        asking.start();
        try {
            asking.join(LONGEST_COMPLETION.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private int show(Page page, ErrorReporter errors) {
        return print(HelpScreen.of(page, terminal.columns(), terminal.isStyled()), errors);
    }

    private int print(String text, ErrorReporter errors) {
        try {
            terminal.print(text);
            return ExitCode.OK;
        } catch (IOException e) {
            return errors.report(Failure.of(e));
        }
    }

    /** All commands. */
    CommandNode tree() {
        return tree(TEXT);
    }

    private CommandNode tree(String errorFormat) {
        Notes notes = new Notes(terminal, errorFormat.equals(JSON));
        Context context = new Context(terminal, notes, BuildInfo::versionOfPackage, inSandbox);
        return CommandTree.of(
                context, (endpoint, words) -> runInSandbox(endpoint, errorFormat, words), () -> Manual.of(tree()));
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
            if (word.equals(LeafCommand.ERROR_FORMAT) && i + 1 < words.size()) {
                format = words.get(i + 1);
            } else if (word.startsWith(LeafCommand.ERROR_FORMAT + "=")) {
                format = word.substring(LeafCommand.ERROR_FORMAT.length() + 1);
            }
        }
        return format;
    }

    private static void checkErrorFormat(String format) {
        if (!format.equals(TEXT) && !format.equals(JSON)) {
            throw new UsageException("the format of errors is text or json, not " + Quoted.of(format) + " ("
                    + LeafCommand.ERROR_FORMAT + ", " + ERROR_FORMAT + ")");
        }
    }

    /** @param name all words of the command, whose help explains it */
    static Failure usage(String name, UsageException e) {
        List<String> advice = new ArrayList<>(e.advice());
        advice.add("See '" + name + " --help'.");
        return Failure.usage(String.valueOf(e.getMessage()), advice);
    }
}
