package orycli.output;

/** The value of {@code --format} is wrong. The message is one line, safe to print, and says what would be right. */
public final class FormatSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FormatSyntaxException(String message) {
        super(message);
    }
}
