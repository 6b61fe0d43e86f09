package orycli.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Sends requests, again where that can do no harm: up to four more times, after 0.5 s, 1 s, 2 s and 4 s, less a jitter of up to half,
 * or as much later as the server asks for.
 */
public final class Sender {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final long LARGEST_ANSWER = 8L * 1024 * 1024;

    private final OkHttpClient http;
    private final Pause pause;
    private final Random random = new Random();

    /** How to wait. */
    @FunctionalInterface
    public interface Pause {
        /**
         * Waits.
         *
         * @throws IOException where the program is told to end meanwhile
         */
        void sleep(Duration duration) throws IOException;
    }

    public Sender(OkHttpClient http, Pause pause) {
        this.http = http;
        this.pause = pause;
    }

    /**
     * Sends the request.
     *
     * @param repeatable whether carrying it out twice does no harm
     * @param refused which answers, beside 429 and 503 with {@code Retry-After}, say that the request was not carried
     *     out but may be if it is sent again
     * @throws ConnectionException where no answer came
     */
    public Reply send(Request request, boolean repeatable, Predicate<Reply> refused) throws IOException {
        boolean lost = false;
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS;
            Duration wait = backoff(attempt);
            try {
                Reply reply = sendOnce(request, lost);
                Duration requested = reply.requestedWait();
                wait = requested.compareTo(wait) > 0 ? requested : wait;
                if (last || wait.compareTo(LONGEST_WAIT) > 0 || !isRepeated(request, reply, repeatable, refused)) {
                    return reply;
                }
                lost |= !reply.isBusy() && !refused.test(reply);
            } catch (ConnectionException e) {
                lost |= e.answerLost();
                if (last || !repeatable || !isPassing(e)) {
                    throw lost ? e.withAnswerLost() : e;
                }
            }
            try {
                pause.sleep(wait);
            } catch (IOException e) {
                throw lost ? ConnectionException.of(request.url(), e).withAnswerLost() : e;
            }
            // The server may have closed the connection in the meantime; a request sent into that would count as lost.
            http.connectionPool().evictAll();
        }
    }

    private Reply sendOnce(Request request, boolean resent) throws ConnectionException {
        try (Response response = http.newCall(request).execute()) {
            String body = "";
            Optional<IOException> failure = Optional.empty();
            try {
                BufferedSource source = response.body().source();
                if (source.request(LARGEST_ANSWER + 1)) {
                    failure = Optional.of(new IOException("it is larger than " + (LARGEST_ANSWER >> 20) + " MiB"));
                } else {
                    body = source.readUtf8();
                }
            } catch (IOException e) {
                failure = Optional.of(ConnectionException.of(request.url(), e).withAnswerLost());
            }
            return new Reply(
                    response.code(),
                    response.message(),
                    response.headers(),
                    body,
                    failure,
                    resent,
                    Redaction.of(response.request()));
        } catch (IOException e) {
            throw ConnectionException.of(request.url(), e);
        }
    }

    private static boolean isRepeated(Request request, Reply reply, boolean repeatable, Predicate<Reply> refused) {
        if (reply.isBusy() || refused.test(reply)) {
            return true;
        }
        // How the answer to a POST began says what became of it.
        boolean cutOff = !request.method().equals("POST")
                && reply.failure().filter(Sender::isPassing).isPresent();
        return repeatable && (cutOff || reply.isGatewayFailure());
    }

    /**
     * A connection that broke may hold the next time. One that was refused, a name that is unknown, a certificate that
     * is not trusted and a server that says nothing until the time is up will be the same a second later.
     */
    private static boolean isPassing(IOException failure) {
        return failure instanceof ConnectionException connection
                && connection.answerLost()
                && !(connection.getCause() instanceof InterruptedIOException);
    }

    private Duration backoff(int attempt) {
        Duration longest = FIRST_WAIT.multipliedBy(1L << (attempt - 1));
        return longest.multipliedBy(50 + random.nextInt(51)).dividedBy(100);
    }
}
