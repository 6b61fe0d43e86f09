package orycli.output;

import java.io.IOException;

/** The result has nothing at the place that was asked for, so there is nothing to print. */
public final class NothingFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    NothingFoundException(String message) {
        super(message);
    }
}
