package orycli.sandbox.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values are those of Go 1.26. */
final class DecoderTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"\\ud800\", \ufffd",
                "\"\\uDFFF\", \ufffd",
                "\"\\ud83d\\ude00\", \ud83d\ude00",
                "\"\\ude00\\ud83d\", \ufffd\ufffd",
                "\"\\ud83d\\ud83d\\ude00\", \ufffd\ud83d\ude00",
                "\"\\ud83dx\\ude00\", \ufffdx\ufffd",
                "\"\\\\ud800\", \\ud800",
                "\"\\u00fc\", \u00fc"
            })
    void hasNoHalvesOfSurrogatePairs(String given, String decoded) throws SyntaxException {
        assertThat(Decoder.decode(given).textValue()).isEqualTo(decoded);
    }

    @Test
    void decodesTheFirstValueOnly() throws SyntaxException {
        assertThat(Decoder.decode("{} x")).isEmpty();
        assertThatThrownBy(() -> Decoder.unmarshal("{} x")).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n"})
    void saysThatThereIsNothing(String text) {
        assertThatThrownBy(() -> Decoder.decode(text)).hasMessage("EOF");
    }
}
