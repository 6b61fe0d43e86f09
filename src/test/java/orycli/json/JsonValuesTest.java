package orycli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},[2],\"x\"]",
                " \n[ {\"a\":1} , [2],\n\"x\"]\n ",
                "{\"a\":1}\n[2]\n\"x\"\n",
                "{\"a\":1}\r\n\r\n[2] \"x\"",
                "{\"a\":1}[2]\"x\"",
                "\ufeff[{\"a\":1},[2],\"x\"]",
                "\ufeff{\"a\":1}\n[2]\n\"x\""
            })
    void readsAnArrayOrOneValueAfterAnother(String text) throws IOException {
        assertThat(all(text)).containsExactly("{\"a\":1}", "[2]", "\"x\"");
    }

    @Test
    void readsOneValue() throws IOException {
        assertThat(all("{\"name\":\"é😀\",\"n\":1.50}")).containsExactly("{\"name\":\"é😀\",\"n\":1.50}");
        assertThat(all("[{}]")).containsExactly("{}");
    }

    @Test
    void anEmptyArrayHasNoValues() throws IOException {
        assertThat(all(" [ ] ")).isEmpty();
    }

    @Test
    void saysWhichValueItIsAndWhereItBegins() throws IOException {
        try (JsonValues values = of("[\n  {\"a\":\n1},\n  2, 3\n]")) {
            assertThat(values.position()).isZero();
            assertThat(next(values)).isEqualTo("{\"a\":1} at 1, line 2");
            assertThat(next(values)).isEqualTo("2 at 2, line 4");
            assertThat(next(values)).isEqualTo("3 at 3, line 4");
            assertThat(values.next()).isEmpty();
            assertThat(values.next()).isEmpty();
            assertThat(values.position()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                     | 0 | it is empty",
                "` \n `                 | 0 | it is empty",
                "hunter2                | 0 | it is malformed (line 1, column 1)",
                "[                      | 0 | it ends too early (line 1, column 2)",
                "[{}                    | 1 | it ends too early (line 1, column 4)",
                "[{},                   | 1 | it is malformed (line 1, column 5)",
                "[{},]                  | 1 | it is malformed (line 1, column 5)",
                "[{}] {}                | 1 | it is malformed (line 1, column 6)",
                "[{}]]                  | 1 | it is malformed (line 1, column 5)",
                "`{}\n{\"a\":hunter2}`  | 1 | it is malformed (line 2, column 6)",
                "`{}\n{\"a\":\"hunter2` | 1 | it ends too early (line 2, column 14)",
                "{},{}                  | 1 | it is malformed (line 1, column 3)",
                "`[1,\n1e99999999999]`  | 1 | it has a number that is out of range (line 2, column 1)"
            })
    void givesWhatIsWholeAndSaysWhereTheRestIsWrong(String text, int whole, String why) throws IOException {
        try (JsonValues values = of(text)) {
            for (int i = 0; i < whole; i++) {
                assertThat(values.next()).isPresent();
            }
            assertThatExceptionOfType(JsonSyntaxException.class)
                    .isThrownBy(values::next)
                    .withMessage(why)
                    .withNoCause();
        }
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        byte[] latin = "[\"h\u00fcnter2\"]".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> JsonValues.of(new ByteArrayInputStream(latin)).next())
                .withMessage("it is not UTF-8");
    }

    @Test
    void refusesAValueThatIsTooDeep() throws IOException {
        try (JsonValues values = of("[" + "[".repeat(1000) + "]".repeat(1000) + "," + "[".repeat(100_000))) {
            assertThat(values.next()).isPresent();
            assertThatExceptionOfType(JsonSyntaxException.class)
                    .isThrownBy(values::next)
                    .withMessage("it is nested too deeply (line 1, column 3003)");
        }
    }

    /** So that a program may write the next one only when the last one has been dealt with. */
    @Test
    void aValueIsThereAsSoonAsItsLastCharacterIs() throws IOException {
        InputStream in = new SequenceInputStream(bytes("{\"a\":1}\n"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("too early");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        });
        try (JsonValues values = JsonValues.of(in)) {
            assertThat(next(values)).isEqualTo("{\"a\":1} at 1, line 1");
            assertThatIOException().isThrownBy(values::next).withMessage("too early");
        }
    }

    @Test
    void keepsNothing() throws IOException {
        try (JsonValues values = of("[{\"a\":1},{\"a\":2},{\"a\":3}]")) {
            WeakReference<JsonNode> first = new WeakReference<>(values.next().orElseThrow());
            values.next();
            System.gc();

            assertThat(first.get()).isNull();
            assertThat(next(values)).isEqualTo("{\"a\":3} at 3, line 1");
        }
    }

    @Test
    void closesTheStream() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new FilterInputStream(bytes("{}")) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        JsonValues.of(in).close();

        assertThat(closed).isTrue();
    }

    private static String next(JsonValues values) throws IOException {
        Optional<JsonNode> value = values.next();
        return Json.write(value.orElseThrow()) + " at " + values.position() + ", line " + values.line();
    }

    private static List<String> all(String text) throws IOException {
        List<String> all = new ArrayList<>();
        try (JsonValues values = of(text)) {
            for (Optional<JsonNode> value = values.next(); value.isPresent(); value = values.next()) {
                all.add(Json.write(value.get()));
            }
        }
        return all;
    }

    private static JsonValues of(String text) throws IOException {
        return JsonValues.of(bytes(text));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
