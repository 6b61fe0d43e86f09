package orycli.encryption;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands between the first and the last line of an armored block: RFC 9580, section 6.2. Taken as leniently as it
 * comes out of variables, forms and JSON: on one line, with blanks or the two characters {@code \n} in the place of line
 * ends, and without the empty line behind the headers.
 */
final class Armor {
    private static final Pattern ESCAPED_LINE_END = Pattern.compile("\\\\{1,8}[nr]");
    /**
     * On one line nothing but its length and its beginning tell the first line of the data from a word of a header: the
     * first packet is a key, and an octet that says so begins the data.
     */
    private static final Pattern DATA = Pattern.compile("(?:^|\\s)(?=[lmx][A-Za-z0-9+/]{39})");

    /** Padding and the checksum, in any spelling. */
    private static final int MAX_TAIL = 16;

    private static final int CHECKSUM_LETTERS = 4;
    private static final int CRC24_START = 0xb704ce;
    private static final int CRC24_GENERATOR = 0x864cfb;

    private final byte[] data;
    private final String tail;

    private Armor(byte[] data, String tail) {
        this.data = data;
        this.tail = tail;
    }

    /** @throws IllegalArgumentException where there is more than headers, base64 and a checksum */
    static Armor of(String body) {
        String letters = withoutLineEnds(withoutHeaders(body));
        int end = letters.indexOf('=');
        String base64 = end < 0 ? letters : letters.substring(0, end);
        String tail = end < 0 ? "" : letters.substring(end);
        if (tail.length() > MAX_TAIL) {
            throw new IllegalArgumentException("data behind the padding");
        }
        return new Armor(Base64.getDecoder().decode(base64), tail);
    }

    /** A header has a colon, base64 has none. */
    private static String withoutHeaders(String body) {
        String text = isOneLine(body) ? ESCAPED_LINE_END.matcher(body).replaceAll("\n") : body;
        if (!isOneLine(text)) {
            return text.lines()
                    .dropWhile(line -> line.isBlank() || line.contains(":"))
                    .collect(Collectors.joining());
        }
        String behindColons = text.substring(text.lastIndexOf(':') + 1);
        Matcher start = DATA.matcher(behindColons);
        return start.find() ? behindColons.substring(start.end()) : behindColons;
    }

    private static boolean isOneLine(String text) {
        return text.strip().lines().count() <= 1;
    }

    /** Also without those that are written as escapes, once or as escapes of escapes. */
    static String withoutLineEnds(String base64) {
        return ESCAPED_LINE_END.matcher(base64).replaceAll("").replaceAll("\\s", "");
    }

    byte[] data() {
        return data.clone();
    }

    /**
     * Whether the checksum says nothing against the data. It may be missing, and a wrong one is no reason to refuse
     * anything (section 6.1), but explains what is found.
     */
    boolean isIntact() {
        int begin = tail.length() - CHECKSUM_LETTERS;
        if (begin < 1 || tail.charAt(begin - 1) != '=' || tail.indexOf('=', begin) >= 0) {
            return true;
        }
        byte[] checksum = Base64.getMimeDecoder().decode(tail.substring(begin).getBytes(StandardCharsets.ISO_8859_1));
        int sum = 0;
        for (byte octet : checksum) {
            sum = (sum << 8) | (octet & 0xff);
        }
        return sum == crc24(data);
    }

    /** Section 6.1.1. */
    private static int crc24(byte[] data) {
        int crc = CRC24_START;
        for (byte octet : data) {
            crc ^= (octet & 0xff) << 16;
            for (int bit = 0; bit < 8; bit++) {
                crc <<= 1;
                if ((crc & 0x1000000) != 0) {
                    crc ^= CRC24_GENERATOR;
                }
            }
            crc &= 0xffffff;
        }
        return crc;
    }
}
