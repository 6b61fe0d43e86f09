package orycli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", " {\"a\":1} {", "{\"a\":1}trailing"})
    void readsTheFirstOfSeveralValues(String text) throws JsonSyntaxException {
        assertThat(Json.write(Json.parseFirst(text))).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nope", "}{}"})
    void refusesATextThatDoesNotBeginWithAValue(String text) {
        assertThatThrownBy(() -> Json.parseFirst(text)).isInstanceOf(JsonSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                      | it is empty",
                "` \n`                   | it is empty",
                "{} {}                   | it is malformed (line 1, column 4)",
                "{}}                     | it is malformed (line 1, column 3)",
                "hunter2                 | it is malformed (line 1, column 1)",
                "{\"a\":hunter2}         | it is malformed (line 1, column 6)",
                "{'a':1}                 | it is malformed (line 1, column 2)",
                "[1,]                    | it is malformed (line 1, column 4)",
                "[1 2]                   | it is malformed (line 1, column 4)",
                "[01]                    | it is malformed (line 1, column 3)",
                "[NaN]                   | it is malformed (line 1, column 5)",
                "{\"a\":1                | it ends too early (line 1, column 7)",
                "`{\n\"a\":\"hunter2`    | it ends too early (line 2, column 13)",
                "1e99999999999999999999  | it has a number that is out of range (line 1, column 1)",
                "[-1e-99999999999999999] | it has a number that is out of range (line 1, column 2)",
                "`{\n \"a\":0e999999999}` | it has a number that is out of range (line 2, column 6)",
                "1e1000                  | it has a number that is out of range (line 1, column 1)",
                "1e-1002                 | it has a number that is out of range (line 1, column 1)"
            })
    void saysWhatIsWrongAndWhereAndQuotesNothing(String text, String why) {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse(text))
                .withMessage(why)
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.50",
                "1E+400",
                "1E-400",
                "12345678901234567890",
                "-9223372036854775808",
                "9223372036854775808",
                "2147483648",
                "-2147483648",
                "0",
                "0.10"
            })
    void aNumberKeepsItsDigits(String number) throws JsonSyntaxException {
        assertThat(Json.write(Json.parse(number))).isEqualTo(number);
    }

    @Test
    void aNumberMayHaveAThousandDigits() throws JsonSyntaxException {
        String longest = "9".repeat(1000);

        assertThat(Json.write(Json.parse(longest))).isEqualTo(longest);
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse(longest + "9"))
                .withMessage("it has a number that is out of range (line 1, column 1)");
        assertThat(Json.write(Json.parse(longest + "9", Limits.GO))).isEqualTo(longest + "9");
        assertThat(Json.parseFirst("1e9999", Limits.GO).asLong()).isZero();
    }

    /** As Jackson's own mapper did: {@code asInt} is no surprise to anybody who knows it. */
    @Test
    void aWholeNumberIsAsLongAsItNeedsToBe() throws JsonSyntaxException {
        assertThat(Json.parse("2147483647").isInt()).isTrue();
        assertThat(Json.parse("-2147483649").isLong()).isTrue();
        assertThat(Json.parse("9223372036854775808").isBigInteger()).isTrue();
        assertThat(Json.parse("1.0").isBigDecimal()).isTrue();
    }

    @Test
    void ofTheSameNamesTheLastOneWins() throws JsonSyntaxException {
        assertThat(Json.write(Json.parse("{\"a\":{\"x\":1},\"b\":2,\"a\":[3]}")))
                .isEqualTo("{\"a\":[3],\"b\":2}");
    }

    @Test
    void nestsAsDeepAsItsLimit() throws JsonSyntaxException {
        assertThat(Json.write(Json.parse(nested(1000)))).isEqualTo(nested(1000));
        assertThat(Json.write(Json.parse(nested(10_000), Limits.GO))).isEqualTo(nested(10_000));
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse(nested(1001)))
                .withMessage("it is nested too deeply (line 1, column 1001)");
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parseFirst("{\"a\":".repeat(100_000)))
                .withMessage("it is nested too deeply (line 1, column 5001)");
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse(nested(10_001), Limits.GO))
                .withMessage("it is nested too deeply (line 1, column 10001)");
    }

    @Test
    void aSmallStackIsEnough() throws Exception {
        AtomicReference<String> written = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread small = new Thread(
                null,
                () -> {
                    try {
                        JsonNode deep = Json.parse(nested(10_000), Limits.GO);
                        written.set(Json.write(deep) + Json.writePretty(deep).length());
                    } catch (Throwable e) {
                        thrown.set(e);
                    }
                },
                "small",
                200 << 10);
        small.start();
        small.join();

        assertThat(thrown.get()).isNull();
        assertThat(written.get()).startsWith(nested(10_000));
    }

    @Test
    void textsOfAnyLengthAndNamesOfUpTo50000CharactersAreRead() throws JsonSyntaxException {
        String text = "x".repeat(1 << 20);

        assertThat(Json.parse("\"" + text + "\"").textValue()).isEqualTo(text);
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.parse("{\"" + text + "\":1}"))
                .withMessageStartingWith("it has a text that is too long (line 1, column ");
    }

    @Test
    void prettyJsonIsIndentedByTwoSpaces() throws JsonSyntaxException {
        assertThat(Json.writePretty(Json.parse("{\"a\":[1,{\"b\":null},[]],\"c\":{},\"d\":[[true]]}")))
                .isEqualTo("""
                        {
                          "a": [
                            1,
                            {
                              "b": null
                            },
                            []
                          ],
                          "c": {},
                          "d": [
                            [
                              true
                            ]
                          ]
                        }""");
        assertThat(Json.writePretty(Json.parse("[]"))).isEqualTo("[]");
        assertThat(Json.writePretty(Json.parse("\"a\""))).isEqualTo("\"a\"");
    }

    @Test
    void aNodeThatWasNotReadIsWritten() {
        assertThat(Json.write(Json.nodes().missingNode())).isEqualTo("null");
        assertThat(Json.write(Json.nodes().numberNode(1.5))).isEqualTo("1.5");
        assertThat(Json.write(Json.nodes().numberNode(1L << 40))).isEqualTo("1099511627776");
    }

    /** What this room does without, for it takes long to load, is what it is compared with. */
    @Test
    void readsAndWritesWhatJacksonsMapperDoes() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        String[] parts = {
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"\\u00e9\\n\"", "1", "-0", "1.50", "2e3 ",
            "12345678901", "1e-7 ", "true", "false", "null", " ", "\n", "x", "\"", "{\"a\":", "[1,", "{}", "[]"
        };
        Random random = new Random(20261124);
        int valid = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(7); length > 0; length--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            Optional<JsonNode> expected = mapped(mapper, text.toString());
            assertThat(parsed(text.toString())).describedAs("%s", text).isEqualTo(expected);
            if (expected.isPresent()) {
                valid++;
                assertThat(Json.write(expected.get())).isEqualTo(expected.get().toString());
            }
        }
        assertThat(valid).isGreaterThan(1000);
    }

    @Test
    void loadsNothingOfJacksonsMapper() throws Exception {
        List<String> loaded = new ArrayList<>();
        List<URL> classPath = new ArrayList<>();
        for (Class<?> one : List.of(Json.class, JsonNode.class, JsonFactory.class, JsonInclude.class)) {
            classPath.add(one.getProtectionDomain().getCodeSource().getLocation());
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        loaded.add(name);
                        return super.findClass(name);
                    }
                }) {
            Class<?> json = Class.forName(Json.class.getName(), true, loader);
            Object tree = json.getMethod("parse", String.class)
                    .invoke(null, "{\"a\":[1,1.50,12345678901234567890,\"x\",true,null]}");
            Class<?> node = Class.forName(JsonNode.class.getName(), true, loader);
            assertThat(json.getMethod("write", node).invoke(null, tree))
                    .isEqualTo("{\"a\":[1,1.50,12345678901234567890,\"x\",true,null]}");
            json.getMethod("writePretty", node).invoke(null, tree);
            node.getMethod("deepCopy").invoke(tree);
        }

        assertThat(loaded)
                .contains(Json.class.getName())
                .noneMatch(name -> name.matches(".*(Mapper|Deserializ|SerializerProvider|DateFormat).*"))
                .filteredOn(name -> name.startsWith("com.fasterxml.jackson"))
                .hasSizeLessThan(130);
    }

    private static Optional<JsonNode> mapped(ObjectMapper mapper, String text) {
        try {
            return Optional.of(mapper.readTree(text)).filter(node -> node.getNodeType() != JsonNodeType.MISSING);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
