package orycli.command.option;

import java.util.Locale;
import java.util.stream.Stream;
import orycli.command.option.value.Quoted;
import orycli.command.option.value.Suggestion;
import orycli.hydra.IfExists;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flag that says what becomes of a client that is there already. */
@Command(optionListHeading = "Client:")
public final class IfExistsOption {
    @Option(
            names = "--if-exists",
            paramLabel = "fail|skip|update",
            description =
                    "Where there is a client with that id already: fail, leave it as it is, or change what is given.")
    private String ifExists = "fail";

    /**
     * What is to be done.
     *
     * @throws UsageException where it is none of the three
     */
    public IfExists ifExists() {
        return Stream.of(IfExists.values())
                .filter(value -> word(value).equals(ifExists))
                .findFirst()
                .orElseThrow(() -> new UsageException("--if-exists is fail, skip or update, not "
                        + Quoted.of(ifExists)
                        + Suggestion.of(
                                ifExists,
                                Stream.of(IfExists.values())
                                        .map(IfExistsOption::word)
                                        .toList())));
    }

    private static String word(IfExists value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
