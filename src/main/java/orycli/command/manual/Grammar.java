package orycli.command.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import orycli.command.manual.Completion.Kind;

/** What can follow what on a command line, for shells that complete it. */
public final class Grammar {
    private static final String HELP = "help";

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, String> steps = new LinkedHashMap<>();
    private final Set<String> valued = new TreeSet<>();

    /**
     * A command, or what stands where one may follow.
     *
     * @param path all its words
     * @param commands what may follow
     * @param argument what may follow instead
     */
    record Node(String path, List<Entry> commands, List<Entry> flags, Completion argument) {}

    /**
     * Reads it off the manual.
     *
     * @param pages of all commands, that of the program first
     */
    public Grammar(List<Page> pages) {
        pages.forEach(this::add);
        Node root = nodes.get(0);
        List<Entry> others = root.commands.stream()
                .filter(command -> !command.names().contains(HELP))
                .toList();
        // Behind 'help' and 'sandbox' stands what stands behind the program's own name.
        Node help = new Node(
                root.path + " " + HELP,
                Stream.concat(others.stream(), entries(pages.get(0), Section.Kind.TOPICS))
                        .toList(),
                List.of(),
                new Completion(Kind.COMMAND, List.of()));
        nodes.add(help);
        nodes.stream()
                .filter(node -> node.argument.kind() == Kind.COMMAND)
                .forEach(node -> others.forEach(command -> command.names()
                        .forEach(name -> steps.put(
                                node.path + " " + name,
                                root.path + " " + command.names().get(0)))));
    }

    private void add(Page page) {
        List<Entry> commands = entries(page, Section.Kind.COMMANDS).toList();
        List<Entry> flags = entries(page, Section.Kind.FLAGS).toList();
        flags.stream().filter(flag -> !flag.label().isEmpty()).forEach(flag -> valued.addAll(flag.names()));
        for (Entry command : commands) {
            for (String name : command.names()) {
                steps.put(
                        page.name() + " " + name,
                        page.name() + " " + command.names().get(0));
            }
        }
        nodes.add(new Node(
                page.name(),
                commands,
                flags,
                entries(page, Section.Kind.ARGUMENTS)
                        .findFirst()
                        .map(Completion::of)
                        .orElse(new Completion(Kind.FREE, List.of()))));
    }

    private static Stream<Entry> entries(Page page, Section.Kind kind) {
        return page.sections().stream()
                .filter(section -> section.kind() == kind)
                .flatMap(section -> section.entries().stream());
    }

    List<Node> nodes() {
        return nodes;
    }

    /** What may follow a node: its own commands, or all. */
    List<Entry> commands(Node node) {
        return node.commands.isEmpty() && node.argument.kind() == Kind.COMMAND ? nodes.get(0).commands : node.commands;
    }

    /** Where a word leads, by the path of a node and the word. */
    Map<String, String> steps() {
        return steps;
    }

    /** The flags that take a value. */
    Set<String> valued() {
        return valued;
    }

    /**
     * The values of flags, each with what it is the value of: a path and a flag, or, where they are the same for all
     * commands, {@code *} in place of the path. Nothing where anything can be the value.
     */
    Map<String, Completion> values() {
        Map<String, Map<String, Completion>> byFlag = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (Entry flag : node.flags) {
                Completion value = Completion.of(flag);
                flag.names()
                        .forEach(name -> byFlag.computeIfAbsent(name, n -> new LinkedHashMap<>())
                                .put(node.path, value));
            }
        }
        Map<String, Completion> values = new LinkedHashMap<>();
        byFlag.forEach((flag, byPath) -> {
            boolean isSame = Set.copyOf(byPath.values()).size() == 1;
            byPath.forEach((path, value) -> {
                if (value.kind() != Kind.FREE) {
                    values.put((isSame ? "*" : path) + " " + flag, value);
                }
            });
        });
        return values;
    }
}
