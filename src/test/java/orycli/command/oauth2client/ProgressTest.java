package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0     | 200   | PT5S    | Importing: 0 of 200 clients
            3     | 200   | PT0.9S  | Importing: 3 of 200 clients
            50    | 200   | PT2S    | Importing: 50 of 200 clients, 25 a second, 6 s left
            1     | 200   | PT10S   | Importing: 1 of 200 clients, 1 a second, 33 min 10 s left
            100   | 10000 | PT1.25S | Importing: 100 of 10000 clients, 80 a second, 2 min 4 s left
            200   | 200   | PT3S    | Importing: 200 of 200 clients, 67 a second, 0 s left
            """)
    void tellsCountRateAndTimeLeft(int done, int total, Duration elapsed, String line) {
        assertThat(new Progress(done, total, elapsed).line()).isEqualTo(line);
    }
}
