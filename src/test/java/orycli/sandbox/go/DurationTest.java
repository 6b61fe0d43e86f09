package orycli.sandbox.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those of Go 1.26. */
final class DurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "-0, 0s",
        "0s, 0s",
        "1s, 1s",
        "90m, 1h30m0s",
        "1.5h, 1h30m0s",
        ".5s, 500ms",
        "1.s, 1s",
        "1500ms, 1.5s",
        "1500us, 1.5ms",
        "1.1\u00b5s, 1.1\u00b5s",
        "1.1\u03bcs, 1.1\u00b5s",
        "999ns, 999ns",
        "0.5ns, 0s",
        "1h0.5s, 1h0m0.5s",
        "1h1h, 2h0m0s",
        "-5m, -5m0s",
        "+5m, 5m0s",
        "720h, 720h0m0s",
        "100000h, 100000h0m0s",
        "9223372036854775807ns, 2562047h47m16.854775807s",
        "-2562047h47m16.854775808s, -2562047h47m16.854775808s"
    })
    void writesItAsGoDoes(String given, String normal) throws SyntaxException {
        assertThat(Duration.normalize(given)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid duration \"\"",
        "soon, invalid duration \"soon\"",
        "., invalid duration \".\"",
        "-.s, invalid duration \"-.s\"",
        "--5m, invalid duration \"--5m\"",
        "2562048h, invalid duration \"2562048h\"",
        "9223372036854775808ns, invalid duration \"9223372036854775808ns\"",
        "3600, missing unit in duration \"3600\"",
        "1h5, missing unit in duration \"1h5\"",
        "1 hour, unknown unit \" hour\" in duration \"1 hour\"",
        "1d, unknown unit \"d\" in duration \"1d\"",
        "1S, unknown unit \"S\" in duration \"1S\""
    })
    void refusesWhatGoDoes(String given, String reason) {
        assertThatThrownBy(() -> Duration.normalize(given))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("time: " + reason);
    }
}
