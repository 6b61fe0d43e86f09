package orycli.output;

import orycli.text.Escapes;

/** The value of {@code --format} is wrong. The message is one line, safe to print, and says what would be right. */
public final class FormatSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** How many characters of what was typed are shown. */
    private static final int SHOWN = 200;

    private final boolean isUnknown;

    private FormatSyntaxException(String message, boolean isUnknown) {
        super(message);
        this.isUnknown = isUnknown;
    }

    FormatSyntaxException(String message) {
        this(message, false);
    }

    static FormatSyntaxException unknown(String message) {
        return new FormatSyntaxException(message, true);
    }

    /** What was typed, or its beginning, safe to print. */
    static String quoted(String typed) {
        return "\"" + Escapes.of(typed.length() > SHOWN ? typed.substring(0, SHOWN) + "..." : typed) + "\"";
    }

    /** Whether there is no such format, so that one of {@link OutputFormatter#names} may have been meant. */
    public boolean isUnknown() {
        return isUnknown;
    }
}
