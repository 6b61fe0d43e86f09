package orycli.hydra;

import java.io.IOException;
import orycli.http.ConnectionException;

/**
 * It is unknown whether a change was carried out. The message says so; where a connection failed, that is the cause, and
 * the message does not say why.
 */
public final class OutcomeUnknownException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    OutcomeUnknownException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    OutcomeUnknownException(String message, String advice, ConnectionException cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** How to find out, or what to do: one sentence or two. */
    public String advice() {
        return advice;
    }
}
