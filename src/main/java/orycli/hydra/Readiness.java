package orycli.hydra;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.ConnectionException;
import orycli.http.Explanation;
import orycli.http.Pace;
import orycli.http.Reply;
import orycli.http.Sender;

/** Waits for a server that is being started. */
final class Readiness {
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Sender sender;
    private final HttpUrl url;
    private final InstantSource clock;
    private final Pace.Pause pause;

    Readiness(Sender sender, HttpUrl url, InstantSource clock, Pace.Pause pause) {
        this.sender = sender;
        this.url = url;
        this.clock = clock;
        this.pause = pause;
    }

    void await(Duration limit) throws IOException {
        Instant end = clock.instant().plus(limit);
        while (true) {
            Optional<NotReadyException> failure = failure(limit);
            if (failure.isEmpty()) {
                return;
            }
            Duration left = Duration.between(clock.instant(), end);
            if (left.isNegative() || left.isZero()) {
                throw failure.get();
            }
            pause.sleep(left.compareTo(BETWEEN) < 0 ? left : BETWEEN);
        }
    }

    /** Why the server is not ready, as far as more time may help. */
    private Optional<NotReadyException> failure(Duration limit) throws IOException {
        try {
            Reply reply = sender.sendOnce(new Request.Builder().url(url).build());
            // A server without that page is there, and one that refuses will not do otherwise later.
            return reply.status() < 500 && !reply.isBusy()
                    ? Optional.empty()
                    : Optional.of(NotReadyException.of(url, limit, Explanation.statusLine(reply)));
        } catch (ConnectionException e) {
            if (isForGood(e)) {
                throw e;
            }
            return Optional.of(NotReadyException.of(url, limit, e));
        }
    }

    /** Whether the two will not agree later either: on a certificate, say. What is cut off may hold the next time. */
    private static boolean isForGood(ConnectionException e) {
        return e.isTlsPort() || (e.getCause() instanceof SSLException tls && !(tls.getCause() instanceof IOException));
    }
}
