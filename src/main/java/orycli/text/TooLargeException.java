package orycli.text;

import java.io.IOException;

/** There is more to read than anybody should be made to hold. */
public final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
