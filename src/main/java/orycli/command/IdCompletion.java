package orycli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What shells ask to complete an id: {@code ory __complete clients}, followed by the words of the command line so far,
 * which may say where the clients are.
 */
final class IdCompletion {
    private static final String WORD = "__complete";

    private static final Set<String> FOR_NETWORK = Set.of("--workspace", "-c", "--config", "--ca-cert");
    private static final Set<String> FOR_CLIENTS = Set.of(
            "-e",
            "--endpoint",
            "--project",
            "--workspace",
            "-H",
            "--http-header",
            "--client-cert",
            "--client-key",
            "-c",
            "--config",
            "--ca-cert");
    private static final String SWITCH = "--skip-tls-verify";

    private IdCompletion() {}

    static boolean isAsked(List<String> words) {
        return words.size() > 1 && words.get(0).equals(WORD);
    }

    /** The command that prints the ids. */
    static List<String> command(List<String> words) {
        List<String> typed = words.subList(2, words.size());
        return switch (words.get(1)) {
            case "clients" ->
                command(List.of("list", "oauth2-clients", "-q", "--page-size", "500"), typed, FOR_CLIENTS);
            case "projects" -> command(List.of("list", "projects", "-q"), typed, FOR_NETWORK);
            default -> command(List.of("list", "workspaces", "-q"), typed, Set.of("-c", "--config", "--ca-cert"));
        };
    }

    private static List<String> command(List<String> command, List<String> typed, Set<String> flags) {
        List<String> all = new ArrayList<>(command);
        for (int i = 0; i < typed.size() && !typed.get(i).equals(Arguments.END_OF_FLAGS); i++) {
            String word = typed.get(i);
            String name = word.replaceFirst("=.*", "");
            if (word.equals(SWITCH) || (flags.contains(name) && !name.equals(word))) {
                all.add(word);
            } else if (flags.contains(word) && i + 1 < typed.size()) {
                i++;
                all.addAll(List.of(word, typed.get(i)));
            }
        }
        return all;
    }
}
