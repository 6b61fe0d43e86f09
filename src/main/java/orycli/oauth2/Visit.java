package orycli.oauth2;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import orycli.text.Limited;

/**
 * A browser asks for a page, or sends a form.
 *
 * @param url its path, with the fields in its query, even those of a form
 */
public record Visit(boolean isForm, HttpUrl url) {
    private static final String FORM = "application/x-www-form-urlencoded";
    /** In MiB. */
    private static final int LARGEST_FORM = 1;

    private static final HttpUrl HERE = HttpUrl.get("http://127.0.0.1/");

    /** Nothing where it is neither. */
    static Optional<Visit> of(HttpExchange exchange, boolean takesForms) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path == null || !path.startsWith("/")) {
            return Optional.empty();
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return Optional.of(
                    new Visit(false, url(path, exchange.getRequestURI().getRawQuery())));
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        boolean isForm =
                takesForms && exchange.getRequestMethod().equals("POST") && type != null && type.startsWith(FORM);
        return isForm
                ? Optional.of(new Visit(true, url(path, Limited.utf8(exchange.getRequestBody(), LARGEST_FORM))))
                : Optional.empty();
    }

    private static HttpUrl url(String path, @Nullable String fields) {
        return HERE.newBuilder().encodedPath(path).encodedQuery(fields).build();
    }

    public String path() {
        return url.encodedPath();
    }

    /** The first field of this name; empty where there is none. */
    public String field(String name) {
        return Optional.ofNullable(url.queryParameter(name)).orElse("");
    }

    /** All fields of this name. */
    public List<String> fields(String name) {
        return url.queryParameterValues(name).stream()
                .flatMap(value -> Optional.ofNullable(value).stream())
                .toList();
    }
}
