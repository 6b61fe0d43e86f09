package orycli.hydra;

import java.io.IOException;
import orycli.http.ConnectionException;

/** A client was created, or may have been, and nobody has its secret. The message says which, and the advice what to do. */
public final class LostClientException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String advice;
    private final boolean connectionFailed;

    LostClientException(String message, String advice, boolean connectionFailed) {
        super(message);
        this.advice = advice;
        this.connectionFailed = connectionFailed;
    }

    LostClientException(String message, String advice, ConnectionException cause) {
        super(message, cause);
        this.advice = advice;
        this.connectionFailed = true;
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
