package orycli.http;

import java.io.IOException;
import javax.net.ssl.SSLException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** The request was on its way when the connection failed, so that the server may have carried it out. */
final class AnswerLostException extends IOException {
    private static final long serialVersionUID = 1L;

    private AnswerLostException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * Tells the failures after the request set out from those before. OkHttp runs network interceptors on an
     * established connection, just before the request is written.
     */
    static Response detect(Interceptor.Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (SSLException e) {
            throw isAboutTheCertificate(e) ? e : new AnswerLostException(e);
        } catch (IOException e) {
            throw new AnswerLostException(e);
        }
    }

    /** In TLS 1.3 a server refuses the client's certificate when the request is already sent, and then ignores that. */
    private static boolean isAboutTheCertificate(SSLException e) {
        String message = e.getMessage();
        return message != null
                && message.contains("Received fatal alert")
                && (message.contains("certificate") || message.contains("unknown_ca"));
    }
}
