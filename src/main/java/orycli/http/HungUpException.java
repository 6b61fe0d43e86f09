package orycli.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;

/** The server closed an idle connection before the request was sent. A new one may be better. */
final class HungUpException extends IOException {
    private static final long serialVersionUID = 1L;

    private HungUpException() {
        super("the server has closed the connection");
    }

    /**
     * For a network interceptor. While a request waited, the server may have closed the connection, which OkHttp does
     * not see within its first ten seconds; a request sent into that would count as lost.
     */
    static Response detect(Interceptor.Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (Progress.of(chain.request()).waited() && connection != null && hasHungUp(connection)) {
            throw new HungUpException();
        }
        return chain.proceed(chain.request());
    }

    private static boolean hasHungUp(Connection connection) throws IOException {
        if (connection.protocol() == Protocol.HTTP_2) {
            // It is read from all the time, so that OkHttp knows.
            return false;
        }
        Socket socket = connection.socket();
        int timeout = socket.getSoTimeout();
        try {
            socket.setSoTimeout(1);
            // What a server says before it is asked, such as that it will wait no longer, is no answer either.
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException reset) {
            return true;
        } finally {
            socket.setSoTimeout(timeout);
        }
    }
}
