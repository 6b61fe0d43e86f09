package orycli.sandbox.go;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's {@code time.ParseDuration} reads and {@code time.Duration.String} writes them. */
public final class Duration {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000 * MICROSECOND;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    // Go knows two signs for micro: U+00B5 and U+03BC.
    private static final Map<String, Long> UNITS = Map.of(
            "ns",
            1L,
            "us",
            MICROSECOND,
            "\u00b5s",
            MICROSECOND,
            "\u03bcs",
            MICROSECOND,
            "ms",
            MILLISECOND,
            "s",
            SECOND,
            "m",
            MINUTE,
            "h",
            HOUR);

    private static final Pattern PART = Pattern.compile("([0-9]*)(?:\\.([0-9]*))?([^.0-9]*)");

    private Duration() {}

    /** The duration in Go's normal form: {@code 90m} becomes {@code 1h30m0s}. */
    static String normalize(String text) throws SyntaxException {
        return format(parse(text));
    }

    /** Go's {@code time.ParseDuration}, in nanoseconds. */
    public static long parse(String text) throws SyntaxException {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        BigInteger sum = BigInteger.ZERO;
        Matcher part = PART.matcher(rest);
        int end = 0;
        do {
            if (!part.find(end) || part.start() != end) {
                throw invalid(text);
            }
            sum = sum.add(nanoseconds(part, text));
            end = part.end();
        } while (end < rest.length());
        try {
            return (negative ? sum.negate() : sum).longValueExact();
        } catch (ArithmeticException e) {
            throw invalid(text);
        }
    }

    private static BigInteger nanoseconds(Matcher part, String text) throws SyntaxException {
        String whole = part.group(1);
        String fraction = part.group(2) == null ? "" : part.group(2);
        if (whole.isEmpty() && fraction.isEmpty()) {
            throw invalid(text);
        }
        String unit = part.group(3);
        if (unit.isEmpty()) {
            throw new SyntaxException("time: missing unit in duration \"" + text + "\"");
        }
        Long length = UNITS.get(unit);
        if (length == null) {
            throw new SyntaxException("time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
        }
        return new BigDecimal("0" + whole + "." + fraction + "0")
                .multiply(BigDecimal.valueOf(length))
                .setScale(0, RoundingMode.DOWN)
                .unscaledValue();
    }

    private static SyntaxException invalid(String text) {
        return new SyntaxException("time: invalid duration \"" + text + "\"");
    }

    private static String format(long nanoseconds) {
        if (nanoseconds == 0) {
            return "0s";
        }
        String sign = nanoseconds < 0 ? "-" : "";
        BigDecimal length = BigDecimal.valueOf(nanoseconds).abs();
        if (length.compareTo(BigDecimal.valueOf(SECOND)) < 0) {
            return sign + belowOneSecond(length);
        }
        BigDecimal[] hours = length.divideAndRemainder(BigDecimal.valueOf(HOUR));
        BigDecimal[] minutes = hours[1].divideAndRemainder(BigDecimal.valueOf(MINUTE));
        String tail = in(SECOND, minutes[1]) + "s";
        if (length.compareTo(BigDecimal.valueOf(MINUTE)) < 0) {
            return sign + tail;
        }
        tail = minutes[0].toBigInteger() + "m" + tail;
        return sign + (hours[0].signum() == 0 ? "" : hours[0].toBigInteger() + "h") + tail;
    }

    private static String belowOneSecond(BigDecimal length) {
        if (length.compareTo(BigDecimal.valueOf(MICROSECOND)) < 0) {
            return length.toPlainString() + "ns";
        }
        return length.compareTo(BigDecimal.valueOf(MILLISECOND)) < 0
                ? in(MICROSECOND, length) + "\u00b5s"
                : in(MILLISECOND, length) + "ms";
    }

    /** All units are powers of ten here, so the quotient is exact. */
    private static String in(long unit, BigDecimal length) {
        BigDecimal quotient = length.divide(BigDecimal.valueOf(unit));
        return quotient.signum() == 0 ? "0" : quotient.stripTrailingZeros().toPlainString();
    }
}
