package orycli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import orycli.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A command, as far as it must be known when another one is asked for: picocli reflects on every command that it is
 * given, and those that are not asked for need not wait for that.
 *
 * @param command makes it; nothing for a group, which does nothing but show what there is
 * @param runsOthers whether what follows its own flags is a command line of its own
 */
record CommandNode(
        String name,
        List<String> aliases,
        String description,
        Optional<Supplier<Object>> command,
        boolean runsOthers,
        List<CommandNode> children) {
    /** How failures are told; read before anything else is, as the command line itself may be the failure. */
    static final String ERROR_FORMAT = "--error-format";

    static CommandNode group(String name, String description, CommandNode... children) {
        return new CommandNode(name, List.of(), description, Optional.empty(), false, List.of(children));
    }

    static CommandNode leaf(String name, String description, Supplier<Object> command) {
        return new CommandNode(name, List.of(), description, Optional.of(command), false, List.of());
    }

    CommandNode alias(String... others) {
        return new CommandNode(name, List.of(others), description, command, runsOthers, children);
    }

    CommandNode with(CommandNode... more) {
        return new CommandNode(name, aliases, description, command, runsOthers, List.of(more));
    }

    CommandNode runningOthers() {
        return new CommandNode(name, aliases, description, command, true, children);
    }

    Optional<CommandNode> child(String word) {
        return children.stream()
                .filter(child -> child.name.equals(word) || child.aliases.contains(word))
                .findFirst();
    }

    /** By which its children can be called. */
    List<String> names() {
        return children.stream()
                .flatMap(child -> Stream.concat(Stream.of(child.name), child.aliases.stream()))
                .toList();
    }

    /** This command and those on the path below it, whole; their siblings by name and description. */
    CommandLine build(List<CommandNode> path) {
        CommandLine line = command.isPresent()
                ? new CommandLine(command.get().get())
                : new CommandLine(CommandSpec.wrapWithoutInspection(this));
        CommandSpec spec = line.getCommandSpec();
        describe(spec);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        if (line.getCommand() instanceof Callable) {
            spec.addMixin(ERROR_FORMAT, errorFormat());
        }
        spec.usageMessage()
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, CommandNode::sections);
        for (CommandNode child : children) {
            // By name, as the equals of a record is linked at run time, which takes 10 ms.
            boolean asked = !path.isEmpty() && path.get(0).name.equals(child.name);
            line.addSubcommand(
                    child.name, asked ? child.build(path.subList(1, path.size())) : new CommandLine(child.stub()));
        }
        return line;
    }

    private CommandSpec stub() {
        return describe(CommandSpec.create());
    }

    private CommandSpec describe(CommandSpec spec) {
        spec.name(name).aliases(aliases.toArray(String[]::new));
        spec.usageMessage().description(description);
        return spec;
    }

    private static CommandSpec errorFormat() {
        CommandSpec output = CommandSpec.create();
        output.usageMessage().optionListHeading("Output:");
        return output.addOption(OptionSpec.builder(ERROR_FORMAT)
                .type(String.class)
                .paramLabel("FORMAT")
                .description("How failures are told on stderr: text, or json. Also set by ORY_ERROR_FORMAT.")
                .build());
    }

    /** What a mixin brings is a section of the help, under the mixin's heading; those with the same one share it. */
    private static String sections(Help help) {
        CommandSpec spec = help.commandSpec();
        Map<String, OptionSpec> left = new LinkedHashMap<>();
        spec.options().stream()
                .sorted((one, other) -> Boolean.compare(other.usageHelp(), one.usageHelp()))
                .forEach(option -> left.put(option.longestName(), option));
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        collect(spec, left, sections);
        // Once for all sections, as it takes long.
        int width = help.calcLongOptionColumnWidth(spec.options(), spec.positionalParameters(), help.colorScheme());
        StringBuilder text = new StringBuilder(list(help, width, left.values()));
        sections.forEach((heading, options) ->
                text.append("\n").append(heading).append("\n").append(list(help, width, options)));
        return text.toString();
    }

    private static void collect(
            CommandSpec spec, Map<String, OptionSpec> left, Map<String, List<OptionSpec>> sections) {
        for (CommandSpec mixin : spec.mixins().values()) {
            Map<String, OptionSpec> own = new LinkedHashMap<>();
            mixin.options().forEach(option -> own.put(option.longestName(), option));
            Map<String, List<OptionSpec>> below = new LinkedHashMap<>();
            collect(mixin, own, below);
            String heading = mixin.usageMessage().optionListHeading();
            own.values().stream()
                    .filter(option -> left.remove(option.longestName()) != null)
                    .forEach(option -> sections.computeIfAbsent(heading, h -> new ArrayList<>())
                            .add(option));
            below.forEach((name, options) -> options.stream()
                    .filter(option -> left.remove(option.longestName()) != null)
                    .forEach(option -> sections.computeIfAbsent(name, h -> new ArrayList<>())
                            .add(option)));
        }
    }

    private static String list(Help help, int width, Iterable<OptionSpec> options) {
        int lineWidth = help.commandSpec().usageMessage().width();
        Layout layout = new Layout(
                help.colorScheme(),
                TextTable.forDefaultColumns(help.colorScheme(), width, lineWidth),
                help.createDefaultOptionRenderer(),
                help.createDefaultParameterRenderer());
        List<OptionSpec> all = new ArrayList<>();
        options.forEach(all::add);
        layout.addOptions(all, help.parameterLabelRenderer());
        return layout.toString();
    }
}
