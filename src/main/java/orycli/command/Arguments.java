package orycli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command line, put in order: the command's name first, then the flags. As in the reference, flags may stand before
 * the name, and there one without {@code =} takes the next word, whatever it is; only a few are known to take none.
 *
 * @param path the commands that are named, without the root
 * @param words what stands behind their names
 */
record Arguments(List<CommandNode> path, List<String> words) {
    static final String END_OF_FLAGS = "--";

    private static final String HELP = "help";
    private static final Set<String> HELP_FLAGS = Set.of("-h", "--help");
    /** Those that the reference knows there. */
    private static final Set<String> SWITCHES_OF_THE_REFERENCE = Set.of("-h", "--help", "--version");
    /** Those that it does not have at all. */
    private static final Set<String> SWITCHES_OF_OURS = Set.of("--debug", "--dry-run", "--skip-tls-verify");

    private static final Set<String> SWITCHES_BEHIND_THE_VERB = Set.of("-q", "--quiet", "-y", "--yes");

    static Arguments of(CommandNode root, List<String> typed) {
        int first = 0;
        // 'help help' is the help itself.
        while (first < Math.min(typed.size(), 2) && typed.get(first).equals(HELP)) {
            first++;
        }
        Arguments arguments = inOrder(root, typed.subList(first, typed.size()));
        if (first > 0) {
            // Before a program that a command may run.
            arguments.words.add(0, "--help");
        }
        return arguments;
    }

    private static Arguments inOrder(CommandNode root, List<String> typed) {
        List<CommandNode> path = new ArrayList<>();
        List<String> words = new ArrayList<>();
        CommandNode last = root;
        int at = 0;
        while (at < typed.size() && !typed.get(at).equals(END_OF_FLAGS)) {
            String word = typed.get(at);
            if (isFlag(word)) {
                int length = takesNext(word, path.isEmpty()) ? 2 : 1;
                int end = Math.min(at + length, typed.size());
                words.addAll(typed.subList(at, end));
                at = end;
                continue;
            }
            Optional<CommandNode> next = last.child(word);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            path.add(last);
            at++;
        }
        if (last.runsOthers() && at < typed.size()) {
            // What follows is not for this command to read.
            words.add(END_OF_FLAGS);
        }
        words.addAll(typed.subList(at, typed.size()));
        return new Arguments(path, words);
    }

    /** The command that is named; none for the program itself. */
    Optional<CommandNode> command() {
        return path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1));
    }

    /** All names of the command, such as {@code ory create oauth2-client}. */
    String name() {
        StringBuilder name = new StringBuilder(CommandTree.ROOT);
        path.forEach(node -> name.append(' ').append(node.name()));
        return name.toString();
    }

    /** Whether a word asks for help, unless it is the value of a flag. */
    boolean mayAskForHelp() {
        return words.stream().anyMatch(HELP_FLAGS::contains);
    }

    /** Whether nothing else is asked for. */
    boolean asksForHelpAlone() {
        return HELP_FLAGS.containsAll(words);
    }

    /** What is asked for by {@code help} and a word that is no command. */
    Optional<Topic> topic() {
        if (!path.isEmpty() || words.size() < 2 || !HELP_FLAGS.contains(words.get(0))) {
            return Optional.empty();
        }
        List<String> topics =
                words.stream().filter(word -> !HELP_FLAGS.contains(word)).toList();
        return topics.size() == 1 ? Topic.of(topics.get(0)) : Optional.empty();
    }

    static boolean isFlag(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    private static boolean takesNext(String flag, boolean beforeTheVerb) {
        if (SWITCHES_OF_THE_REFERENCE.contains(flag)
                || SWITCHES_OF_OURS.contains(flag)
                || (!beforeTheVerb && SWITCHES_BEHIND_THE_VERB.contains(flag))) {
            return false;
        }
        // A cluster of short flags, such as -qy, holds its own values.
        return !flag.contains("=") && (flag.startsWith("--") || flag.length() == 2);
    }
}
