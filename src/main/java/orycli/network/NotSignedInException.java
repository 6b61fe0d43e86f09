package orycli.network;

import java.io.IOException;
import java.util.List;

/** Nothing says who is asking, or the credentials that do were refused. */
public final class NotSignedInException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> advice;

    /** @param advice what to do, at most two lines */
    public NotSignedInException(String message, String... advice) {
        super(message);
        this.advice = List.of(advice);
    }

    public List<String> advice() {
        return advice;
    }
}
