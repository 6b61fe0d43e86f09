package orycli.output;

import java.io.IOException;

/** Where results are written to, such as stdout. */
@FunctionalInterface
public interface Sink {
    /** Writes all of the text, so that it is out when this returns. */
    void write(String text) throws IOException;
}
