package orycli.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What commands and flags are called in other programs, Hydra 1 among them, and here. */
final class OtherNames {
    private static final Map<String, String> FLAGS = Map.ofEntries(
            Map.entry("--client-id", "--id"),
            Map.entry("--client-secret", "--secret"),
            Map.entry("--client-name", "--name"),
            Map.entry("--callback", "--redirect-uri"),
            Map.entry("--callbacks", "--redirect-uri"),
            Map.entry("--redirect-uris", "--redirect-uri"),
            Map.entry("--post-logout-redirect-uri", "--post-logout-callback"),
            Map.entry("--post-logout-redirect-uris", "--post-logout-callback"),
            Map.entry("--post-logout-callbacks", "--post-logout-callback"),
            Map.entry("--allowed-scopes", "--scope"),
            Map.entry("--is-public", "--token-endpoint-auth-method none"),
            Map.entry("--public", "--token-endpoint-auth-method none"),
            Map.entry("--url", "--endpoint"),
            Map.entry("--insecure", "--skip-tls-verify"),
            Map.entry("--verbose", "--debug"),
            Map.entry("--output", "--format"),
            Map.entry("--json", "--format json"),
            Map.entry("-o", "--format"),
            Map.entry("-f", "--file or --format"));

    private static final String AUTH = "ory auth";
    private static final Map<String, String> VERBS = Map.of(
            "create", "ory create oauth2-client",
            "get", "ory get oauth2-client",
            "list", "ory list oauth2-clients",
            "update", "ory update oauth2-client",
            "delete", "ory delete oauth2-client",
            "import", "ory import oauth2-client");

    private OtherNames() {}

    /**
     * What a flag is called here.
     *
     * @param known the flags that the command has
     */
    static Optional<String> ofFlag(String flag, Iterable<String> known) {
        Optional<String> name = Optional.ofNullable(FLAGS.get(flag));
        for (String own : known) {
            if (name.filter(text -> text.matches("(.* )?" + own + "( .*)?")).isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    /**
     * What a command is called here.
     *
     * @param words all that was typed, from the command on that is not known
     * @param group the command that it was typed behind
     */
    static Optional<String> ofCommand(String group, List<String> words) {
        String first = words.get(0);
        if (first.equals("login") && (group.equals("ory") || group.equals(AUTH))) {
            return Optional.of(AUTH);
        }
        return first.matches("(oauth2-)?clients?") && words.size() > 1
                ? Optional.ofNullable(VERBS.get(words.get(1)))
                : Optional.empty();
    }
}
