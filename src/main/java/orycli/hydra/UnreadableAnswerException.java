package orycli.hydra;

import java.io.IOException;

/** The answer does not hold what it should. */
final class UnreadableAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final boolean brokeOff;

    UnreadableAnswerException(String why, boolean brokeOff) {
        super("the server's answer " + why);
        this.why = why;
        this.brokeOff = brokeOff;
    }

    /** The rest of a sentence that begins with "the server's answer". */
    String why() {
        return why;
    }

    /** Whether the connection failed before the answer was whole. */
    boolean brokeOff() {
        return brokeOff;
    }
}
