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
 */
record Arguments(List<CommandNode> path, List<String> ordered) {
    private static final String HELP = "help";
    private static final String END_OF_FLAGS = "--";
    /** Those that the reference knows there, and those that it does not have at all. */
    private static final Set<String> SWITCHES_ANYWHERE =
            Set.of("-h", "--help", "--version", "--debug", "--dry-run", "--skip-tls-verify");

    private static final Set<String> SWITCHES_BEHIND_THE_VERB = Set.of("-q", "--quiet", "-y", "--yes");

    static Arguments of(CommandNode root, List<String> words) {
        if (!words.isEmpty() && words.get(0).equals(HELP)) {
            Arguments topic = of(root, words.subList(1, words.size()));
            List<String> ordered = new ArrayList<>(topic.ordered);
            // Right behind the names, before a program that a command may run.
            ordered.add(topic.path.size(), "--help");
            return new Arguments(topic.path, ordered);
        }
        List<CommandNode> path = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        CommandNode last = root;
        int at = 0;
        while (at < words.size() && !words.get(at).equals(END_OF_FLAGS)) {
            String word = words.get(at);
            if (isFlag(word)) {
                int length = takesNext(word, path.isEmpty()) ? 2 : 1;
                int end = Math.min(at + length, words.size());
                flags.addAll(words.subList(at, end));
                at = end;
                continue;
            }
            Optional<CommandNode> next = last.child(word);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            path.add(last);
            names.add(word);
            at++;
        }
        List<String> ordered = new ArrayList<>(names);
        ordered.addAll(flags);
        if (last.runsOthers() && at < words.size()) {
            // What follows is not for this command to read.
            ordered.add(END_OF_FLAGS);
        }
        ordered.addAll(words.subList(at, words.size()));
        return new Arguments(path, ordered);
    }

    private static boolean isFlag(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    private static boolean takesNext(String flag, boolean beforeTheVerb) {
        if (SWITCHES_ANYWHERE.contains(flag) || (!beforeTheVerb && SWITCHES_BEHIND_THE_VERB.contains(flag))) {
            return false;
        }
        // A cluster of short flags, such as -qy, holds its own values.
        return !flag.contains("=") && (flag.startsWith("--") || flag.length() == 2);
    }
}
