package orycli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orycli.command.manual.Entry;
import orycli.command.manual.Page;
import orycli.command.manual.Section;
import orycli.command.manual.Section.Kind;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What is said of a command that does something. Of its annotation, the description is made the details, and the footer
 * the examples. What a mixin brings is a section, under the mixin's heading; those with the same one share it. A flag's
 * {@code order} moves its section.
 */
final class CommandPage {
    private CommandPage() {}

    static Page of(CommandNode node, CommandSpec spec) {
        List<Section> sections = new ArrayList<>();
        add(
                sections,
                Kind.ARGUMENTS,
                "Arguments",
                spec.positionalParameters().stream().map(CommandPage::entry).toList());
        add(sections, Kind.COMMANDS, "Commands", GroupPage.commands(node));
        sections.addAll(flags(spec));
        return new Page(
                spec.name(),
                usage(node, spec),
                node.summary(),
                List.of(spec.usageMessage().description()),
                List.of(spec.usageMessage().footer()),
                sections,
                List.of());
    }

    private static void add(List<Section> sections, Kind kind, String heading, List<Entry> entries) {
        if (!entries.isEmpty()) {
            sections.add(new Section(kind, heading, entries));
        }
    }

    private static String usage(CommandNode node, CommandSpec spec) {
        String[] own = spec.usageMessage().customSynopsis();
        if (own.length > 0) {
            return String.join(" ", own);
        }
        Stream<String> words = Stream.concat(
                node.children().isEmpty() ? Stream.empty() : Stream.of("[COMMAND]"),
                spec.positionalParameters().stream().map(CommandPage::label));
        return Stream.of(Stream.of(spec.name()), words, Stream.of("[FLAGS]"))
                .flatMap(all -> all)
                .collect(Collectors.joining(" "));
    }

    private static String label(PositionalParamSpec argument) {
        String label = argument.paramLabel();
        if (argument.hideParamSyntax()) {
            return label;
        }
        return (argument.arity().min() == 0 ? "[" + label + "]" : label)
                + (argument.arity().isVariable() ? "..." : "");
    }

    private static Entry entry(PositionalParamSpec argument) {
        return new Entry(List.of(), label(argument), text(argument), List.of());
    }

    private static Entry entry(OptionSpec flag) {
        List<String> values = new ArrayList<>();
        Optional.ofNullable(flag.completionCandidates()).ifPresent(all -> all.forEach(values::add));
        return new Entry(
                List.of(flag.names()), flag.typeInfo().isBoolean() ? "" : flag.paramLabel(), text(flag), values);
    }

    /** With what the command begins with, unless that says nothing. */
    private static String text(ArgSpec arg) {
        String initial = words(arg.initialValue());
        return String.join(" ", arg.description()) + (initial.isEmpty() ? "" : " Default: " + initial);
    }

    private static String words(Object initial) {
        if (initial instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        boolean isNumber = initial instanceof Integer number && number > 0;
        return isNumber || initial instanceof String ? initial.toString() : "";
    }

    private static List<Section> flags(CommandSpec spec) {
        Map<String, OptionSpec> left = new LinkedHashMap<>();
        spec.options().forEach(option -> left.put(option.longestName(), option));
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        collect(spec, left, sections);
        List<Section> flags = new ArrayList<>();
        add(flags, Kind.FLAGS, "Flags", entries(left.values()));
        sections.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        section -> section.getValue().get(0).order()))
                .forEach(section -> add(flags, Kind.FLAGS, section.getKey(), entries(section.getValue())));
        return flags;
    }

    private static List<Entry> entries(Collection<OptionSpec> options) {
        return options.stream().map(CommandPage::entry).toList();
    }

    /**
     * Takes the flags that mixins with a heading have brought.
     *
     * @param left those that nobody has taken
     * @param sections by heading, without the colon
     */
    private static void collect(
            CommandSpec spec, Map<String, OptionSpec> left, Map<String, List<OptionSpec>> sections) {
        for (CommandSpec mixin : spec.mixins().values()) {
            Map<String, OptionSpec> own = new LinkedHashMap<>();
            mixin.options().forEach(option -> own.put(option.longestName(), option));
            Map<String, List<OptionSpec>> below = new LinkedHashMap<>();
            collect(mixin, own, below);
            String heading = mixin.usageMessage().optionListHeading().replaceFirst(":$", "");
            if (!heading.isEmpty()) {
                take(own.values(), heading, left, sections);
            }
            below.forEach((name, options) -> take(options, name, left, sections));
        }
    }

    private static void take(
            Collection<OptionSpec> options,
            String heading,
            Map<String, OptionSpec> left,
            Map<String, List<OptionSpec>> sections) {
        options.stream()
                .filter(option -> left.remove(option.longestName()) != null)
                .forEach(option -> sections.computeIfAbsent(heading, h -> new ArrayList<>())
                        .add(option));
    }
}
