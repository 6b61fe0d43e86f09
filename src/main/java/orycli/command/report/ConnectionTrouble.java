package orycli.command.report;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import orycli.http.ConnectionException;
import orycli.http.HttpClients;

/** Why no answer came, in words. */
final class ConnectionTrouble {
    static final String PROXY_ADVICE =
            "Put the proxy's credentials into HTTP_PROXY or HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.";

    static final String TLS_ADVICE = "Does it speak TLS? Then write https:// in place of http://.";

    private ConnectionTrouble() {}

    static String message(ConnectionException e) {
        HttpUrl url = e.url();
        return "cannot reach " + url.scheme() + "://" + HttpClients.host(url) + ":" + url.port() + ": " + reason(e);
    }

    static List<String> advice(ConnectionException e) {
        Throwable cause = e.getCause();
        if (e.isPlainPort()) {
            return List.of("Does it speak plain HTTP? Then write http:// in place of https://.");
        }
        if (e.isTlsPort() || e.mayBeTlsPort()) {
            return List.of(TLS_ADVICE);
        }
        if (e.isUntrustedHost()) {
            return List.of("Address it by a name that is in its certificate; --skip-tls-verify trusts anyone.");
        }
        if (e.isUntrusted()) {
            return List.of("Name the certificates to trust with --ca-cert FILE; --skip-tls-verify trusts anyone.");
        }
        if (cause instanceof SSLException) {
            return List.of(
                    "Does it speak TLS? If it asks for a certificate, show one with --client-cert and --client-key.");
        }
        if (isProxyRefusal(cause)) {
            return List.of(PROXY_ADVICE);
        }
        return cause instanceof InterruptedIOException
                ? List.of("Wait longer with --timeout, such as --timeout 2m.")
                : List.of();
    }

    /** In front of TLS a proxy is asked for a tunnel, and OkHttp has no type of its own for its 407. */
    private static boolean isProxyRefusal(@Nullable Throwable cause) {
        return cause instanceof IOException && Failure.words(cause).equals("Failed to authenticate with proxy");
    }

    static String reason(ConnectionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof UnknownHostException unknown) {
            // The only other host whose name is looked up is that of a proxy.
            return e.url().host().equals(unknown.getMessage())
                    ? "unknown host"
                    : "the proxy's host " + unknown.getMessage() + " is unknown";
        }
        if (cause instanceof ConnectException refused) {
            return reason(refused, e.url());
        }
        if (e.isUntrustedHost()) {
            return "its certificate is for another host";
        }
        if (e.isUntrusted()) {
            return "its certificate is not trusted";
        }
        if (cause instanceof SSLException) {
            return "no TLS connection can be made (" + Failure.words(cause) + ")";
        }
        if (isProxyRefusal(cause)) {
            return "the proxy asks for credentials";
        }
        if (cause instanceof InterruptedIOException) {
            return "no answer in time";
        }
        return e.answerLost() ? "the connection broke before the answer was complete" : Failure.words(e);
    }

    /** Names the address if it is not the server's, but, say, that of a proxy. */
    private static String reason(ConnectException e, HttpUrl url) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String why = Failure.words(cause).contains("refused") ? "connection refused" : Failure.words(cause);
        String address = Failure.words(e).replaceFirst("^Failed to connect to /?", "");
        boolean isServer = address.endsWith(":" + url.port())
                && (address.startsWith(url.host()) || url.host().contains(":"));
        return isServer ? why : why + " by the proxy " + address;
    }
}
