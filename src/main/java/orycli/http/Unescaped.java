package orycli.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The bytes (UTF-8) that a text stands for where it was escaped for a URL, a page or JSON, once or several times, in
 * whole or in part, and where each of them stands. Backslashes are left out, as nobody can tell how often they were
 * doubled.
 */
final class Unescaped {
    /** HTML's names for U+00A0 to U+00FF. */
    private static final List<String> LATIN_NAMES =
            List.of(("nbsp iexcl cent pound curren yen brvbar sect uml copy ordf"
                            + " laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14"
                            + " frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml"
                            + " Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute"
                            + " Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute"
                            + " ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash"
                            + " ugrave uacute ucirc uuml yacute thorn yuml")
                    .split(" "));

    private static final int LONGEST_ENTITY = 12;
    private static final int UNIT_LENGTH = "uXXXX".length();

    private final String text;
    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private int length;

    /** One character, and where what stands for it ends. */
    private record Escape(int codePoint, int end) {}

    private Unescaped(String text) {
        this.text = text;
        // No character takes more bytes than three for each of its chars.
        this.bytes = new byte[3 * text.length()];
        this.starts = new int[bytes.length];
        this.ends = new int[bytes.length];
    }

    static Unescaped of(String text) {
        Unescaped unescaped = new Unescaped(text);
        int at = 0;
        while (at < text.length()) {
            at = unescaped.read(at);
        }
        return unescaped;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Where the byte stands in the text. */
    int start(int index) {
        return starts[index];
    }

    /** Where what stands for the byte ends in the text. */
    int end(int index) {
        return ends[index];
    }

    /** Where these bytes are, or -1. */
    int indexOf(byte[] sought, int from) {
        for (int index = from; index <= length - sought.length; index++) {
            if (bytes[index] == sought[0]
                    && Arrays.equals(bytes, index, index + sought.length, sought, 0, sought.length)) {
                return index;
            }
        }
        return -1;
    }

    private int read(int at) {
        return switch (text.charAt(at)) {
            case '%' -> percent(at);
            case '&' -> add(entity(at).orElseGet(() -> itself(at)), at);
            case '\\' -> backslash(at);
            default -> add(itself(at), at);
        };
    }

    private Escape itself(int at) {
        int codePoint = text.codePointAt(at);
        return new Escape(codePoint, at + Character.charCount(codePoint));
    }

    private int add(Escape escape, int at) {
        for (byte one : Character.toString(escape.codePoint()).getBytes(StandardCharsets.UTF_8)) {
            add(one, at, escape.end());
        }
        return escape.end();
    }

    private void add(byte one, int start, int end) {
        if (one == '\\') {
            return;
        }
        bytes[length] = one;
        starts[length] = start;
        ends[length] = end;
        length++;
    }

    /** {@code %2F}, {@code %252F} and so on. */
    private int percent(int at) {
        int digits = at + 1;
        while (text.startsWith("25", digits) && hex(digits + 2, 2) >= 0) {
            digits += 2;
        }
        int value = hex(digits, 2);
        if (value < 0) {
            return add(itself(at), at);
        }
        add((byte) value, at, digits + 2);
        return digits + 2;
    }

    /** HTML knows names and numbers, and its ampersand may have been escaped again. */
    private Optional<Escape> entity(int at) {
        int start = at + 1;
        Optional<Escape> escape = entityWithoutAmpersand(start);
        while (text.startsWith("amp;", start)) {
            start += "amp;".length();
            Optional<Escape> inner = entityWithoutAmpersand(start);
            if (inner.isEmpty()) {
                break;
            }
            escape = inner;
        }
        return escape;
    }

    private Optional<Escape> entityWithoutAmpersand(int start) {
        String rest = text.substring(start, Math.min(text.length(), start + LONGEST_ENTITY));
        int semicolon = rest.indexOf(';');
        if (semicolon < 0) {
            return Optional.empty();
        }
        String name = rest.substring(0, semicolon);
        int codePoint = switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> name.startsWith("#") ? number(name) : 0xA0 + LATIN_NAMES.indexOf(name);
        };
        return Character.isValidCodePoint(codePoint) && codePoint != 0x9F
                ? Optional.of(new Escape(codePoint, start + semicolon + 1))
                : Optional.empty();
    }

    private static int number(String name) {
        if (name.matches("#[0-9]{1,7}")) {
            return Integer.parseInt(name.substring(1));
        }
        return name.matches("#[xX][0-9a-fA-F]{1,6}") ? Integer.parseInt(name.substring(2), 16) : -1;
    }

    /** {@code \\u003c}, {@code \\\\u003c} and so on; before anything else it is left out. */
    private int backslash(int at) {
        int next = behindBackslashes(at);
        int value = unit(next);
        if (value < 0) {
            return next;
        }
        int end = next + UNIT_LENGTH;
        int second = behindBackslashes(end);
        int low = unit(second);
        return Character.isHighSurrogate((char) value) && low >= 0 && Character.isLowSurrogate((char) low)
                ? add(new Escape(Character.toCodePoint((char) value, (char) low), second + UNIT_LENGTH), at)
                : add(new Escape(value, end), at);
    }

    private int behindBackslashes(int start) {
        int next = start;
        while (text.startsWith("\\", next)) {
            next++;
        }
        return next;
    }

    /** What a {@code u} and four digits mean, or -1. */
    private int unit(int start) {
        return text.startsWith("u", start) ? hex(start + 1, UNIT_LENGTH - 1) : -1;
    }

    /** The number with so many hexadecimal digits, or -1. */
    private int hex(int start, int digits) {
        if (start + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
