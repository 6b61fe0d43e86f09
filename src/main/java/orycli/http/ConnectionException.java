package orycli.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** No answer came, or not the whole of one. The cause says why. */
public final class ConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HttpUrl url;
    private final boolean answerLost;

    private ConnectionException(HttpUrl url, boolean answerLost, Throwable cause) {
        super(cause.getMessage(), cause);
        this.url = url;
        this.answerLost = answerLost;
    }

    /**
     * Why there is no answer.
     *
     * @param failure as OkHttp threw it
     */
    public static ConnectionException of(HttpUrl url, IOException failure) {
        if (failure instanceof AnswerLostException lost) {
            return new ConnectionException(url, true, lost.getCause() == null ? lost : lost.getCause());
        }
        IOException telling = mostTelling(failure);
        // A time-out is OkHttp's own exception around what the cancelled connection threw.
        return new ConnectionException(url, telling.getCause() instanceof AnswerLostException, telling);
    }

    /**
     * Of a host's addresses one may be of a kind that this computer does not have, one may refuse, and only another show
     * what is wrong. OkHttp reports the first.
     */
    private static IOException mostTelling(IOException failure) {
        List<IOException> all = Stream.concat(Stream.of(failure), Stream.of(failure.getSuppressed()))
                .flatMap(some -> some instanceof IOException other ? Stream.of(other) : Stream.empty())
                .toList();
        Stream<IOException> answered = all.stream().filter(some -> !(some instanceof SocketException));
        Stream<IOException> refused = all.stream().filter(ConnectException.class::isInstance);
        return Stream.concat(answered, refused).findFirst().orElse(failure);
    }

    /** The request may have been carried out, but there is no way to hear of it. */
    static ConnectionException lost(HttpUrl url, IOException cause) {
        return new ConnectionException(url, true, cause);
    }

    ConnectionException withAnswerLost() {
        return new ConnectionException(url, true, getCause() == null ? this : getCause());
    }

    /** Whether the request was on its way, so that the server may have carried it out. */
    public boolean answerLost() {
        return answerLost;
    }

    /** What was asked for. */
    public HttpUrl url() {
        return url;
    }
}
