package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplyTest {
    @ParameterizedTest
    @CsvSource({
        "429, X: 1, true, false",
        "429, Retry-After: 1, true, false",
        "503, Retry-After: 1, true, false",
        "503, X: 1, false, true",
        "502, Retry-After: 1, false, true",
        "504, X: 1, false, true",
        "500, Retry-After: 1, false, false",
        "501, X: 1, false, false",
        "404, X: 1, false, false",
        "201, Retry-After: 1, false, false",
    })
    void knowsWhoIsBusyFromWhoCannotTell(int status, String header, boolean busy, boolean gatewayFailure) {
        Reply reply = reply(status, Headers.of(header.split(": ", 2)));

        assertThat(reply.isBusy()).isEqualTo(busy);
        assertThat(reply.isGatewayFailure()).isEqualTo(gatewayFailure);
    }

    @ParameterizedTest
    @CsvSource({
        "429, Retry-After: 5, 5",
        "502, Retry-After: 5, 5",
        "429, x-ratelimit-reset: 5, 5",
        "503, x-ratelimit-reset: 5, 0",
        "200, x-ratelimit-reset: 5, 0",
        "429, Retry-After: 1.5, 0",
        "429, Retry-After: 123456789012345678, 123456789012345678",
    })
    void knowsHowLongTheServerAsksToWait(int status, String header, long seconds) {
        String[] parts = header.split(": ", 2);

        assertThat(reply(status, Headers.of(parts)).requestedWait()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void countsFromNowWhereTheServerHasNoClock() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC));

        assertThat(reply(429, Headers.of("Retry-After", inAnHour)).requestedWait())
                .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(61));
    }

    private static Reply reply(int status, Headers headers) {
        return new Reply(status, "", headers, "", Optional.empty(), false, Redaction.of(Stream.empty()));
    }
}
