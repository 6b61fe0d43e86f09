package orycli.command.manual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import orycli.command.manual.Grammar.Node;

/** Completion for fish. */
final class FishScript {
    private final Grammar grammar;
    private final StringBuilder text = new StringBuilder();

    private FishScript(Grammar grammar) {
        this.grammar = grammar;
    }

    static String of(Grammar grammar) {
        FishScript script = new FishScript(grammar);
        script.text.append(
                """
                # Completes ory in fish. Made by 'ory completion fish'.
                function __ory_at --argument-names wanted
                    set -l at ory
                    set -l flag ''
                    for word in (commandline -opc)[2..-1]
                        if test -n "$flag"
                            set flag ''
                            continue
                        end
                        switch $word
                            case '-*=*'
                            case @VALUED@
                                set flag $word
                            case '-*'
                            case '*'
                                switch "$at $word"
                @STEPS@                end
                        end
                    end
                    test "$at" = "$wanted"
                end

                function __ory_at_files
                    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
                    if string match -q '@*' -- $typed
                        __fish_complete_path (string sub -s 2 -- $typed) | string replace -r '^' '@'
                    end
                end

                # What the server has; nothing where it cannot be asked.
                function __ory_ids
                    command ory __complete $argv[1] (commandline -opc) 2>/dev/null </dev/null
                end

                complete -c ory -f
                """.replace("@VALUED@", String.join(" ", grammar.valued())).replace("@STEPS@", script.steps()));
        grammar.nodes().forEach(script::node);
        return script.text.toString();
    }

    /** A word that fish does not take apart. */
    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private String steps() {
        return grammar.steps().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(step -> quoted(step.getKey()), Collectors.toList())))
                .entrySet()
                .stream()
                .map(step -> "                    case " + String.join(" ", step.getValue())
                        + "\n                        set at " + quoted(step.getKey()) + "\n")
                .collect(Collectors.joining());
    }

    private void node(Node node) {
        List<Entry> commands = grammar.commands(node);
        for (Entry command : commands) {
            for (String name : command.names()) {
                line(node, " -a " + quoted(name) + " -d " + quoted(command.text()));
            }
        }
        if (commands.isEmpty()) {
            String argument = values(node.argument());
            if (!argument.isEmpty()) {
                line(node, argument);
            }
        }
        node.flags().forEach(flag -> flag(node, flag));
    }

    private void flag(Node node, Entry flag) {
        StringBuilder words = new StringBuilder();
        for (String name : flag.names()) {
            words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        Completion value = Completion.of(flag);
        if (!flag.label().isEmpty()) {
            words.append(value.kind() == Completion.Kind.FILE ? " -r" : " -x").append(values(value));
        }
        line(node, words + " -d " + quoted(flag.text()));
    }

    private void line(Node node, String words) {
        text.append("complete -c ory -n ")
                .append(quoted("__ory_at " + quoted(node.path())))
                .append(words)
                .append('\n');
    }

    private static String values(Completion value) {
        return switch (value.kind()) {
            case FREE, COMMAND -> "";
            case WORDS -> " -a " + quoted(String.join(" ", value.words()));
            case FILE -> " -F";
            case AT_FILE -> " -a '(__ory_at_files)'";
            case CLIENTS, PROJECTS, WORKSPACES ->
                " -a '(__ory_ids " + value.kind().name().toLowerCase(Locale.ROOT) + ")'";
        };
    }
}
