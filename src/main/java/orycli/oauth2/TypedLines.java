package orycli.oauth2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines that a person types while something else is waited for. They are read as far as they are there, so that nobody
 * hangs in a read, and what is typed later is left to whoever asks the next question.
 */
final class TypedLines {
    private static final int LONGEST = 16 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    TypedLines(InputStream in) {
        this.in = in;
    }

    /** The next line, without its end and the blanks around it, if it has been typed. */
    Optional<String> next() {
        try {
            for (int read = 0; read < LONGEST && in.available() > 0; read++) {
                int next = in.read();
                if (next < 0) {
                    return Optional.empty();
                }
                if (next == '\n') {
                    String line = begun.toString(StandardCharsets.UTF_8).strip();
                    begun.reset();
                    return Optional.of(line);
                }
                if (begun.size() < LONGEST) {
                    begun.write(next);
                }
            }
            return Optional.empty();
        } catch (IOException nobodyTypes) {
            return Optional.empty();
        }
    }
}
