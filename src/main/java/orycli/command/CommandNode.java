package orycli.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import orycli.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command, as far as it must be known when another one is asked for: picocli reflects on every command that it is
 * given, and those that are not asked for need not wait for that.
 *
 * @param description as in the command's annotation
 * @param runsOthers whether what follows its own flags is a command line of its own
 */
record CommandNode(
        String name,
        List<String> aliases,
        String description,
        Supplier<Object> command,
        boolean runsOthers,
        List<CommandNode> children) {

    static CommandNode group(
            String name, List<String> aliases, String description, Supplier<Object> command, CommandNode... children) {
        return new CommandNode(name, aliases, description, command, false, List.of(children));
    }

    static CommandNode leaf(String name, List<String> aliases, String description, Supplier<Object> command) {
        return new CommandNode(name, aliases, description, command, false, List.of());
    }

    Optional<CommandNode> child(String word) {
        return children.stream()
                .filter(child -> child.name.equals(word) || child.aliases.contains(word))
                .findFirst();
    }

    /** This command and those on the path below it, whole; their siblings by name and description. */
    CommandLine build(List<CommandNode> path, CommandLine.IFactory factory) {
        CommandLine line = new CommandLine(command.get(), factory);
        CommandSpec spec = line.getCommandSpec();
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.usageMessage()
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        for (CommandNode child : children) {
            // By name, as the equals of a record is linked at run time, which takes 10 ms.
            boolean asked = !path.isEmpty() && path.get(0).name.equals(child.name);
            line.addSubcommand(
                    child.name,
                    asked ? child.build(path.subList(1, path.size()), factory) : new CommandLine(child.stub()));
        }
        return line;
    }

    CommandSpec stub() {
        CommandSpec stub = CommandSpec.create().name(name).aliases(aliases.toArray(String[]::new));
        stub.usageMessage().description(description);
        // Who gets here has given a flag the name of a command for its value, and it is the flag that is wrong.
        stub.parser().unmatchedArgumentsAllowed(true);
        return stub;
    }
}
