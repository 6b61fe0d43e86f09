package orycli.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A command, as far as it must be known when another one is asked for: picocli reflects on every command that it is
 * given, and those that are not asked for need not wait for that.
 *
 * @param description a sentence; of a group, the words before the names of its commands, such as {@code Create}
 * @param command makes it; nothing for a group, which does nothing but show what there is
 * @param runsOthers whether what follows its own flags is a command line of its own
 * @param isOffline whether it asks no server
 */
record CommandNode(
        String name,
        List<String> aliases,
        String description,
        Optional<Supplier<Object>> command,
        boolean runsOthers,
        boolean isOffline,
        List<CommandNode> children) {
    static CommandNode group(String name, String description, CommandNode... children) {
        return new CommandNode(name, List.of(), description, Optional.empty(), false, true, List.of(children));
    }

    static CommandNode leaf(String name, String description, Supplier<Object> command) {
        return new CommandNode(name, List.of(), description, Optional.of(command), false, false, List.of());
    }

    CommandNode alias(String... others) {
        return new CommandNode(name, List.of(others), description, command, runsOthers, isOffline, children);
    }

    CommandNode with(CommandNode... more) {
        return new CommandNode(name, aliases, description, command, runsOthers, isOffline, List.of(more));
    }

    CommandNode runningOthers() {
        return new CommandNode(name, aliases, description, command, true, isOffline, children);
    }

    CommandNode offline() {
        return new CommandNode(name, aliases, description, command, runsOthers, true, children);
    }

    boolean isGroup() {
        return command.isEmpty();
    }

    /** What it does, in a sentence: {@code Get oauth2-client or project.} */
    String summary() {
        if (!isGroup()) {
            return description;
        }
        StringBuilder sentence = new StringBuilder(description);
        for (int i = 0; i < children.size(); i++) {
            String before = i == 0 ? " " : i < children.size() - 1 ? ", " : " or ";
            sentence.append(before).append(children.get(i).name);
        }
        return sentence.append('.').toString();
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
}
