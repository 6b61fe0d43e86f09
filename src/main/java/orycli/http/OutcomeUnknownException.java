package orycli.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * It is unknown whether a change was carried out. The message says so; where a connection failed, that is the cause, and
 * the message does not say why.
 */
public final class OutcomeUnknownException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String advice;

    private OutcomeUnknownException(Doubt doubt, String reason, @Nullable Throwable cause) {
        super(doubt.message() + reason, cause);
        this.reason = reason;
        this.advice = doubt.advice();
    }

    OutcomeUnknownException(Doubt doubt, String reason) {
        this(doubt, ": " + reason, null);
    }

    OutcomeUnknownException(Doubt doubt, ConnectionException cause) {
        this(doubt, "", cause);
    }

    /** The same, now that the server has told more. */
    public OutcomeUnknownException with(Doubt doubt) {
        Throwable cause = getCause() instanceof ConnectionException lost ? lost.withServerHeard() : getCause();
        return new OutcomeUnknownException(doubt, reason, cause);
    }

    /** How to find out, or what to do: one sentence or two. */
    public String advice() {
        return advice;
    }
}
