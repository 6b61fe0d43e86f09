package orycli.command.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import orycli.Page;
import orycli.hydra.ClientField;

/** The tables of {@code docs/fields.md} are those of the code; where one is not, the failure shows the right one. */
final class FieldsPageTest {
    private final Page page = Page.of("docs/fields.md");

    @ParameterizedTest
    @EnumSource
    void hasEachFlag(ClientFlag.Section section) {
        String heading = "## " + section.heading().replaceFirst(":$", "");

        assertThat(page.rows(heading)).isEqualTo(expected(section));
    }

    private static List<List<String>> expected(ClientFlag.Section section) {
        return Stream.of(ClientFlag.values())
                .filter(flag -> flag.section() == section)
                .map(FieldsPageTest::row)
                .toList();
    }

    private static List<String> row(ClientFlag flag) {
        return List.of(
                flag.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")),
                "`" + flag.field().field() + "`",
                kind(flag.field()),
                flag.description());
    }

    private static String kind(ClientField field) {
        return field.kind() == ClientField.Kind.JSON
                ? "JSON"
                : field.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Test
    void hasEachFieldThatNobodyCanSet() {
        assertThat(page.rows("## What cannot be set"))
                .extracting(row -> row.get(0))
                .isEqualTo(Arrays.stream(ClientField.values())
                        .filter(field -> field.kind() == ClientField.Kind.READ_ONLY)
                        .map(field -> "`" + field.field() + "`")
                        .toList());
    }

    /** A field has a flag, or is told of elsewhere on the page. */
    @ParameterizedTest
    @EnumSource
    void leavesOutNoField(ClientField field) {
        assertThat(page.text()).contains("`" + field.field() + "`");
    }
}
