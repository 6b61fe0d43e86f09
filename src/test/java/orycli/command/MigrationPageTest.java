package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.Cli;
import orycli.Page;

/** What {@code docs/migration.md} says of other names, the program says, too. */
final class MigrationPageTest {
    private static final Page PAGE = Page.of("docs/migration.md");

    static Stream<List<String>> commands() {
        return rows("## From Hydra 1");
    }

    static Stream<List<String>> flags() {
        return rows("### Flags");
    }

    private static Stream<List<String>> rows(String heading) {
        return PAGE.rows(heading).stream()
                .map(row -> row.stream().map(cell -> cell.replace("`", "")).toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void namesTheCommand(List<String> row) {
        Cli.Result result = Cli.run(row.get(0).split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr())
                .contains("here it is 'ory " + row.get(1).replaceFirst(" (ID|FILE|TOKEN)$", "") + "'");
    }

    @ParameterizedTest
    @MethodSource("flags")
    void namesTheFlag(List<String> row) {
        Cli.Result result = Cli.at("http://127.0.0.1:1").create(row.get(0), "x");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr())
                .startsWith("Error: unknown flag '" + row.get(0) + "'")
                .containsPattern("(here it is |did you mean ')\\Q" + row.get(1) + "\\E['\n]");
    }
}
