package orycli.command.token;

import java.util.ArrayList;
import java.util.List;
import orycli.command.option.UsageException;
import orycli.command.option.value.CsvList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags that say what a token is to be good for. */
@Command(optionListHeading = "Token:")
final class ScopeOptions {
    /** What is asked for where a person signs in, as by the reference: an ID token and a refresh token, too. */
    static final List<String> OF_A_PERSON = List.of("offline", "openid");

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "What the token may be used for. Can be repeated, or separated by commas.")
    private List<String> scope;

    @Option(
            names = "--audience",
            paramLabel = "AUDIENCE",
            description = "Whom the token is for. Can be repeated, or separated by commas.")
    private List<String> audience = List.of();

    /** @param otherwise the scope where none is given */
    ScopeOptions(List<String> otherwise) {
        this.scope = otherwise;
    }

    /** @throws UsageException where the quotes of a value are wrong */
    List<String> scope() {
        return words("--scope", scope);
    }

    /** @throws UsageException where the quotes of a value are wrong */
    List<String> audience() {
        return words("--audience", audience);
    }

    /** The values in all uses of a flag, of which an empty one has none. */
    static List<String> words(String flag, List<String> uses) {
        List<String> words = new ArrayList<>();
        for (String use : uses) {
            try {
                words.addAll(CsvList.parse(use));
            } catch (IllegalArgumentException e) {
                throw new UsageException(flag + ": " + e.getMessage());
            }
        }
        return words;
    }
}
