package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplanationTest {
    @Test
    void keepsTheBlanksOfTheServersWords() {
        assertThat(message("{\"error\":\"'https://a.example/cb,  https://b.example/cb' is wrong\"}"))
                .isEqualTo("cannot: 400 Bad Request: 'https://a.example/cb,  https://b.example/cb' is wrong");
        assertThat(message("{\"error\":\"a\u00A0 b   c\"}")).isEqualTo("cannot: 400 Bad Request: a\u00A0 b   c");
    }

    @Test
    void foldsTheBlanksAroundALineEnd() {
        assertThat(message("{\"error\":\"one  two  \\r\\n\\t  three\\u200B\\uDB40\\uDC41four\"}"))
                .isEqualTo("cannot: 400 Bad Request: one  two three four");
    }

    /** The blanks are looked at once, not once for each of them. */
    @Test
    void takesNoTimeForAMillionBlanks() {
        assertThat(message("{\"error\":\"a" + " ".repeat(1_000_000) + "b\"}")).startsWith("cannot: 400 Bad Request: a");
    }

    @Test
    void knowsACodeOfManyParts() {
        String code = "a" + "_a".repeat(20_000);

        assertThat(message("{\"error\":\"" + code + "\",\"error_description\":\"General. Specific\"}"))
                .isEqualTo("cannot: 400 Bad Request: Specific");
    }

    static Stream<String> unreadable() {
        return Stream.of(
                "{\"error\":1e99999999999999999999}",
                "{\"a\":1e99999999999999999999}",
                "{\"error\":\"x\"",
                "[".repeat(100_000),
                "9".repeat(100_000),
                "{\"error\":null,\"error_description\":[{}]}",
                "\u0000\uFFFF");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void saysTheStatusWhateverTheBodyIs(String body) {
        Explanation explanation = Explanation.of("cannot", reply(body, "Content-Type", "application/json"));

        assertThat(explanation).isEqualTo(new Explanation("cannot: 400 Bad Request", false));
    }

    @Test
    void saysTheStatusWhereTheStackIsTooSmallForTheBody() throws Exception {
        Reply deep = reply("{\"error\":" + "[".repeat(990) + "]".repeat(990) + "}", "Content-Type", "application/json");
        FutureTask<String> task =
                new FutureTask<>(() -> Explanation.of("cannot", deep).message());
        new Thread(null, task, "small", 1).start();

        assertThat(task.get(1, TimeUnit.MINUTES)).isEqualTo("cannot: 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Client sent an HTTP request to an HTTPS server.\n",
                "no healthy upstream",
                "üñ: \"x\" <y>",
            })
    void showsAShortTextOfNoType(String text) {
        assertThat(Explanation.of("cannot", reply(text)).message())
                .isEqualTo("cannot: 400 Bad Request: " + text.strip());
        assertThat(Explanation.of("cannot", reply(text)).explained()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "<html>no</html>",
                " <!doctype html>",
                "{\"client_secret\":\"generated\"}",
                "[1]",
                "\u0015\u0003\u0003",
                "\uFFFD\uFFFD",
            })
    void showsNothingElseOfNoType(String body) {
        assertThat(Explanation.of("cannot", reply(body)).message()).isEqualTo("cannot: 400 Bad Request");
        assertThat(Explanation.of("cannot", reply("x".repeat(501))).message()).isEqualTo("cannot: 400 Bad Request");
    }

    private static String message(String body) {
        return Explanation.of("cannot", reply(body, "Content-Type", "application/json"))
                .message();
    }

    private static Reply reply(String body, String... headers) {
        return new Reply(
                400, "Bad Request", Headers.of(headers), body, Optional.empty(), false, Redaction.of(Stream.empty()));
    }
}
