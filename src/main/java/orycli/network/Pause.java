package orycli.network;

import java.io.IOException;
import java.time.Duration;

/** How to wait for another process. */
@FunctionalInterface
public interface Pause {
    /**
     * Waits.
     *
     * @throws IOException where the program is told to end meanwhile; it is passed on as it is
     */
    void sleep(Duration duration) throws IOException;
}
