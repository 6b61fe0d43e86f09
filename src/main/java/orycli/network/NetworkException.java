package orycli.network;

import java.io.IOException;
import java.util.List;

/** Ory Network, or the configuration file for it, said no. */
public final class NetworkException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> advice;

    /** @param advice what to do, at most two lines */
    NetworkException(String message, String... advice) {
        super(message);
        this.advice = List.of(advice);
    }

    public List<String> advice() {
        return advice;
    }
}
