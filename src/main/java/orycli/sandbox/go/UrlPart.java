package orycli.sandbox.go;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The parts of a URL that Go's {@code net/url} escapes differently, with the characters it leaves alone in each. */
public enum UrlPart {
    PATH("$&+,/:;=@"),
    PATH_SEGMENT("$&+=:@"),
    QUERY(""),
    HOST("!$&'()*+,;=:[]<>\"");

    private static final String ALWAYS = "-_.~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String alone;

    UrlPart(String alone) {
        this.alone = alone;
    }

    public String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (leavesAlone(b)) {
                escaped.append((char) b);
            } else if (b == ' ' && this == QUERY) {
                escaped.append('+');
            } else {
                escaped.append('%').append(HEX.toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    boolean leavesAlone(int c) {
        return ('a' <= c && c <= 'z')
                || ('A' <= c && c <= 'Z')
                || ('0' <= c && c <= '9')
                || ALWAYS.indexOf(c) >= 0
                || alone.indexOf(c) >= 0;
    }

    /**
     * The text with its percent escapes resolved.
     *
     * @throws SyntaxException where a percent sign is not followed by two hexadecimal digits
     */
    public String unescape(String text) throws SyntaxException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < given.length; i++) {
            if (given[i] == '%') {
                if (i + 2 >= given.length
                        || !HexFormat.isHexDigit(given[i + 1])
                        || !HexFormat.isHexDigit(given[i + 2])) {
                    throw badEscape(new String(given, i, Math.min(3, given.length - i), StandardCharsets.UTF_8));
                }
                bytes.write(HexFormat.fromHexDigit(given[i + 1]) << 4 | HexFormat.fromHexDigit(given[i + 2]));
                i += 2;
            } else {
                bytes.write(given[i] == '+' && this == QUERY ? ' ' : given[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static SyntaxException badEscape(String escape) {
        return new SyntaxException("invalid URL escape \"" + escape + "\"");
    }
}
