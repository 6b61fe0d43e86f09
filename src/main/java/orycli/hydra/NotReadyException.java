package orycli.hydra;

import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import orycli.http.ConnectionException;

/**
 * A server that was waited for is not there. Where no connection could be made to the end, that is the cause, and the
 * message does not say why.
 */
public final class NotReadyException extends IOException {
    private static final long serialVersionUID = 1L;

    private NotReadyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * After all that time.
     *
     * @param answer what was answered last
     */
    static NotReadyException of(HttpUrl url, Duration limit, String answer) {
        return new NotReadyException(message(url, limit) + ": its last answer was " + answer, null);
    }

    static NotReadyException of(HttpUrl url, Duration limit, ConnectionException last) {
        return new NotReadyException(message(url, limit), last);
    }

    private static String message(HttpUrl url, Duration limit) {
        String time = limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
        return url + " was not ready within " + time;
    }
}
