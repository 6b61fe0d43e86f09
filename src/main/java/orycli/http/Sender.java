package orycli.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Sends requests, again where that can do no harm: up to four more times, after 0.5 s, 1 s, 2 s and 4 s, less a jitter of up to half,
 * or as much later as the server asks for. Where the server is only too busy, an attempt does not count while it deals
 * with other requests of the same {@link Pace}.
 */
public final class Sender {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int LARGEST_ANSWER = 8 << 20;

    /** OkHttp keeps no more idle connections than these. */
    private static final int MOST_IDLE_CONNECTIONS = 5;

    private final OkHttpClient http;
    private final Pace pace;
    private volatile boolean answered;
    private volatile Runnable whenSent = () -> {};

    /**
     * Sends with this client.
     *
     * @param http one of {@link HttpClients}
     */
    public Sender(OkHttpClient http, Pace pace) {
        this.http = http;
        this.pace = pace;
    }

    /** Has this done, by the thread that sends it, whenever a request goes out on a connection. */
    public void whenSent(Runnable action) {
        whenSent = action;
    }

    /**
     * Sends the request.
     *
     * @param repeatable whether carrying it out twice does no harm
     * @param refused which answers, beside 429 and 503 with {@code Retry-After}, say that the request was not carried
     *     out but may be if it is sent again
     * @throws ConnectionException where no answer came
     * @throws IOException also what {@link Pace.Pause#sleep} throws; where an earlier sending may have been carried out,
     *     as the cause of a {@link ConnectionException}
     */
    public Reply send(Request request, boolean repeatable, Predicate<Reply> refused) throws IOException {
        Pace.Turn turn = pace.turn();
        boolean waited = turn.enter();
        boolean lost = false;
        int failures = 0;
        int refusals = 0;
        while (true) {
            boolean busy = false;
            Duration wait;
            try {
                Reply reply = sendOnce(request, waited, lost);
                busy = reply.isBusy();
                if (reply.isThrough()) {
                    turn.gotThrough();
                }
                if (busy) {
                    refusals = turn.othersGotThrough() ? 1 : refusals + 1;
                } else {
                    failures++;
                }
                wait = longer(backoff(failures + refusals), reply.requestedWait());
                if (failures + refusals >= ATTEMPTS
                        || wait.compareTo(LONGEST_WAIT) > 0
                        || !isRepeated(request, reply, repeatable, refused)) {
                    return reply;
                }
                lost |= !busy && !refused.test(reply);
            } catch (ConnectionException e) {
                failures++;
                wait = backoff(failures + refusals);
                lost |= e.answerLost();
                if (failures + refusals >= ATTEMPTS || !repeatable || !isPassing(e)) {
                    throw lost ? e.withAnswerLost() : e;
                }
            }
            try {
                if (busy) {
                    turn.holdOff(wait);
                } else {
                    turn.pause(wait);
                }
            } catch (IOException toldToEnd) {
                throw lost ? ConnectionException.lost(request.url(), toldToEnd) : toldToEnd;
            }
            waited = true;
        }
    }

    /**
     * Sends the request once, now, whatever the answer and whoever is waiting.
     *
     * @throws ConnectionException where no answer came
     */
    public Reply sendOnce(Request request) throws ConnectionException {
        return sendOnce(request, false, false);
    }

    private Reply sendOnce(Request request, boolean waited, boolean resent) throws ConnectionException {
        for (int hungUp = 0; ; hungUp++) {
            Progress progress = new Progress(waited && hungUp <= MOST_IDLE_CONNECTIONS, whenSent);
            try {
                Reply reply = exchange(
                        request.newBuilder().tag(Progress.class, progress).build(), resent);
                if (!request.url().isHttps() && reply.isFromTlsPort()) {
                    throw ConnectionException.ofTlsPort(request.url(), new IOException(reply.phrase()));
                }
                answered = true;
                return reply;
            } catch (ConnectionException e) {
                throw e;
            } catch (HungUpException e) {
                // That connection is gone, and there are not many.
            } catch (IOException e) {
                ConnectionException failure = answered
                        ? ConnectionException.of(request.url(), e).withServerHeard()
                        : ConnectionException.of(request.url(), e);
                return broken(progress, resent, failure.withAnswerLost()).orElseThrow(() -> failure);
            } catch (RuntimeException | Error e) {
                // Not caught within: the memory that was short is free now.
                IOException failure = new IOException(
                        e instanceof OutOfMemoryError ? "it is larger than the memory" : "it breaks the rules of HTTP",
                        e);
                Optional<Reply> reply = broken(progress, resent, failure);
                if (reply.isEmpty() && !progress.sent() && !resent) {
                    throw e;
                }
                return reply.orElseThrow(() -> ConnectionException.lost(request.url(), failure));
            }
        }
    }

    private Reply exchange(Request request, boolean resent) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            BufferedSource source = response.body().source();
            boolean tooLarge = source.request(LARGEST_ANSWER + 1L);
            return new Reply(
                    response.code(),
                    response.message(),
                    response.headers(),
                    tooLarge ? "" : source.readUtf8(),
                    tooLarge
                            ? Optional.of(new IOException("it is larger than " + (LARGEST_ANSWER >> 20) + " MiB"))
                            : Optional.empty(),
                    resent,
                    Redaction.of(response.request()));
        }
    }

    /** An answer of which no more than the head can be read, if that came. */
    private static Optional<Reply> broken(Progress progress, boolean resent, IOException failure) {
        return progress.head()
                .map(head -> new Reply(
                        head.code(),
                        head.message(),
                        head.headers(),
                        "",
                        Optional.of(failure),
                        resent,
                        Redaction.of(head.request())));
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

    private Duration backoff(int attempts) {
        return pace.jittered(FIRST_WAIT.multipliedBy(1L << (attempts - 1)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
