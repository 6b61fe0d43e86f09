package orycli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

final class EscapesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one",
                "my <app> & co",
                "\"\\/'",
                "é日本 \u00a0\ufffd",
                "😀\ud83d\udd11",
                "e\u0301 \u2764\ufe0f \u0600"
            })
    void printableTextIsLeftAlone(String text) {
        assertThat(Escapes.of(text)).isEqualTo(text);
    }

    @Test
    void controlCharactersAreEscaped() {
        String text = "a\b\t\n\f\r\u0000\u001b\u007f\u0080\u0085\u009f\u2028\u202e\u2066\u2069\ufeff\uffffz";

        assertThat(Escapes.of(text))
                .isEqualTo("a\\b\\t\\n\\f\\r\\u0000\\u001B\\u007F"
                        + "\\u0080\\u0085\\u009F\\u2028\\u202E\\u2066\\u2069\\uFEFF\\uFFFFz");
    }

    @Test
    void whatTakesNoRoomOrTurnsTheTextIsEscaped() {
        String text = "a\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2064\u206f\ufff9z";

        assertThat(Escapes.of(text))
                .isEqualTo("a\\u00AD\\u061C\\u180E\\u200B\\u200C\\u200D\\u200E\\u200F\\u2060\\u2064\\u206F\\uFFF9z");
    }

    @Test
    void tagCharactersAreEscapedAsPairsInJsonAndAsOneInYaml() {
        String text = "a\udb40\udc01b\udb40\udc7f\ud834\udd73";

        assertThat(Escapes.of(text)).isEqualTo("a\\uDB40\\uDC01b\\uDB40\\uDC7F\\uD834\\uDD73");
        assertThat(Escapes.ofYaml(text)).isEqualTo("a\\U000E0001b\\U000E007F\\U0001D173");
        assertThat(Escapes.ofYaml("\u200b\n")).isEqualTo("\\u200B\\n");
    }

    @Test
    void halvesOfSurrogatePairsAreEscaped() {
        assertThat(Escapes.of("\ud83da\udd11\ud83d\udd11\udd11\ud83d"))
                .isEqualTo("\\uD83Da\\uDD11\ud83d\udd11\\uDD11\\uD83D");
    }

    @Test
    void jsonIsSafeToPrintAndKeepsItsValue() throws IOException {
        String json = "{\"k\u009b\":\"\\u0000\\u001b \u007f\u0085\u2028 \\n \\ud83d é😀\udb40\udc01\"}";

        String written = Json.write(Json.parse(json));

        assertThat(written)
                .isEqualTo("{\"k\\u009B\":\"\\u0000\\u001B \\u007F\\u0085\\u2028 \\n \\uD83D é😀\\uDB40\\uDC01\"}");
        assertThat(Json.parse(written)).isEqualTo(Json.parse(json));
    }

    @Test
    void theLayoutOfPrettyJsonStays() throws IOException {
        assertThat(Json.writePretty(Json.parse("{\"a\":[\"\u009b\"]}"))).isEqualTo("""
                {
                  "a": [
                    "\\u009B"
                  ]
                }""");
    }
}
