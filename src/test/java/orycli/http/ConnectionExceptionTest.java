package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of all that went wrong, as OkHttp reports it, what is told. */
final class ConnectionExceptionTest {
    private final IOException noIpv6 = new SocketException("Protocol family unavailable");
    private final IOException refused = new ConnectException("Connection refused");
    private final IOException noRoute = new NoRouteToHostException("No route to host");
    private final IOException untrusted = new SSLHandshakeException("untrusted");

    @Test
    void isWhatTheServerItselfSaid() {
        assertThat(told(noRoute, refused, noIpv6, untrusted)).isSameAs(untrusted);
    }

    /** A computer without IPv6 cannot even try one of the addresses of localhost. */
    @Test
    void isThatItRefusedRatherThanThatItCouldNotBeAsked() {
        assertThat(told(noIpv6, noRoute, refused)).isSameAs(refused);
    }

    @Test
    void isTheFirstWhereNoneTellsMore() {
        assertThat(told(noRoute, noIpv6)).isSameAs(noRoute);
    }

    /** As OkHttp throws them: the others are suppressed. */
    private static @Nullable Throwable told(IOException first, IOException... others) {
        for (IOException other : others) {
            first.addSuppressed(other);
        }
        return ConnectionException.of(HttpUrl.get("http://localhost"), first).getCause();
    }
}
