package orycli.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import orycli.json.Json;
import orycli.text.Escapes;

final class YamlWriterTest {
    private static final List<String> ODD = List.of(
            "",
            " ",
            "  ",
            "~",
            "null",
            "Null",
            "NULL",
            "true",
            "False",
            "TRUE",
            "yes",
            "No",
            "ON",
            "off",
            "y",
            "N",
            "=",
            "<<",
            "-",
            "--",
            "---",
            "--- x",
            "...",
            "... x",
            "....",
            "?",
            "? x",
            "?x",
            ":",
            ": x",
            ":x",
            "- x",
            "-x",
            "#",
            "# c",
            "a #b",
            "a# b",
            "a#b",
            "a: b",
            "a:b",
            "a:",
            "a :b",
            "a- b",
            "*a",
            "&a",
            "!t",
            "!!str x",
            "%p",
            "@a",
            "`b",
            "|",
            ">",
            "'",
            "'q'",
            "\"",
            "\"q\"",
            "it's",
            "[y]",
            "{}",
            "[]",
            "]",
            "}",
            ",",
            "a, b",
            "a\\b",
            "\\",
            " lead",
            "trail ",
            "\t",
            "\ta",
            "a\tb",
            "a\t",
            "-\tx",
            "?\tx",
            ":\tx",
            "a:\tb",
            "a\t#b",
            "0",
            "1",
            "-1",
            "+1",
            "1.",
            "1.5",
            ".5",
            "-.5",
            "1e3",
            "1E3",
            "1e+3",
            "1.5e3",
            "5e-324",
            "1e400",
            "0e0",
            "1_000",
            "_1",
            "0b101",
            "0o17",
            "017",
            "0899",
            "09",
            "0x1F",
            "-0x1F",
            "0x",
            "1:30",
            "190:20:30",
            "190:20:30.15",
            "12:30:45",
            ".inf",
            "-.Inf",
            "+.INF",
            ".nan",
            ".NaN",
            "NaN",
            "inf",
            ".",
            "..",
            "1.2.3",
            "127.0.0.1",
            "1e",
            "e1",
            "2024-01-01",
            "2024-1-1",
            "2024-01-01T00:00:00Z",
            "2024-01-02T03:04:05.678Z",
            "2001-12-14t21:59:43.10-05:00",
            "2001-12-14 21:59:43.10 -5",
            "00000000-0000-4000-8000-000000000001",
            "https://x/y?a=b&c=d#e",
            "<b>&",
            "\n",
            "\n\n",
            "\nx",
            "x\n",
            "x\n\n",
            "x\n\n\n",
            "multi\nline",
            "x\n  y\n z",
            "x\n\ny",
            "x \ny",
            "x\n \n",
            "x\n\ty",
            " \nx",
            "x:\ny",
            "x: 1\ny: 2",
            "x\n# c",
            "x\n---\ny",
            "x\n...\ny",
            "x\n- y",
            "1\n",
            "null\n",
            "a\r\nb",
            "a\rb",
            "\u0000",
            "\u0007",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "a\u0085b",
            "\u009b",
            "\u00a0",
            "\u200b",
            "\u2028",
            "a\u2029b",
            "\u202ex",
            "\ufeff",
            "\ufeffx",
            "x\ufeff",
            "\ufffd",
            "\ufffe",
            "\uffff",
            "\ue000",
            "é日本",
            "e\u0301",
            "😀",
            "a😀b",
            "x\n😀",
            "\ud83d",
            "\ud83dx",
            "\ud83d\\x",
            "x\n\ud83dy",
            "x\ud83d\n\ude00",
            "\ude00\ud83d",
            "\udb40\udc01",
            "x\n\udb40\udc01",
            "\\udb40\\udc01",
            "\\udb40\udc01",
            "\ud83d" + "\\ude00",
            "\u200d",
            "\\u0041",
            "\\\"\\\\",
            "-08",
            "0x_",
            "1".repeat(1100),
            "1." + "0".repeat(1100),
            "2001-12-14 21:59:43." + "1".repeat(50),
            "x".repeat(5000),
            "word ".repeat(500),
            "words words\n".repeat(100));

    @Test
    void theLayoutIsThatOfTheReference() throws IOException {
        assertThat(yaml("""
                {"a":["x\\ny",{"b":"m\\nn","c":["p\\nq\\n","r\\n\\n"]},[["z"],[]],[1,[{"k":null}]]],"e":{},"l":[],\
                "n":{"m":{"o":"p\\nq"}},"k: v":"x","yes":"no",\
                "s":"a\\"b","t":"\\"q\\"","u":" x","v":true}""")).isEqualTo("""
                a:
                - |-
                  x
                  y
                - b: |-
                    m
                    n
                  c:
                  - |
                    p
                    q
                  - |+
                    r

                - - - z
                  - []
                - - 1
                  - - k: null
                e: {}
                l: []
                "n":
                  m:
                    o: |-
                      p
                      q
                "k: v": x
                "yes": "no"
                s: a"b
                t: "\\"q\\""
                u: " x"
                v: true
                """);
    }

    @Test
    void aLoneValueIsADocument() throws IOException {
        assertThat(yaml("\"one\"")).isEqualTo("one\n");
        assertThat(yaml("\"a\\nb\"")).isEqualTo("|-\n  a\n  b\n");
        assertThat(yaml("[]")).isEqualTo("[]\n");
        assertThat(yaml("{}")).isEqualTo("{}\n");
        assertThat(yaml("null")).isEqualTo("null\n");
        assertThat(yaml("12345678901234567890")).isEqualTo("12345678901234567890\n");
    }

    /** YAML 1.1 asks for the point, YAML 1.2 does not mind it. */
    @Test
    void aNumberWithAnExponentHasAPoint() throws IOException {
        assertThat(yaml("[1.50,1e30,-2.5e-10,0.1]")).isEqualTo("- 1.50\n- 1.0E+30\n- -2.5E-10\n- 0.1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one",
                "a:b",
                "a-b",
                "-x",
                "?x",
                ":x",
                "it's",
                "a\"b",
                "a, b",
                "1.2.3",
                "é日本",
                "😀",
                "my <app> & co",
                "00000000-0000-4000-8000-000000000001",
                "http://localhost/cb",
                "generated~secret-0001",
                "1e",
                "oN"
            })
    void aStringIsBareWhereItCan(String text) {
        assertThat(Yaml.write(Json.nodes().textNode(text))).isEqualTo(text + "\n");
    }

    /** PyYAML's and SnakeYAML's rules for numbers are not the only ones of YAML 1.1: Psych reads 0:30 as 30. */
    @ParameterizedTest
    @ValueSource(strings = {"y", "N", "=", "0:30", "07:30", "08", "0o17", "0x_", "a #b", "a#b", "a - b"})
    void aStringIsQuotedWhereAReaderMightMistakeIt(String text) {
        assertThat(Yaml.write(Json.nodes().textNode(text))).isEqualTo("\"" + text + "\"\n");
    }

    @Test
    void whatATerminalCouldActOnIsEscapedAsInJson() {
        String text = "a\u202e\u001b[31m\ud83dx\u0085\ufeff";

        assertThat(Yaml.write(Json.nodes().textNode(text)))
                .isEqualTo("\"a\\u202E\\u001B[31m\\uD83Dx\\u0085\\uFEFF\"\n");
    }

    static Stream<String> odd() {
        return ODD.stream();
    }

    @ParameterizedTest
    @MethodSource("odd")
    void readersOfBothVersionsReadTheSameString(String odd) throws YamlSyntaxException {
        assertRoundTrip(Json.nodes().textNode(odd));
        assertRoundTrip(everywhere(odd));
    }

    @Test
    void readersOfBothVersionsReadTheSameRandomString() throws YamlSyntaxException {
        Random random = new Random(20261124);
        String[] alphabets = {
            "ab01-+.:#?!&*|>'\"%@`{}[],=<~\\ \n\tnyeExXT_/é\u2028\u0085", "0123456789+-._eExXobTtZ: aF"
        };
        ArrayNode all = Json.nodes().arrayNode();
        for (int i = 0; i < 4000; i++) {
            String alphabet = alphabets[i % alphabets.length];
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            all.add(text.toString());
        }

        assertRoundTrip(all);
        for (JsonNode text : all) {
            assertRoundTrip(Json.nodes().objectNode().set(text.textValue(), text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {509, 510, 511, 512, 1021, 1022, 1023, 1024, 1025, 1026, 5000})
    void aKeyMayBeOfAnyLength(int length) throws YamlSyntaxException {
        ObjectNode inner = Json.nodes().objectNode().put("a", 1);
        inner.putArray("b").add(1).addObject().put("c", 2);
        ObjectNode root = Json.nodes().objectNode();
        root.set("k".repeat(length), inner);
        root.set("#".repeat(length), inner.path("b"));
        root.set("\"".repeat(length), inner.path("b"));
        root.put("\\".repeat(length), "\\");
        root.put("z".repeat(length) + "\n", "x\ny");
        root.put("last", 1);

        assertRoundTrip(root);
    }

    /** The string in all places it can stand in. */
    private static JsonNode everywhere(String text) {
        ObjectNode root = Json.nodes().objectNode();
        root.put("value", text).put(text, text).put("after", 1);
        ArrayNode list = root.putArray("list");
        list.add(text).addArray().add(text).addArray().add(text);
        list.addObject().put(text, 1).putObject("deep").putArray(text).add(text);
        return root;
    }

    private static void assertRoundTrip(JsonNode node) throws YamlSyntaxException {
        String yaml = Yaml.write(node);
        assertThat(Yaml.parse(yaml)).describedAs("%s", yaml).isEqualTo(node);
        assertThat(Escapes.of(yaml.replace("\n", ""))).isEqualTo(yaml.replace("\n", ""));

        Object old = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Object current =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);

        assertThat(old).describedAs("YAML 1.1: %s", yaml).isEqualTo(plain(node));
        assertThat(current).describedAs("YAML 1.2: %s", yaml).isEqualTo(plain(node));
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(property -> map.put(property.getKey(), plain(property.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        return node.isInt() ? (Object) node.intValue() : node.textValue();
    }

    private static String yaml(String json) throws IOException {
        return Yaml.write(Json.parse(json));
    }
}
