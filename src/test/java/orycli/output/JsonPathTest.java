package orycli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

final class JsonPathTest {
    /** What gjson v1.19.0, the reference's version, finds; null also stands for nothing. */
    static Stream<Arguments> gjson() throws IOException {
        JsonNode resource = Resource.json("gjson.json");
        return StreamSupport.stream(resource.path("cases").spliterator(), false)
                .map(one -> Arguments.of(
                        one.path("document").textValue(),
                        one.path("path").textValue(),
                        resource.path("documents").path(one.path("document").textValue()),
                        one.path("expected")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void gjson(String name, String path, JsonNode document, JsonNode expected) {
        assertThat(find(path, document)).isEqualTo(Json.write(expected));
    }

    /** Where gjson's code does not do what its SYNTAX.md says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "a.#(x==9)#|0 null",
                "a.#(x==9)#.x|# 0",
                "a.#.l.#|0 2",
                "s.#(==\"~true\") \"~true\"",
                "a\\*b* 1",
                "#.x null"
            })
    void theDescriptionOfGjsonWinsOverItsCode(String path, String expected) throws IOException {
        JsonNode document = Json.parse(
                "{\"a\":[{\"x\":1,\"l\":[1,2]},{\"x\":2,\"l\":[]}],\"s\":[true,\"~true\"],\"axbc\":0,\"a*bc\":1}");

        assertThat(find(path, document)).isEqualTo(expected);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("a.", "a part of it is empty"),
                Arguments.of("a..b", "a part of it is empty"),
                Arguments.of("..0.a", "a part of it is empty"),
                Arguments.of("a|", "a part of it is empty"),
                Arguments.of("a||b", "a part of it is empty"),
                Arguments.of("a\\", "it ends with a \\ that escapes nothing"),
                Arguments.of("@this", "modifiers (@) are not supported; write \\@ for a key that begins with @"),
                Arguments.of("a.@reverse", "modifiers (@) are not supported; write \\@ for a key that begins with @"),
                Arguments.of("a|@keys", "modifiers (@) are not supported; write \\@ for a key that begins with @"),
                Arguments.of(
                        "{a,b}",
                        "multipaths ({...} and [...]) are not supported; write a \\ before a key's first bracket"),
                Arguments.of(
                        "a.[b,c]",
                        "multipaths ({...} and [...]) are not supported; write a \\ before a key's first bracket"),
                Arguments.of("!true", "literals (!) are not supported; write \\! for a key that begins with !"),
                Arguments.of("a.#(b==1", "a query is not closed"),
                Arguments.of("a.#(b==\"x)", "a query is not closed"),
                Arguments.of("a.#((b)", "a query is not closed"),
                Arguments.of("a.#(b==1)c", "a . or | is missing behind a query"),
                Arguments.of("a.#(b==1)##", "a . or | is missing behind a query"),
                Arguments.of("a.#(b!1)", "a query's operator is one of == != < <= > >= % !%"),
                Arguments.of("a.#(!)", "a query's operator is one of == != < <= > >= % !%"),
                Arguments.of("a.#(b==~yes)", "what follows a ~ is one of true, false, null and *"),
                Arguments.of("a.#(b=='x')", "a query compares with a number, a word or a string in double quotes"),
                Arguments.of("a.#(b===1)", "a query compares with a number, a word or a string in double quotes"),
                Arguments.of("a.#(b==\"\\x\")", "a string in a query is malformed"),
                Arguments.of("a.#(b==\"x\"y)", "a string in a query is malformed"),
                Arguments.of("a.#(b.#(c==~x))", "what follows a ~ is one of true, false, null and *"),
                Arguments.of(
                        "a.#(@this==1)", "modifiers (@) are not supported; write \\@ for a key that begins with @"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aMalformedPathIsRefused(String path, String why) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> JsonPath.parse(path))
                .withMessageEndingWith("\": " + why)
                .withMessageStartingWith("jsonpath \"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "$.client_id client_id",
                "$.items[0].x items.0.x",
                "$.items[*].client_id items.#.client_id",
                "$[*].client_id #.client_id",
                "$[0] 0",
                "$.redirect_uris[*] redirect_uris",
                "$['client_id'] client_id",
                "$[\"meta.data\"]['a*b'] meta\\.data.a\\*b",
                "{.client_id} client_id",
                "{.items[*].client_id} items.#.client_id",
                "{$.client_id} client_id",
                ".client_id client_id",
                ".items[1].client_name items.1.client_name"
            })
    void aPathInAnotherSpellingIsRefusedWithGjsons(String path, String meant) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> JsonPath.parse(path))
                .withMessage("jsonpath \"" + path + "\": paths are written as gjson's; write " + meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$schema", "$..client_id", "$.items[?(@.x==1)]", "$.items[-1]", "$."})
    void aPathThatBeginsWithADollarIsRefused(String path) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> JsonPath.parse(path))
                .withMessage("jsonpath \"" + path + "\": paths are written as gjson's, such as client_id or"
                        + " redirect_uris.0; write \\$ for a key that begins with $");
    }

    @Test
    void aKeyMayBeginWithADollar() throws IOException {
        assertThat(find("\\$schema", Json.parse("{\"$schema\":1}"))).isEqualTo("1");
    }

    private static String find(String path, JsonNode document) {
        return JsonPath.parse(path).find(document).map(Json::write).orElse("null");
    }
}
