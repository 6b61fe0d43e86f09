package orycli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import orycli.command.auth.AuthCommand;
import orycli.command.auth.AuthLogoutCommand;
import orycli.command.oauth2client.CreateOAuth2ClientCommand;
import orycli.command.option.ClientOptions;
import orycli.command.option.EncryptionOptions;
import orycli.command.option.NetworkOptions;
import orycli.command.option.TargetOptions;
import orycli.command.option.TextInput;
import orycli.command.project.GetProjectCommand;
import orycli.command.project.ListProjectsCommand;
import orycli.command.project.ListWorkspacesCommand;
import orycli.command.project.UseProjectCommand;
import orycli.command.project.UseWorkspaceCommand;
import orycli.command.sandbox.SandboxCommand;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's command line. */
public final class OryCommandLine {
    private final Terminal terminal;
    private final boolean inSandbox;
    private final ErrorReporter errors;

    private OryCommandLine(Terminal terminal, boolean inSandbox) {
        this.terminal = terminal;
        this.inSandbox = inSandbox;
        this.errors = new ErrorReporter(terminal);
    }

    public static OryCommandLine create(Terminal terminal) {
        return new OryCommandLine(terminal, false);
    }

    /** Runs a command; the result is one of {@link ExitCode}, or that of a program that the command ran. */
    public int execute(String... words) {
        CommandNode tree = tree();
        Arguments arguments = Arguments.of(tree, List.of(words));
        CommandLine line = tree.build(arguments.path(), new Factory());
        configure(line);
        StringWriter help = new StringWriter();
        line.setOut(new PrintWriter(help));
        int exitCode;
        try {
            exitCode = line.execute(arguments.ordered().toArray(String[]::new));
        } catch (StackOverflowError e) {
            return errors.report(new IOException("what was given is nested too deeply", e));
        } catch (OutOfMemoryError e) {
            return errors.report(new IOException("what was given is larger than the memory", e));
        }
        if (help.getBuffer().isEmpty()) {
            return exitCode;
        }
        try {
            // Not by picocli's writer, which hides failures.
            terminal.print(help.toString());
        } catch (IOException e) {
            return errors.report(e);
        }
        return exitCode;
    }

    /** The names and descriptions of all commands, and how to make each. */
    CommandNode tree() {
        return CommandNode.group(
                "ory",
                List.of(),
                "Manages OAuth 2.0 clients on Ory Network and self-hosted Ory Hydra.",
                OryCommand::new,
                CommandNode.group(
                        "create",
                        List.of(),
                        "Create resources.",
                        CreateCommand::new,
                        CommandNode.leaf(
                                "oauth2-client",
                                List.of("client"),
                                "Create an OAuth 2.0 client.",
                                () -> new CreateOAuth2ClientCommand(terminal))),
                CommandNode.group(
                        "get",
                        List.of(),
                        "Get resources.",
                        GetCommand::new,
                        CommandNode.leaf(
                                "project",
                                List.of(),
                                "Get a project on Ory Network, with its configuration.",
                                () -> new GetProjectCommand(terminal))),
                CommandNode.group(
                        "list",
                        List.of("ls"),
                        "List resources.",
                        ListCommand::new,
                        CommandNode.leaf(
                                "projects",
                                List.of(),
                                "List your projects on Ory Network.",
                                () -> new ListProjectsCommand(terminal)),
                        CommandNode.leaf(
                                "workspaces",
                                List.of("workspace", "ws"),
                                "List your workspaces on Ory Network.",
                                () -> new ListWorkspacesCommand(terminal))),
                CommandNode.group(
                        "use",
                        List.of(),
                        "Select what the other commands work with.",
                        UseCommand::new,
                        CommandNode.leaf(
                                "project",
                                List.of(),
                                "Select a project for the commands that follow, or show which one is selected.",
                                () -> new UseProjectCommand(terminal)),
                        CommandNode.leaf(
                                "workspace",
                                List.of("workspaces", "ws"),
                                "Select a workspace for the commands that follow, or show which one is selected.",
                                () -> new UseWorkspaceCommand(terminal))),
                CommandNode.group(
                        "auth",
                        List.of(),
                        "Sign in to Ory Network with a browser, or show who is signed in.",
                        () -> new AuthCommand(terminal),
                        CommandNode.leaf(
                                "logout",
                                List.of(),
                                "Sign out of Ory Network on this computer.",
                                () -> new AuthLogoutCommand(terminal))),
                new CommandNode(
                        "sandbox",
                        List.of(),
                        "Run an in-memory Hydra on loopback, for trying commands and testing scripts.",
                        () -> new SandboxCommand(terminal, this::runInSandbox),
                        true,
                        List.of()),
                CommandNode.leaf("version", List.of(), "Print the version.", () -> new VersionCommand(terminal)));
    }

    private int runInSandbox(URI endpoint, List<String> words) {
        return new OryCommandLine(terminal.with(TargetOptions.SDK_URL, endpoint.toString()), true)
                .execute(words.toArray(String[]::new));
    }

    private void configure(CommandLine line) {
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
                .setExecutionStrategy(OryCommandLine::run)
                .setParameterExceptionHandler((e, words) -> errors.report(e))
                .setExecutionExceptionHandler((e, failed, result) -> errors.report(e));
    }

    /** A group of commands does nothing but show what there is. */
    private static int run(ParseResult result) {
        ParseResult last = result;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine line = last.commandSpec().commandLine();
        if (last.commandSpec().userObject() == null) {
            throw new IllegalStateException("'" + last.commandSpec().qualifiedName() + "' was not built");
        }
        rejectEmptySwitches(last);
        if (!line.getSubcommands().isEmpty() && last.unmatched().stream().anyMatch(word -> !word.startsWith("-"))) {
            // picocli overlooks this where help is asked for.
            throw new UnmatchedArgumentException(line, last.unmatched());
        }
        if (line.getCommand() instanceof Callable) {
            return new RunLast().execute(result);
        }
        Integer helped = CommandLine.executeHelpRequest(result);
        if (helped == null) {
            line.usage(line.getOut());
        }
        return ExitCode.OK;
    }

    /** picocli takes {@code --dry-run=}, which a script's empty variable makes, for {@code --dry-run=false}. */
    private static void rejectEmptySwitches(ParseResult result) {
        for (String word : result.originalArgs()) {
            OptionSpec option = word.endsWith("=") ? result.matchedOption(word.substring(0, word.length() - 1)) : null;
            if (option != null && option.typeInfo().isBoolean()) {
                throw new ParameterException(
                        result.commandSpec().commandLine(), option.longestName() + ": '' is neither true nor false");
            }
        }
    }

    /** The words that Go's {@code strconv.ParseBool} knows, as in the reference. */
    private static Boolean parseBoolean(String word) {
        return switch (word) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw new TypeConversionException("'" + word + "' is neither true nor false");
        };
    }

    private static Integer parseNumber(String word) {
        try {
            return Integer.valueOf(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + word + "' is not a number");
        }
    }

    /** Gives mixins what they need. */
    private final class Factory implements IFactory {
        private final TextInput input = new TextInput(terminal);

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == ClientOptions.class) {
                return type.cast(new ClientOptions(terminal, input));
            }
            if (type == EncryptionOptions.class) {
                return type.cast(new EncryptionOptions(terminal));
            }
            if (type == NetworkOptions.class) {
                return type.cast(new NetworkOptions(terminal, VersionProvider.version(), inSandbox));
            }
            if (type == TargetOptions.class) {
                return type.cast(new TargetOptions(terminal, VersionProvider.version(), inSandbox));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
