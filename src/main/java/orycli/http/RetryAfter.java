package orycli.http;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps {@code Retry-After} from OkHttp, which sends a request again by itself, even a POST, where a 503 says 0, and
 * throws where it says more than an {@code int} holds. A sign makes the number one that OkHttp does not know.
 */
final class RetryAfter {
    private static final String HEADER = "Retry-After";
    private static final String SIGN = "+";

    private RetryAfter() {}

    /** For a network interceptor. */
    static Response hide(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String value = response.header(HEADER);
        return value == null ? response : with(response, SIGN + value);
    }

    /** For the innermost interceptor of the application. */
    static Response show(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String value = response.header(HEADER);
        return value == null || !value.startsWith(SIGN) ? response : with(response, value.substring(SIGN.length()));
    }

    /** Some servers' values are ones that OkHttp would not let anybody send. */
    private static Response with(Response response, String value) {
        Headers headers = response.headers()
                .newBuilder()
                .removeAll(HEADER)
                .addUnsafeNonAscii(HEADER, value)
                .build();
        return response.newBuilder().headers(headers).build();
    }
}
