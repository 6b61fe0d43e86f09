package orycli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

/** What a user sees of each format, from the value of {@code --format} on. */
final class OutputFormatterTest {
    private static final String CLIENT = """
            {"client_id":"one","client_name":"my <app> & co","redirect_uris":["http://localhost/cb","https://x/y"],\
            "jwks":{},"skip_consent":false,"owner":null,"metadata":{"ratio":1.50,"big":12345678901234567890,\
            "a/b":{"m~n":1}}}""";

    @Test
    void tableIsTheDefault() throws IOException {
        assertThat(print("table")).isEqualTo("CLIENT ID\tone\t\n").isEqualTo(print("default"));
    }

    @Test
    void jsonIsOneLineWithTheServersOrderAndDigits() throws IOException {
        assertThat(print("json")).isEqualTo(CLIENT + "\n");
    }

    @Test
    void jsonPrettyIsIndentedByTwoSpaces() throws IOException {
        assertThat(print("json-pretty")).isEqualTo("""
                {
                  "client_id": "one",
                  "client_name": "my <app> & co",
                  "redirect_uris": [
                    "http://localhost/cb",
                    "https://x/y"
                  ],
                  "jwks": {},
                  "skip_consent": false,
                  "owner": null,
                  "metadata": {
                    "ratio": 1.50,
                    "big": 12345678901234567890,
                    "a/b": {
                      "m~n": 1
                    }
                  }
                }
                """);
    }

    @Test
    void yamlIsThatOfTheReference() throws IOException {
        assertThat(print("yaml")).isEqualTo("""
                client_id: one
                client_name: my <app> & co
                redirect_uris:
                - http://localhost/cb
                - https://x/y
                jwks: {}
                skip_consent: false
                owner: null
                metadata:
                  ratio: 1.50
                  big: 12345678901234567890
                  a/b:
                    m~n: 1
                """);
    }

    @Test
    void quietPrintsOneIdALine() throws IOException {
        Document two = new Document(Json.parse("[]"), new Table(List.of()), List.of("one", "three/odd id"));

        assertThat(OutputFormatter.quiet().format(two))
                .isEqualTo("one\nthree/odd id\n")
                .isEqualTo(OutputFormatter.parse("quiet").format(two));
    }

    @Test
    void quietPrintsNothingForNothing() throws IOException {
        Document none = new Document(Json.parse("[]"), new Table(List.of()), List.of());

        assertThat(OutputFormatter.quiet().format(none)).isEmpty();
    }

    @Test
    void anIdWithANewlineStaysOneLine() throws IOException {
        Document odd = new Document(Json.parse("[]"), new Table(List.of()), List.of("a\nb", "c\u001b[2J"));

        assertThat(OutputFormatter.quiet().format(odd)).isEqualTo("a\\nb\nc\\u001B[2J\n");
    }

    @Test
    void aPathPrintsJson() throws IOException {
        assertThat(print("jsonpath=client_id")).isEqualTo("\"one\"\n");
        assertThat(print("jsonpath=skip_consent")).isEqualTo("false\n");
        assertThat(print("jsonpath=jwks")).isEqualTo("{}\n");
        assertThat(print("jsonpath=metadata.ratio")).isEqualTo("1.50\n");
        assertThat(print("jsonpath=redirect_uris")).isEqualTo("""
                [
                  "http://localhost/cb",
                  "https://x/y"
                ]
                """);
    }

    @Test
    void aPathMayContainEqualsSigns() throws IOException {
        assertThat(print("jsonpath=redirect_uris.#(==\"https://x/y\")")).isEqualTo("\"https://x/y\"\n");
    }

    @Test
    void aPathThatFindsNothingPrintsNull() throws IOException {
        assertThat(print("jsonpath=nope")).isEqualTo("null\n");
        assertThat(print("jsonpath=owner")).isEqualTo("null\n");
    }

    @Test
    void aPointerPrintsJson() throws IOException {
        assertThat(print("jsonpointer=/client_id")).isEqualTo("\"one\"\n");
        assertThat(print("jsonpointer=/redirect_uris/1")).isEqualTo("\"https://x/y\"\n");
        assertThat(print("jsonpointer=/owner")).isEqualTo("null\n");
        assertThat(print("jsonpointer=/metadata/a~1b/m~0n")).isEqualTo("1\n");
    }

    @Test
    void theEmptyPointerIsTheWholeResult() throws IOException {
        assertThat(print("jsonpointer=")).isEqualTo(print("json-pretty"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/client_id/0",
                "/redirect_uris/2",
                "/redirect_uris/01",
                "/redirect_uris/-",
                "/redirect_uris/-1",
                "/redirect_uris/+1",
                "/redirect_uris/99999999999",
                "/jwks/",
                "/"
            })
    void aPointerThatFindsNothingFails(String pointer) {
        assertThatExceptionOfType(NothingFoundException.class)
                .isThrownBy(() -> print("jsonpointer=" + pointer))
                .withMessage(pointer + " finds nothing in the result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "a/b", "#/client_id", " /client_id"})
    void aPointerMustBeginWithASlash(String pointer) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> OutputFormatter.parse("jsonpointer=" + pointer))
                .withMessage("JSON pointer \"" + pointer + "\" must begin with /, as in jsonpointer=/client_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a~", "/a~2", "/~0/~", "/~~0"})
    void aTildeInAPointerMustEscape(String pointer) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> OutputFormatter.parse("jsonpointer=" + pointer))
                .withMessage("JSON pointer \"" + pointer + "\" has a ~ that is neither ~0 (for a ~) nor ~1 (for a /)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "", "JSON", "json=x", "table=", "jsonpathology=x", "yaml ", "json,yaml"})
    void anUnknownFormatNamesTheKnownOnes(String format) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> OutputFormatter.parse(format))
                .withMessage("unknown format \"" + format + "\": it is one of table (or default), json, json-pretty,"
                        + " yaml, jsonpath=PATH, jsonpointer=POINTER, quiet");
    }

    @Test
    void eachNameIsThatOfAFormat() {
        assertThat(OutputFormatter.names())
                .containsExactly("table", "json", "json-pretty", "yaml", "jsonpath", "jsonpointer", "quiet")
                .allSatisfy(name -> {
                    try {
                        OutputFormatter.parse(name);
                    } catch (FormatSyntaxException e) {
                        assertThat(e.isUnknown()).isFalse();
                    }
                });
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> OutputFormatter.parse("jsno"))
                .matches(FormatSyntaxException::isUnknown);
    }

    @ParameterizedTest
    @CsvSource({
        "json, true",
        "quiet, true",
        "jsonpath=client_id, true",
        "jsonpath=owner, true",
        "jsonpath=client_ids, false",
        "jsonpath=metadata.#(x==1)#, false",
        "jsonpointer=/owner, true",
        "jsonpointer=/nope, false"
    })
    void aPathFindsWhatIsThereThoughItIsNull(String format, boolean finds) throws IOException {
        assertThat(OutputFormatter.parse(format).finds(document(CLIENT))).isEqualTo(finds);
    }

    @ParameterizedTest
    @CsvSource({
        "json, true",
        "json-pretty, true",
        "yaml, true",
        "table, true",
        "quiet, false",
        "jsonpath=client_secret, true",
        "jsonpath=client_*, false",
        "jsonpath=client_secert, false",
        "jsonpointer=, true",
        "jsonpointer=/client_secret, true",
        "jsonpointer=/client_id, false",
        "jsonpointer=/nope, false"
    })
    void saysBeforeThereIsASecretWhetherItWouldBeSeen(String format, boolean shows) throws IOException {
        Document sample = new Document(
                Json.parse("{\"client_id\":\"one\",\"client_secret\":\"S3\"}"),
                Table.vertical(List.of("ID", "SECRET"), List.of("one", "S3")),
                List.of("one"));

        assertThat(OutputFormatter.parse(format).shows(sample, "S3")).isEqualTo(shows);
    }

    @ParameterizedTest
    @CsvSource({
        "jsonpath, 'format jsonpath needs a path, such as jsonpath=client_id (gjson''s path syntax)'",
        "jsonpath=, 'format jsonpath needs a path, such as jsonpath=client_id (gjson''s path syntax)'",
        "jsonpointer, 'format jsonpointer needs a pointer, such as jsonpointer=/client_id (RFC 6901)'"
    })
    void aFormatWithoutItsPathSaysSo(String format, String message) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> OutputFormatter.parse(format))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\u001b[2J", "jsonpointer=a\nb\u001b[2J", "jsonpath=a\nb\u001b[2J."})
    void aMessageIsOneLineAndSafeToPrint(String format) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> OutputFormatter.parse(format))
                .withMessageContaining("a\\nb\\u001B[2J")
                .withMessageNotContainingAny("\n", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "jsonpointer=x", "jsonpath=a.#(", "jsonpath=$.a", "jsonpath=a.b."})
    void aLongValueIsNotRepeated(String format) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> OutputFormatter.parse(format + "a.#(".repeat(50_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400).contains("...\""));
    }

    /** A document nests as deep as Jackson reads; a list puts it two levels deeper. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "json-pretty", "yaml", "jsonpath=0"})
    void theDeepestDocumentThatIsReadCanBePrinted(String format) throws IOException {
        String deepest = "[".repeat(1000) + "]".repeat(1000);
        Document list = new Document(
                Json.nodes().arrayNode().add(Json.nodes().arrayNode().add(Json.parse(deepest))),
                new Table(List.of()),
                List.of());

        assertThat(OutputFormatter.parse(format).format(list)).endsWith("\n");
    }

    private static String print(String format) throws IOException {
        return OutputFormatter.parse(format).format(document(CLIENT));
    }

    private static Document document(String json) throws IOException {
        return new Document(Json.parse(json), Table.vertical(List.of("CLIENT ID"), List.of("one")), List.of("one"));
    }
}
