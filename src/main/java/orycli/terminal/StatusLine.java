package orycli.terminal;

import java.io.PrintStream;

/** The last line of a person's terminal, which changes while something goes on. It is never left behind. */
public final class StatusLine {
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean visible;
    private String shown = "";

    StatusLine(PrintStream err, boolean visible) {
        this.err = err;
        this.visible = visible;
    }

    /**
     * Shows the line in the place of what it was.
     *
     * @param text safe to print; an empty one takes the line away
     */
    public void show(String text) {
        synchronized (err) {
            if (visible && !text.equals(shown)) {
                err.print(ERASE + text);
                err.flush();
                shown = text;
            }
        }
    }

    /** Writes a whole line above the status line. */
    void say(String line) {
        synchronized (err) {
            String status = shown;
            show("");
            err.println(line);
            show(status);
        }
    }
}
