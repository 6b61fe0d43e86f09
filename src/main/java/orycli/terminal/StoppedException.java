package orycli.terminal;

import java.io.IOException;

/** The program was told to end (SIGINT, SIGTERM, SIGHUP), and did not do what it was about to. */
public final class StoppedException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoppedException(String message) {
        super(message);
    }
}
