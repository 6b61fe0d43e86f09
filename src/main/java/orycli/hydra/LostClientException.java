package orycli.hydra;

import java.io.IOException;

/**
 * A client was created and nobody has its secret. The message says what became of it, and the advice what to do, or what
 * was done.
 */
public final class LostClientException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String advice;
    private final boolean connectionFailed;

    LostClientException(String message, String advice, boolean connectionFailed) {
        super(message);
        this.advice = advice;
        this.connectionFailed = connectionFailed;
    }

    /** How to find out, or to clean up: one sentence. */
    public String advice() {
        return advice;
    }

    /** Whether it was a connection that failed, rather than a server that answered nonsense. */
    public boolean connectionFailed() {
        return connectionFailed;
    }
}
