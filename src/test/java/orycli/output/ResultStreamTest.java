package orycli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

/** The literals of lists and pages are what the reference printed. */
final class ResultStreamTest {
    private static final List<String> HEADER = List.of(
            "CLIENT ID", "CLIENT SECRET", "GRANT TYPES", "RESPONSE TYPES", "SCOPE", "AUDIENCE", "REDIRECT URIS");
    private static final Result ONE = result("one", List.of("one", "", "", "", "a", "", "https://one/cb"));
    private static final Result TWO =
            result("two", List.of("two", "", "client_credentials", "", "offline_access offline openid", "", ""));

    private final List<String> written = new ArrayList<>();

    @Test
    void jsonIsWrittenAsItComes() throws IOException {
        try (ResultStream out = open("json", Shape.ARRAY)) {
            assertThat(written).isEmpty();
            out.add(ONE);
            assertThat(written).containsExactly("[{\"client_id\":\"one\"}");
            out.add(TWO);
            assertThat(written).containsExactly("[{\"client_id\":\"one\"}", ",{\"client_id\":\"two\"}");
        }
        assertThat(text()).isEqualTo("[{\"client_id\":\"one\"},{\"client_id\":\"two\"}]\n");
    }

    @Test
    void jsonOfAPageHasItsTailLast() throws IOException {
        print("json", Shape.PAGE, Optional.of("2"), ONE, TWO);

        assertThat(written)
                .containsExactly(
                        "{\"items\":[{\"client_id\":\"one\"}",
                        ",{\"client_id\":\"two\"}",
                        "],\"next_page_token\":\"2\",\"is_last_page\":false}\n");
    }

    @Test
    void prettyJsonIsIndentedThroughout() throws IOException {
        print("json-pretty", Shape.PAGE, Optional.empty(), ONE, TWO);

        assertThat(text()).isEqualTo("""
                {
                  "items": [
                    {
                      "client_id": "one"
                    },
                    {
                      "client_id": "two"
                    }
                  ],
                  "next_page_token": "",
                  "is_last_page": true
                }
                """);
        assertThat(written).hasSize(3);
    }

    @Test
    void yamlIsWrittenAsItComes() throws IOException {
        print("yaml", Shape.PAGE, Optional.empty(), ONE, TWO);

        assertThat(text()).isEqualTo("""
                items:
                - client_id: one
                - client_id: two
                next_page_token: ""
                is_last_page: true
                """);
        assertThat(written.get(0)).isEqualTo("items:\n- client_id: one");
        assertThat(written).hasSize(3);
    }

    @Test
    void idsAreWrittenAsTheyCome() throws IOException {
        print("quiet", Shape.PAGE, Optional.of("2"), ONE, result("a\nb", List.of()));

        assertThat(written).containsExactly("one\n", "a\\nb\n");
    }

    @Test
    void aTableOfAPageIsWrittenAtTheEnd() throws IOException {
        try (ResultStream out = open("table", Shape.PAGE)) {
            out.add(ONE);
            out.add(TWO);
            out.endPage(Optional.of("2"));
            assertThat(written).isEmpty();
        }
        assertThat(text()).isEqualTo("""
                CLIENT ID\tCLIENT SECRET\tGRANT TYPES\t\tRESPONSE TYPES\tSCOPE\t\t\t\tAUDIENCE\tREDIRECT URIS\t
                one\t\t\t\t\t\t\t\t\ta\t\t\t\t\t\thttps://one/cb\t
                two\t\t\t\tclient_credentials\t\t\toffline_access offline openid\t\t\t\t\t
                \t\t
                NEXT PAGE TOKEN\t2\t
                IS LAST PAGE\tfalse\t
                """);
    }

    @Test
    void aTableOfSeveralLiesAndOfOneStands() throws IOException {
        print("table", Shape.ARRAY, Optional.empty(), ONE);
        print("table", Shape.ONE, Optional.empty(), ONE);

        assertThat(written).containsExactly("""
                CLIENT ID\tCLIENT SECRET\tGRANT TYPES\tRESPONSE TYPES\tSCOPE\tAUDIENCE\tREDIRECT URIS\t
                one\t\t\t\t\t\t\t\ta\t\t\thttps://one/cb\t
                """, """
                CLIENT ID\tone\t\t
                CLIENT SECRET\t\t\t
                GRANT TYPES\t\t\t
                RESPONSE TYPES\t\t\t
                SCOPE\t\ta\t\t
                AUDIENCE\t\t\t
                REDIRECT URIS\thttps://one/cb\t
                """);
    }

    @Test
    void aPathLooksIntoAllOfThem() throws IOException {
        print("jsonpath=#.client_id", Shape.ARRAY, Optional.empty(), ONE, TWO);
        print("jsonpath=items.1.client_id", Shape.PAGE, Optional.empty(), ONE, TWO);
        print("jsonpointer=/next_page_token", Shape.PAGE, Optional.of("2"), ONE);
        print("jsonpath=client_id", Shape.ONE, Optional.empty(), ONE);
        print("jsonpath=client_id", Shape.ARRAY, Optional.empty(), ONE);

        assertThat(written)
                .containsExactly("[\n  \"one\",\n  \"two\"\n]\n", "\"two\"\n", "\"2\"\n", "\"one\"\n", "null\n");
    }

    @Test
    void aPointerThatFindsNothingFailsAtTheEnd() throws IOException {
        ResultStream out = open("jsonpointer=/nope", Shape.ARRAY);
        out.add(ONE);

        assertThatExceptionOfType(NothingFoundException.class)
                .isThrownBy(out::close)
                .withMessage("/nope finds nothing in the result");
        assertThat(written).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json        | ARRAY | []\\n",
                "json        | PAGE  | {\"items\":[],\"next_page_token\":\"\",\"is_last_page\":true}\\n",
                "json-pretty | ARRAY | []\\n",
                "json-pretty | PAGE  | {\\n  \"items\": [],\\n  \"next_page_token\": \"\",\\n  \"is_last_page\": true\\n}\\n",
                "yaml        | ARRAY | []\\n",
                "yaml        | PAGE  | items: []\\nnext_page_token: \"\"\\nis_last_page: true\\n",
                "jsonpath=#  | ARRAY | 0\\n",
                "table       | ARRAY | ID\\t\\n",
                "table       | PAGE  | ID\\t\\t\\n\\t\\t\\nNEXT PAGE TOKEN\\t\\t\\nIS LAST PAGE\\ttrue\\t\\n"
            })
    void anEmptyListIsPrinted(String format, Shape shape, String expected) throws IOException {
        try (ResultStream out = OutputFormatter.parse(format).open(shape, List.of("ID"), written::add)) {
            out.endPage(Optional.empty());
        }

        assertThat(text()).isEqualTo(expected.replace("\\n", "\n").replace("\\t", "\t"));
    }

    @Test
    void noIdsAreNoLine() throws IOException {
        print("quiet", Shape.ARRAY, Optional.empty());

        assertThat(written).isEmpty();
    }

    /** What failed before its first result has printed nothing. */
    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenForNothing(Shape shape) throws IOException {
        for (String format : List.of("json", "json-pretty", "yaml", "quiet", "table", "jsonpath=#", "jsonpointer=/a")) {
            open(format, shape).close();
        }

        assertThat(written).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "json-pretty"})
    void whatBreaksOffCanBeRead(String format) throws IOException {
        try (ResultStream out = open(format, Shape.PAGE)) {
            out.add(ONE);
            out.endPage(Optional.of("2"));
            out.add(TWO);
        }

        assertThat(Json.write(Json.parse(text())))
                .isEqualTo("{\"items\":[{\"client_id\":\"one\"},{\"client_id\":\"two\"}],"
                        + "\"next_page_token\":\"2\",\"is_last_page\":false}");
    }

    @Test
    void whatBreaksOffOnItsFirstPageIsNotTheLastPage() throws IOException {
        try (ResultStream out = open("json", Shape.PAGE)) {
            out.add(ONE);
        }

        assertThat(text())
                .isEqualTo("{\"items\":[{\"client_id\":\"one\"}],\"next_page_token\":\"\",\"is_last_page\":false}\n");
    }

    @Test
    void closingTwiceIsClosingOnce() throws IOException {
        ResultStream out = open("json", Shape.ARRAY);
        out.add(ONE);
        out.close();
        out.close();

        assertThat(text()).isEqualTo("[{\"client_id\":\"one\"}]\n");
        assertThatIllegalStateException().isThrownBy(() -> out.add(TWO));
    }

    @Test
    void oneIsOne() throws IOException {
        ResultStream out = open("json", Shape.ONE);
        out.add(ONE);

        assertThat(text()).isEqualTo("{\"client_id\":\"one\"}\n");
        assertThatIllegalStateException().isThrownBy(() -> out.add(TWO));
    }

    @Test
    void aSinkThatIsClosedFailsTheResultAndIsNotWrittenToAgain() throws IOException {
        List<String> tried = new ArrayList<>();
        ResultStream out = OutputFormatter.parse("json").open(Shape.ARRAY, HEADER, text -> {
            tried.add(text);
            throw new IOException("Broken pipe");
        });

        assertThatIOException().isThrownBy(() -> out.add(ONE)).withMessage("Broken pipe");
        out.close();
        assertThat(tried).hasSize(1);
    }

    /** Part by part is the same as all at once, whatever the parts are. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "json-pretty", "yaml"})
    void theTextIsThatOfTheWhole(String format) throws IOException {
        Random random = new Random(20261124);
        for (int i = 0; i < 500; i++) {
            ArrayNode all = Json.nodes().arrayNode();
            for (int size = random.nextInt(4); size > 0; size--) {
                all.add(value(random, 3));
            }
            ObjectNode page = Json.nodes().objectNode();
            page.set("items", all);
            page.put("next_page_token", "t: 1\n").put("is_last_page", false);

            assertThat(streamed(format, Shape.ARRAY, all)).isEqualTo(whole(format, all));
            assertThat(streamed(format, Shape.PAGE, all)).isEqualTo(whole(format, page));
            for (JsonNode one : all) {
                assertThat(streamed(format, Shape.ONE, Json.nodes().arrayNode().add(one)))
                        .isEqualTo(whole(format, one));
            }
        }
    }

    private static JsonNode value(Random random, int depth) {
        String[] texts = {"", "a", "a: b", "x\ny", "x\n\n", " x", "\u001b", "\\", "\"", "- a", "true", "1", "é😀"};
        String text = texts[random.nextInt(texts.length)];
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Json.nodes().numberNode(random.nextInt(100));
            case 1 -> Json.nodes().nullNode();
            case 2, 3 -> Json.nodes().textNode(text);
            case 4 -> {
                ArrayNode array = Json.nodes().arrayNode();
                for (int size = random.nextInt(3); size > 0; size--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.nodes().objectNode();
                for (int size = random.nextInt(3); size > 0; size--) {
                    object.set(texts[random.nextInt(texts.length)], value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private String streamed(String format, Shape shape, ArrayNode all) throws IOException {
        written.clear();
        try (ResultStream out = open(format, shape)) {
            for (JsonNode one : all) {
                out.add(new Result(one, List.of(), ""));
            }
            out.endPage(Optional.of("t: 1\n"));
        }
        return text();
    }

    private static String whole(String format, JsonNode json) throws IOException {
        return OutputFormatter.parse(format).format(new Document(json, new Table(List.of()), List.of()));
    }

    private static Result result(String id, List<String> cells) {
        return new Result(Json.nodes().objectNode().put("client_id", id), cells, id);
    }

    private ResultStream open(String format, Shape shape) {
        return OutputFormatter.parse(format).open(shape, HEADER, written::add);
    }

    private void print(String format, Shape shape, Optional<String> nextToken, Result... results) throws IOException {
        try (ResultStream out = open(format, shape)) {
            for (Result result : results) {
                out.add(result);
            }
            out.endPage(nextToken);
        }
    }

    private String text() {
        return String.join("", written);
    }
}
