package orycli.command.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orycli.command.option.value.Suggestion;
import orycli.hydra.ClientField;

/** Names in a file that no field of a client has. */
public final class MisspeltFields {
    /** What other programs call some fields. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "id", "client_id",
            "name", "client_name",
            "secret", "client_secret",
            "public", "token_endpoint_auth_method",
            "callbacks", "redirect_uris",
            "scopes", "scope");

    private MisspeltFields() {}

    /** What may be meant by them: the rest of a sentence, or nothing. */
    public static String suggestions(List<String> unknown) {
        List<String> fields =
                ClientField.writable().stream().map(ClientField::field).toList();
        List<String> meant = unknown.stream()
                .flatMap(name -> Optional.ofNullable(OTHER_NAMES.get(name))
                        .or(() -> Suggestion.nearest(name, fields))
                        .map(field -> "'" + field + "'" + (unknown.size() > 1 ? " for '" + name + "'" : ""))
                        .stream())
                .toList();
        return meant.isEmpty() ? "" : "; did you mean " + String.join(", ", meant) + "?";
    }
}
