package orycli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StatusLineTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private StatusLine line(boolean visible) {
        return new StatusLine(new PrintStream(screen, true, StandardCharsets.UTF_8), visible);
    }

    private String written() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isReplacedByWhatFollows() {
        StatusLine line = line(true);

        line.show("1 of 2");
        line.show("2 of 2");
        line.show("");

        assertThat(written()).isEqualTo(ERASE + "1 of 2" + ERASE + "2 of 2" + ERASE);
    }

    @Test
    void staysBelowWhatIsSaid() {
        StatusLine line = line(true);

        line.show("1 of 2");
        line.say("Warning: x");

        assertThat(written())
                .isEqualTo(ERASE + "1 of 2" + ERASE + "Warning: x" + System.lineSeparator() + ERASE + "1 of 2");
    }

    @Test
    void isNotWrittenTwice() {
        StatusLine line = line(true);

        line.show("1 of 2");
        line.show("1 of 2");

        assertThat(written()).isEqualTo(ERASE + "1 of 2");
    }

    @Test
    void isForATerminalOnly() {
        StatusLine line = line(false);

        line.show("1 of 2");
        line.say("Warning: x");

        assertThat(written()).isEqualTo("Warning: x" + System.lineSeparator());
    }
}
