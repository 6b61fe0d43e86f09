package orycli.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
            Map.entry("--access-token", "-H 'Authorization: Bearer TOKEN'"),
            Map.entry("--fake-tls-termination", "-H 'X-Forwarded-Proto: https'"),
            Map.entry("--fail-after", "--wait"),
            Map.entry("--no-browser", "--no-open"),
            Map.entry("-o", "--format"),
            Map.entry("-f", "--file or --format"));

    /** Of Hydra 1, and near ones. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("ory token client", "ory perform client-credentials"),
            Map.entry("ory token user", "ory perform authorization-code"),
            Map.entry("ory token introspect", "ory introspect token"),
            Map.entry("ory token revoke", "ory revoke token"),
            Map.entry("ory token delete", "ory delete access-tokens"),
            Map.entry("ory delete token", "ory delete access-tokens"),
            Map.entry("ory delete tokens", "ory delete access-tokens"),
            Map.entry("ory perform code", "ory perform authorization-code"),
            Map.entry("ory perform authorize-code", "ory perform authorization-code"),
            Map.entry("ory perform auth-code", "ory perform authorization-code"),
            Map.entry("ory perform device-flow", "ory perform device-code"));

    private OtherNames() {}

    /**
     * What a flag is called here: the rest of a sentence. Empty where it is none of these; nothing follows where the
     * command has no such flag.
     *
     * @param known the flags that the command has
     */
    static Optional<String> ofFlag(String flag, Collection<String> known) {
        return Optional.ofNullable(FLAGS.get(flag))
                .map(name -> known.stream().anyMatch(own -> name.matches("(.* )?" + own + "( .*)?"))
                        ? "; here it is " + name
                        : "");
    }

    /** Whether what was typed behind this command may be a token, and the noun was forgotten. */
    static boolean takesToken(CommandNode group) {
        return group.child("token").isPresent();
    }

    /**
     * What a command is called here, where another program puts the noun first, or has a verb for signing in.
     *
     * @param group the command that it was typed behind
     * @param words all that was typed, from the command on that is not known
     */
    static Optional<String> ofCommand(CommandNode group, String groupName, List<String> words) {
        String first = words.get(0);
        if (first.equals("login")) {
            return group.name().equals("auth")
                    ? Optional.of(groupName)
                    : group.child("auth").map(auth -> groupName + " " + auth.name());
        }
        if (takesToken(group)) {
            return Optional.of(groupName + " token");
        }
        Optional<String> other = IntStream.rangeClosed(1, Math.min(2, words.size()))
                .mapToObj(count -> groupName + " " + String.join(" ", words.subList(0, count)))
                .flatMap(typed -> Optional.ofNullable(COMMANDS.get(typed)).stream())
                .findFirst();
        if (other.isPresent() || !first.matches("(oauth2-)?clients?") || words.size() < 2) {
            return other;
        }
        return group.child(words.get(1))
                .flatMap(verb -> verb.child("client")
                        .or(() -> verb.child("clients"))
                        .map(noun -> groupName + " " + verb.name() + " " + noun.name()));
    }
}
