package orycli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.json.Json;

/** The literals are what the reference printed. */
final class TableFormatterTest {
    private static final List<String> HEADER = List.of(
            "CLIENT ID", "CLIENT SECRET", "GRANT TYPES", "RESPONSE TYPES", "SCOPE", "AUDIENCE", "REDIRECT URIS");

    private static final List<List<String>> TWO_CLIENTS = List.of(
            List.of("one", "", "", "", "a", "", "https://one/cb"),
            List.of("two", "", "client_credentials", "", "offline_access offline openid", "", ""));

    @Test
    void oneResultStandsUpright() {
        Table table = Table.vertical(
                HEADER,
                List.of(
                        "00000000-0000-4000-8000-000000000001",
                        "generated~secret-0001",
                        "authorization_code, refresh_token",
                        "code, id_token",
                        "core foobar",
                        "a1,a2",
                        "http://localhost/cb, https://x/y"));

        assertThat(print(table)).isEqualTo("""
                CLIENT ID\t00000000-0000-4000-8000-000000000001\t
                CLIENT SECRET\tgenerated~secret-0001\t\t\t
                GRANT TYPES\tauthorization_code, refresh_token\t
                RESPONSE TYPES\tcode, id_token\t\t\t\t
                SCOPE\t\tcore foobar\t\t\t\t
                AUDIENCE\ta1,a2\t\t\t\t\t
                REDIRECT URIS\thttp://localhost/cb, https://x/y\t
                """);
    }

    @Test
    void widthsAreCountedInCodePoints() {
        Table table = Table.vertical(
                HEADER,
                List.of(
                        "00000000-0000-4000-8000-000000000001",
                        "generated~secret-0001",
                        "authorization_code",
                        "code",
                        "\u65e5\u672c\u8a9e \u00e9",
                        "",
                        ""));

        assertThat(print(table)).isEqualTo("""
                CLIENT ID\t00000000-0000-4000-8000-000000000001\t
                CLIENT SECRET\tgenerated~secret-0001\t\t\t
                GRANT TYPES\tauthorization_code\t\t\t
                RESPONSE TYPES\tcode\t\t\t\t\t
                SCOPE\t\t日本語 é\t\t\t\t\t
                AUDIENCE\t\t\t\t\t\t
                REDIRECT URIS\t\t\t\t\t\t
                """);
    }

    @Test
    void severalResultsLieBelowTheirNames() {
        assertThat(print(Table.horizontal(HEADER, TWO_CLIENTS))).isEqualTo("""
                CLIENT ID\tCLIENT SECRET\tGRANT TYPES\t\tRESPONSE TYPES\tSCOPE\t\t\t\tAUDIENCE\tREDIRECT URIS\t
                one\t\t\t\t\t\t\t\t\ta\t\t\t\t\t\thttps://one/cb\t
                two\t\t\t\tclient_credentials\t\t\toffline_access offline openid\t\t\t\t\t
                """);
    }

    @Test
    void onlyIds() {
        assertThat(print(Table.vertical(List.of("ID"), List.of("one")))).isEqualTo("ID\tone\t\n");
        assertThat(print(Table.horizontal(List.of("ID"), List.of(List.of("one"), List.of("two")))))
                .isEqualTo("ID\t\none\t\ntwo\t\n");
    }

    @Test
    void aPageStandsBelowItsList() {
        Table page = Table.vertical(List.of("NEXT PAGE TOKEN", "IS LAST PAGE"), List.of("2", "false"));

        assertThat(print(Table.horizontal(HEADER, TWO_CLIENTS).followedBy(page)))
                .isEqualTo("""
                CLIENT ID\tCLIENT SECRET\tGRANT TYPES\t\tRESPONSE TYPES\tSCOPE\t\t\t\tAUDIENCE\tREDIRECT URIS\t
                one\t\t\t\t\t\t\t\t\ta\t\t\t\t\t\thttps://one/cb\t
                two\t\t\t\tclient_credentials\t\t\toffline_access offline openid\t\t\t\t\t
                \t\t
                NEXT PAGE TOKEN\t2\t
                IS LAST PAGE\tfalse\t
                """);
    }

    @Test
    void anEmptyListKeepsItsNames() {
        Table page = Table.vertical(List.of("NEXT PAGE TOKEN", "IS LAST PAGE"), List.of("", "true"));

        assertThat(print(Table.horizontal(HEADER, List.of()).followedBy(page))).isEqualTo("""
                CLIENT ID\tCLIENT SECRET\tGRANT TYPES\tRESPONSE TYPES\tSCOPE\tAUDIENCE\tREDIRECT URIS\t
                \t\t
                NEXT PAGE TOKEN\t\t
                IS LAST PAGE\ttrue\t
                """);
    }

    /** Printed by Go 1.26: {@code tabwriter.NewWriter(out, 0, 8, 1, '\t', 0)}, a tab after each cell. */
    static Stream<JsonNode> tabwriter() throws IOException {
        return StreamSupport.stream(Resource.json("tabwriter.json").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource
    void tabwriter(JsonNode table) {
        List<List<String>> lines = new ArrayList<>();
        for (JsonNode line : table.path("lines")) {
            List<String> cells = new ArrayList<>();
            line.forEach(cell -> cells.add(cell.textValue()));
            lines.add(cells);
        }

        assertThat(print(new Table(lines))).isEqualTo(table.path("expected").textValue());
    }

    @Test
    void aValueCannotBreakTheTable() {
        Table table = Table.horizontal(
                List.of("NAME", "OWNER"), List.of(List.of("a\tb\nc\u000bd\fe\rf", "x"), List.of("g", "y")));

        assertThat(print(table)).isEqualTo("""
                NAME\t\t\tOWNER\t
                a\\tb\\nc\\u000Bd\\fe\\rf\tx\t
                g\t\t\ty\t
                """);
    }

    @Test
    void aValueCannotControlTheTerminal() {
        String hostile = "\u001b]0;owned\u0007\u009b2J\u007f\u202e\u2066\u2028\ufeff\ud83d";

        assertThat(print(Table.vertical(List.of("NAME"), List.of(hostile))))
                .isEqualTo("NAME\t\\u001B]0;owned\\u0007\\u009B2J\\u007F\\u202E\\u2066\\u2028\\uFEFF\\uD83D\t\n");
    }

    @Test
    void eachNameNeedsAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.vertical(List.of("ID", "NAME"), List.of("one")))
                .withMessage("2 columns, but 1 cells");
    }

    private static String print(Table table) {
        return new TableFormatter().format(new Document(Json.nodes().nullNode(), table, List.of()));
    }
}
