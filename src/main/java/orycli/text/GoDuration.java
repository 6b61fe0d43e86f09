package orycli.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, such as {@code 1h30m} or {@code 1.5s}. */
public final class GoDuration {
    private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?";
    /** The sign for micro is one of two characters. */
    private static final String UNIT = "(?:ns|us|µs|μs|ms|s|m|h)";

    private static final Pattern PART = Pattern.compile("(" + NUMBER + ")(" + UNIT + ")");
    /** Possessive, as a group that may be given back is matched recursively: a long text would overflow the stack. */
    private static final Pattern WHOLE = Pattern.compile("(?:" + NUMBER + UNIT + ")++");

    private GoDuration() {}

    /** The duration, unless the text is none or is longer than Go's 292 years. */
    public static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanos(part.group(2))));
        }
        return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact()));
    }

    private static BigDecimal nanos(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "h" -> 3_600_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "ms" -> 1_000_000L;
                    case "ns" -> 1L;
                    default -> 1_000L;
                });
    }
}
