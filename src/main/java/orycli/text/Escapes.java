package orycli.text;

/**
 * Characters that are never printed as they are: control characters (C1 too: U+009B starts a terminal sequence), line
 * and paragraph separators, byte order marks, what reverses the direction of text, and halves of surrogate pairs, which
 * UTF-8 cannot carry. A name chosen by a stranger must not be able to act on a terminal.
 */
public final class Escapes {
    private Escapes() {}

    /** The text with JSON's escapes ({@code \n}, {@code \}{@code u001B}) in the place of each such character. */
    public static String of(String text) {
        return of(text, 0);
    }

    /** As {@link #of(String)}, but the characters below {@code from} are left alone. */
    public static String of(String text, int from) {
        int at = next(text, 0, from);
        if (at == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int copied = 0;
        while (at < text.length()) {
            out.append(text, copied, at);
            append(out, text.charAt(at));
            copied = at + 1;
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

    private static boolean isNeeded(int codePoint) {
        return codePoint < 0x20
                || (codePoint >= 0x7F && codePoint <= 0x9F)
                || (codePoint >= 0x2028 && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                || codePoint == 0xFEFF
                || codePoint == 0xFFFE
                || codePoint == 0xFFFF;
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append("0123456789ABCDEF".charAt(c >> shift & 0xF));
                }
            }
        }
    }
}
