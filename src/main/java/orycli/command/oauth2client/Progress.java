package orycli.command.oauth2client;

import java.time.Duration;

/**
 * How far an import has come.
 *
 * @param done how many clients are dealt with, well or not
 * @param total how many there are
 * @param elapsed since the first was sent
 */
record Progress(int done, int total, Duration elapsed) {
    /** What is said of a rate sooner is chance. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** One line. */
    String line() {
        String count = "Importing: " + done + " of " + total + " clients";
        if (done == 0 || elapsed.compareTo(SHORTEST) < 0) {
            return count;
        }
        long rate = Math.round(done * 1000.0 / elapsed.toMillis());
        Duration left = elapsed.multipliedBy(total - done).dividedBy(done);
        return count + ", " + Math.max(rate, 1) + " a second, " + words(left) + " left";
    }

    private static String words(Duration duration) {
        long seconds = duration.plusMillis(999).toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
