package orycli.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.parser.Parser;
import orycli.json.Json;
import orycli.output.OutputFormatter;

final class YamlTest {
    @Test
    void readsAClient() throws YamlSyntaxException {
        assertThat(json("""
                # a comment
                client_name: My app   # another
                redirect_uris:
                - http://localhost/cb
                - "https://x/y#z"
                scope: >-
                  openid
                  offline
                skip_consent: true
                owner: ~
                metadata: {a: [1, 1.50, {b: null}], 'c d': "\\u00e9\\n"}
                jwks:
                  keys: []
                policy: |
                  one
                  two
                """))
                .isEqualTo("{\"client_name\":\"My app\",\"redirect_uris\":[\"http://localhost/cb\",\"https://x/y#z\"],"
                        + "\"scope\":\"openid offline\",\"skip_consent\":true,\"owner\":null,"
                        + "\"metadata\":{\"a\":[1,1.50,{\"b\":null}],\"c d\":\"é\\n\"},\"jwks\":{\"keys\":[]},"
                        + "\"policy\":\"one\\ntwo\\n\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "true true",
                "False false",
                "null null",
                "~ null",
                "12 12",
                "-1.50 -1.50",
                "1e3 1E+3",
                "12345678901234567890 12345678901234567890",
                "yes \"yes\"",
                "no \"no\"",
                "on \"on\"",
                "off \"off\"",
                "y \"y\"",
                "tRue \"tRue\"",
                "0o17 \"0o17\"",
                "0x1F \"0x1F\"",
                "017 \"017\"",
                "1_000 \"1_000\"",
                "1:30 \"1:30\"",
                "+1 \"+1\"",
                ".5 \".5\"",
                "1. \"1.\"",
                ".inf \".inf\"",
                ".nan \".nan\"",
                "2024-01-01 \"2024-01-01\"",
                "2024-01-01T00:00:00Z \"2024-01-01T00:00:00Z\"",
                "'true' \"true\"",
                "\"12\" \"12\"",
                "`!!str 12` \"12\"",
                "`! 12` \"12\"",
                "`!!int \"12\"` 12",
                "`!!float 12` 12",
                "`!!bool true` true",
                "`!!null ''` null",
                "`!!map {}` {}",
                "`!!seq []` []"
            })
    void aWordIsWhatUsersOfJsonExpect(String yaml, String json) throws YamlSyntaxException {
        assertThat(json(yaml)).isEqualTo(json);
        assertThat(json("a: " + yaml)).isEqualTo("{\"a\":" + json + "}");
    }

    @Test
    void aKeyIsAText() throws YamlSyntaxException {
        assertThat(json("{1: a, true: b, null: c, '': d, \"<<\": e, 1.50: f, ? g : h}"))
                .isEqualTo(
                        "{\"1\":\"a\",\"true\":\"b\",\"null\":\"c\",\"\":\"d\",\"<<\":\"e\",\"1.50\":\"f\",\"g\":\"h\"}");
    }

    @Test
    void anAliasIsACopy() throws YamlSyntaxException {
        assertThat(json("a: &x {b: [1]}\nc: *x\nd: [*x, &y k]\n*y : &x 2\ne: *x"))
                .isEqualTo("{\"a\":{\"b\":[1]},\"c\":{\"b\":[1]},\"d\":[{\"b\":[1]},\"k\"],\"k\":2,\"e\":2}");
    }

    @Test
    void readsWhatJsonIs() throws Exception {
        String json = "{\"a\":[1,-2.50,\"x\\ud83d\\ude00\\u0000\",true,null,{}],\"b\":{\"c\":[]}}";

        assertThat(Yaml.parse(json)).isEqualTo(Json.parse(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                       | it is empty",
                "` \n# only a comment\n`  | it is empty",
                "---                      | it is empty",
                "`---\n---\n...`          | it is empty",
                "`a: 1\n---\nb: 2`        | it holds several documents, where one belongs (line 2, column 1)",
                "`a: 1\na: hunter2`       | it is not YAML: a key stands twice in one place (line 2, column 1)",
                "`{a: 1, \"a\": hunter2}` | it is not YAML: a key stands twice in one place (line 1, column 8)",
                "`a: \"hunter2`           | it is not YAML: it ends too early (line 1, column 12)",
                "`a: [hunter2`            | it is not YAML: it ends too early (line 1, column 12)",
                "`a:\n\t- hunter2`        | it is not YAML: a tab stands where spaces belong (line 2, column 1)",
                "a: b: hunter2            | it is not YAML: a colon stands where none may; a text with one needs quotes (line 1, column 5)",
                "a: @hunter2              | it is not YAML: it is malformed (line 1, column 4)",
                "`a: 1\nhunter2`          | it is not YAML: it is malformed (line 2, column 8)",
                "`a: \"\\xhunter2\"`      | it is not YAML: it is malformed (line 1, column 7)",
                "`a: \"\\UFFFFFFFF\"`     | it is not YAML: it is malformed",
                "`%YAML 9.9\n--- a`       | it is not YAML: it is malformed (line 1, column 1)",
                "a: *hunter2              | it is not YAML: an alias has no anchor before it (line 1, column 4)",
                "a: &a [*a]               | it is not YAML: an alias has no anchor before it (line 1, column 8)",
                "a: !hunter2 b            | it is not YAML: it has a tag that is none of the core schema's (line 1, column 4)",
                "a: !!binary aGk=         | it is not YAML: it has a tag that is none of the core schema's (line 1, column 4)",
                "a: !!set {}              | it is not YAML: it has a tag that is none of the core schema's (line 1, column 4)",
                "a: !!seq {}              | it is not YAML: it has a tag that is none of the core schema's (line 1, column 4)",
                "a: !!int hunter2         | it is not YAML: a value is not of the type its tag says (line 1, column 4)",
                "`? [a]\n: b`             | it is not YAML: a key is not a text (line 1, column 3)",
                "`- &a [1]\n- {*a : 1}`   | it is not YAML: a key is not a text (line 2, column 4)",
                "`{? : a}`                | it is not YAML: a key is missing (line 1, column 3)",
                "`<<: {a: 1}`             | it is not YAML: it has a merge key (<<), which is not of YAML 1.2 (line 1, column 1)",
                "a: 1e99999999999         | it is not YAML: it has a number that is out of range (line 1, column 4)"
            })
    void saysWhatIsWrongAndWhereAndQuotesNothing(String yaml, String why) {
        assertThatExceptionOfType(YamlSyntaxException.class)
                .isThrownBy(() -> Yaml.parse(yaml))
                .withMessage(why)
                .withNoCause();
    }

    @Test
    void anAliasCannotMakeATextLarge() {
        StringBuilder laughs = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c <= 'i'; c++) {
            char before = (char) (c - 1);
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + before + ", ").repeat(10))
                    .append("]\n");
        }
        assertThatExceptionOfType(YamlSyntaxException.class)
                .isThrownBy(() -> Yaml.parse(laughs.toString()))
                .withMessage("it is not YAML: its aliases stand for too much (line 6, column 20)");

        String longText = "- &a " + "x".repeat(100_000) + "\n" + "- *a\n".repeat(11);
        assertThatExceptionOfType(YamlSyntaxException.class)
                .isThrownBy(() -> Yaml.parse(longText))
                .withMessage("it is not YAML: its aliases stand for too much (line 11, column 3)");
    }

    @Test
    void nestsAsDeepAsJson() throws YamlSyntaxException {
        assertThat(json("[".repeat(1000) + "]".repeat(1000))).isEqualTo("[".repeat(1000) + "]".repeat(1000));
        assertThat(json("- ".repeat(1000) + "a")).isEqualTo("[".repeat(1000) + "\"a\"" + "]".repeat(1000));
        for (String deep : new String[] {"[".repeat(1001), "[".repeat(100_000), "{a: ".repeat(1001)}) {
            assertThatExceptionOfType(YamlSyntaxException.class)
                    .isThrownBy(() -> Yaml.parse(deep))
                    .withMessageStartingWith("it is not YAML: it is nested too deeply (line 1, column ");
        }
        assertThatExceptionOfType(YamlSyntaxException.class)
                .isThrownBy(() -> Yaml.parse("- &a " + "[".repeat(999) + "]".repeat(999) + "\n- [[*a]]"))
                .withMessage("it is not YAML: it is nested too deeply (line 2, column 5)");
    }

    @Test
    void readsSeveralDocuments() throws YamlSyntaxException {
        assertThat(Yaml.parseAll("---\n# nothing\n---\na: &x 1\n...\n---\n- 2\n---\nnull\n"))
                .map(Json::write)
                .containsExactly("{\"a\":1}", "[2]", "null");
        assertThat(Yaml.parseAll("")).isEmpty();
        assertThatExceptionOfType(YamlSyntaxException.class)
                .isThrownBy(() -> Yaml.parseAll("a: &x 1\n---\nb: *x"))
                .withMessage("it is not YAML: an alias has no anchor before it (line 3, column 4)");
    }

    /** Whatever is typed, it is read or called wrong. */
    @Test
    void nothingElseEscapes() {
        String[] parts = {
            "a",
            "b: ",
            "- ",
            "\n",
            "  ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "\"",
            "'",
            "|",
            ">",
            "&x ",
            "*x ",
            "!",
            "!!str ",
            "? ",
            ": ",
            "#",
            "%",
            "---\n",
            "...\n",
            "\t",
            "\\",
            "\\U0011FFFF",
            "\\u12",
            "@",
            "`",
            "1",
            "~",
            "\u0000",
            "\ud83d",
            "😀",
            "\ufeff",
            "%YAML 99999999999.1\n",
            "%TAG ! x\n",
            "!<",
            ">",
            "<<: ",
            "\u0085",
            "\u2028",
            "1e9999999999",
            "+2",
            "|9",
            "!%41 ",
            "!%zz "
        };
        Random random = new Random(20261124);
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(10); length > 0; length--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                read += Yaml.parseAll(text.toString()).size();
            } catch (YamlSyntaxException e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
        assertThat(read).isGreaterThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", " \n{\"a\":1}", "a: 1", "--- {a: 1}", "# c\na: 1\n"})
    void aTextIsJsonOrYaml(String text) throws Exception {
        assertThat(Json.write(Documents.parse(text))).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                  | it is empty",
                "` \n`               | it is empty",
                "# nothing           | it is empty",
                "{a: hunter2}        | it is not JSON: it is malformed (line 1, column 2)",
                "{\"a\":1            | it is not JSON: it ends too early (line 1, column 7)",
                "[{} {}]             | it is not JSON: it is malformed (line 1, column 5)",
                "`\"a\": hunter2`    | it is not JSON: it is malformed (line 1, column 4)",
                "a: {\"b\"           | it is not YAML: it ends too early (line 1, column 8)"
            })
    void saysWhichOfThemATextIsNot(String text, String why) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Documents.parse(text))
                .withMessage(why);
    }

    @Test
    void loadsNothingOfSnakeYamlForJson() throws Exception {
        List<String> loaded = new ArrayList<>();
        List<URL> classPath = new ArrayList<>();
        for (Class<?> one : List.of(Json.class, JsonNode.class, JsonFactory.class, JsonInclude.class, Parser.class)) {
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
            Class<?> documents = Class.forName(Documents.class.getName(), true, loader);
            Class<?> formatters = Class.forName(OutputFormatter.class.getName(), true, loader);
            documents.getMethod("parse", String.class).invoke(null, "{}");
            formatters.getMethod("parse", String.class).invoke(null, "json");
            assertThat(loaded).isNotEmpty().noneMatch(name -> name.startsWith("org.yaml"));

            documents.getMethod("parse", String.class).invoke(null, "a: 1");
            assertThat(loaded).anyMatch(name -> name.startsWith("org.yaml"));
        }
    }

    private static String json(String yaml) throws YamlSyntaxException {
        return Json.write(Yaml.parse(yaml));
    }
}
