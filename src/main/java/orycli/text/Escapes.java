package orycli.text;

/**
 * Characters that are never printed as they are: control characters (C1 too: U+009B starts a terminal sequence), line
 * and paragraph separators, byte order marks, what changes the direction of text, what takes no room (two names that
 * look the same must be told apart, and nothing may be hidden in one), and halves of surrogate pairs, which UTF-8 cannot
 * carry. A name chosen by a stranger must not be able to act on a terminal or to deceive who reads it.
 *
 * <p>Among those without room are the joiners of Persian, of Indic scripts and of some emoji. They are escaped too: the
 * text can still be read, and JSON and YAML keep its value. Combining marks and variation selectors, which change what is
 * seen, and the signs that Arabic writes around numbers, which are seen, are not.
 */
public final class Escapes {
    private Escapes() {}

    /** The text with JSON's escapes ({@code \n}, {@code \}{@code u001B}) in the place of each such character. */
    public static String of(String text) {
        return of(text, 0);
    }

    /** As {@link #of(String)}, but the characters below {@code from} are left alone. */
    public static String of(String text, int from) {
        return of(text, from, false);
    }

    /**
     * As {@link #of(String)}, but a character above U+FFFF is one escape ({@code \}{@code U000E0001}), as in YAML, to which
     * JSON's two are two halves.
     */
    public static String ofYaml(String text) {
        return of(text, 0, true);
    }

    private static String of(String text, int from, boolean isYaml) {
        int at = next(text, 0, from);
        if (at == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int copied = 0;
        while (at < text.length()) {
            out.append(text, copied, at);
            int codePoint = text.codePointAt(at);
            if (Character.isBmpCodePoint(codePoint)) {
                append(out, (char) codePoint);
            } else if (isYaml) {
                hex(out.append("\\U"), codePoint, 8);
            } else {
                append(out, Character.highSurrogate(codePoint));
                append(out, Character.lowSurrogate(codePoint));
            }
            copied = at + Character.charCount(codePoint);
            at = next(text, copied, from);
        }
        return out.append(text, copied, text.length()).toString();
    }

    private static int next(String text, int start, int from) {
        int at = start;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (codePoint >= from && isNeeded(codePoint)) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static boolean isNeeded(int c) {
        if (c < 0xAD) {
            return c < 0x20 || (c >= 0x7F && c <= 0x9F);
        }
        return c == 0xAD // soft hyphen
                || c == 0x61C // Arabic letter mark
                || c == 0x180E // Mongolian vowel separator
                || (c >= 0x200B && c <= 0x200F) // zero width, left-to-right and right-to-left mark
                || (c >= 0x2028 && c <= 0x202E) // separators, embeddings, overrides
                || (c >= 0x2060 && c <= 0x206F) // word joiner, invisible operators, isolates
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || c == 0xFEFF
                || (c >= 0xFFF9 && c <= 0xFFFB) // interlinear annotations
                || c == 0xFFFE
                || c == 0xFFFF
                || (c >= 0x1BCA0 && c <= 0x1BCA3) // shorthand format controls
                || (c >= 0x1D173 && c <= 0x1D17A) // musical format controls
                || (c >= 0xE0000 && c <= 0xE007F); // tags
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> hex(out.append("\\u"), c, 4);
        }
    }

    private static void hex(StringBuilder out, int codePoint, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append("0123456789ABCDEF".charAt(codePoint >> shift & 0xF));
        }
    }
}
