package orycli.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/** No answer came, or not the whole of one. The cause says why. */
public final class ConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HttpUrl url;
    private final boolean answerLost;
    private final Speaks speaks;

    /** What the server speaks, as far as is known of one that was asked with plain HTTP. */
    private enum Speaks {
        HTTP,
        TLS,
        UNKNOWN
    }

    private ConnectionException(HttpUrl url, boolean answerLost, Speaks speaks, Throwable cause) {
        super(cause.getMessage(), cause);
        this.url = url;
        this.answerLost = answerLost;
        this.speaks = speaks;
    }

    /**
     * Why there is no answer.
     *
     * @param failure as OkHttp threw it
     */
    public static ConnectionException of(HttpUrl url, IOException failure) {
        if (!url.isHttps() && isTlsAlert(failure)) {
            return ofTlsPort(url, failure);
        }
        if (failure instanceof AnswerLostException lost) {
            return lost(url, lost.getCause() == null ? lost : lost.getCause());
        }
        IOException telling = mostTelling(failure);
        // A time-out is OkHttp's own exception around what the cancelled connection threw.
        return new ConnectionException(url, telling.getCause() instanceof AnswerLostException, Speaks.UNKNOWN, telling);
    }

    /** The request may have been carried out, but there is no way to hear of it. */
    static ConnectionException lost(HttpUrl url, Throwable cause) {
        return new ConnectionException(url, true, Speaks.UNKNOWN, cause);
    }

    /** The server speaks TLS, and could not even read the request. */
    static ConnectionException ofTlsPort(HttpUrl url, IOException cause) {
        return new ConnectionException(url, false, Speaks.TLS, new IOException("it speaks TLS", cause));
    }

    /** Whether the answer began with an alert, the record 21 of TLS or SSL 3 (RFC 8446, section 5.1), as OkHttp quotes it. */
    private static boolean isTlsAlert(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Unexpected status line: \u0015\u0003")
                || message.contains(" content=1503")
                || (failure.getCause() != null && isTlsAlert(failure.getCause()));
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

    ConnectionException withAnswerLost() {
        return new ConnectionException(
                url, true, speaks == Speaks.HTTP ? speaks : Speaks.UNKNOWN, getCause() == null ? this : getCause());
    }

    /** The same, of a server that has answered another request. */
    public ConnectionException withServerHeard() {
        return new ConnectionException(url, answerLost, Speaks.HTTP, getCause() == null ? this : getCause());
    }

    /** Whether the request was on its way, so that the server may have carried it out. */
    public boolean answerLost() {
        return answerLost;
    }

    /** What was asked for. */
    public HttpUrl url() {
        return url;
    }

    /** Whether it is known that the server, asked with plain HTTP, speaks TLS. */
    public boolean isTlsPort() {
        return speaks == Speaks.TLS;
    }

    /** Whether the server, asked with plain HTTP, has hung up without ever a word, as many do that speak TLS. */
    public boolean mayBeTlsPort() {
        return answerLost && !url.isHttps() && speaks == Speaks.UNKNOWN && getCause() != null && isSilence(getCause());
    }

    /** As OkHttp tells that not a byte of the answer came, and Java that the request was not even read to its end. */
    private static boolean isSilence(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return (failure instanceof EOFException && message.endsWith("limit=0 content=…"))
                || (failure instanceof SocketException && message.equals("Connection reset"))
                || (failure.getCause() != null && isSilence(failure.getCause()));
    }

    /** Whether the server showed a certificate that is not trusted, or is another's. */
    public boolean isUntrusted() {
        return isUntrustedHost()
                || (getCause() instanceof SSLHandshakeException tls && tls.getCause() instanceof CertificateException);
    }

    /** Whether the server showed a certificate that is another's. */
    public boolean isUntrustedHost() {
        return getCause() instanceof SSLPeerUnverifiedException;
    }

    /** Whether the server, asked with TLS, answered something else, or hung up, which those do that speak none. */
    public boolean isPlainPort() {
        return getCause() instanceof SSLException tls
                && (String.valueOf(tls.getMessage()).contains("unrecognized SSL message")
                        || (tls instanceof SSLHandshakeException && tls.getCause() instanceof EOFException));
    }
}
