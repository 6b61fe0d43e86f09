package orycli.command.manual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orycli.command.manual.Grammar.Node;

/** The grammar as branches of {@code case}, which bash and zsh both read. They call functions that each has of its own. */
final class CaseTables {
    private final Grammar grammar;

    CaseTables(Grammar grammar) {
        this.grammar = grammar;
    }

    /** A word that no shell takes apart. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Sets {@code at} by itself and the next word. */
    String steps() {
        Map<String, List<String>> byTarget = grammar.steps().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(step -> quoted(step.getKey()), Collectors.toList())));
        return byTarget.entrySet().stream()
                .map(step ->
                        "        " + String.join(" | ", step.getValue()) + ") at=" + quoted(step.getKey()) + " ;;\n")
                .collect(Collectors.joining());
    }

    /** The flags that take a value, as one pattern. */
    String valued() {
        return String.join(" | ", grammar.valued());
    }

    /** By {@code at} and a flag: what its value can be. */
    String values() {
        Map<String, List<String>> byCall = grammar.values().entrySet().stream()
                .collect(Collectors.groupingBy(
                        value -> call(value.getValue()),
                        LinkedHashMap::new,
                        Collectors.mapping(value -> pattern(value.getKey()), Collectors.toList())));
        return byCall.entrySet().stream()
                .map(value -> "      " + String.join(" | ", value.getValue()) + ") " + value.getKey() + " ;;\n")
                .collect(Collectors.joining());
    }

    private static String pattern(String key) {
        return key.startsWith("* ") ? "*" + quoted(key.substring(1)) : quoted(key);
    }

    /** By {@code at}: the flags. */
    String flags() {
        return grammar.nodes().stream()
                .map(node -> "      " + quoted(node.path()) + ") _ory_list flag" + list(node.flags()) + " ;;\n")
                .collect(Collectors.joining());
    }

    /** By {@code at}: the commands, or what the arguments can be. */
    String words() {
        return grammar.nodes().stream()
                .map(node -> "      " + quoted(node.path()) + ") " + words(node) + " ;;\n")
                .collect(Collectors.joining());
    }

    private String words(Node node) {
        List<Entry> commands = grammar.commands(node);
        return commands.isEmpty() ? call(node.argument()) : "_ory_list command" + list(commands);
    }

    private static String list(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.names().stream().map(name -> quoted(name + ":" + entry.text())))
                .map(word -> " " + word)
                .collect(Collectors.joining());
    }

    private static String call(Completion value) {
        return switch (value.kind()) {
            case FREE, COMMAND -> ":";
            case WORDS ->
                Stream.concat(Stream.of("_ory_words"), value.words().stream().map(CaseTables::quoted))
                        .collect(Collectors.joining(" "));
            case FILE -> "_ory_files";
            case AT_FILE -> "_ory_at_files";
            case CLIENTS, PROJECTS, WORKSPACES ->
                "_ory_ids " + value.kind().name().toLowerCase(Locale.ROOT);
        };
    }
}
