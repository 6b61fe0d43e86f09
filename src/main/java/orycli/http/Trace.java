package orycli.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.text.Escapes;

/** Writes requests and answers down, without secrets, keys and tokens. */
final class Trace implements Interceptor {
    private static final int LARGEST_BODY = 64 * 1024;
    private static final Pattern SECRET_HEADER =
            Pattern.compile("(?i).*(authorization|cookie|token|secret|key|signature).*");

    private final Consumer<String> lines;
    private final Set<String> secretHeaders;
    private final Detail detail;

    /** How much is shown. */
    enum Detail {
        ALL,
        /** The query of a URL may be a secret. */
        NO_QUERY,
        /** What is sent and answered may have secrets anywhere. */
        NO_BODIES
    }

    /**
     * A trace.
     *
     * @param secretHeaders names of headers, beside those that always are, whose values are secret
     */
    Trace(Consumer<String> lines, Set<String> secretHeaders, Detail detail) {
        this.lines = lines;
        this.secretHeaders = secretHeaders;
        this.detail = detail;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Optional<String> body = text(request.body());
        Exchange exchange =
                new Exchange(Redaction.of(request).and(body.map(Trace::secretsIn).orElse(List.of()).stream()));
        exchange.line("> " + request.method() + " " + shown(request.url()));
        exchange.headers("> ", request.headers());
        RequestBody sent = request.body();
        if (sent != null && body.isPresent()) {
            exchange.body("> ", body.get(), sent.contentType());
        }
        Response response;
        try {
            response = chain.proceed(request);
        } catch (IOException e) {
            exchange.line("< no answer: " + e.getMessage());
            throw e;
        }
        exchange.line("< " + response.code() + " " + response.message());
        exchange.headers("< ", response.headers());
        try {
            ResponseBody start = response.peekBody(LARGEST_BODY + 1L);
            if (start.contentLength() > 0) {
                exchange.body("< ", start.string(), response.body().contentType());
            }
        } catch (IOException e) {
            // Whoever reads the body meets the same failure, and knows what to make of it.
            exchange.line("< the answer breaks off: " + e.getMessage());
        }
        return response;
    }

    private String shown(HttpUrl url) {
        HttpUrl.Builder shown = url.newBuilder().username("").password("");
        return (detail == Detail.NO_QUERY ? shown.query(null) : shown).build().toString();
    }

    private static Optional<String> text(@Nullable RequestBody body) throws IOException {
        if (body == null) {
            return Optional.empty();
        }
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return Optional.of(buffer.readUtf8());
    }

    private static List<String> secretsIn(String body) {
        List<String> found = new ArrayList<>();
        try {
            Json.parse(body).findValues("client_secret").forEach(secret -> found.add(secret.asText()));
        } catch (JsonSyntaxException notJson) {
            // It will not be shown.
        }
        return found;
    }

    private final class Exchange {
        private final Redaction redaction;

        Exchange(Redaction redaction) {
            this.redaction = redaction;
        }

        void line(String line) {
            lines.accept(Escapes.of(redaction.in(line)));
        }

        void headers(String prefix, Headers headers) {
            for (String name : headers.names()) {
                boolean secret = secretHeaders.contains(name)
                        || SECRET_HEADER.matcher(name).matches();
                for (String value : headers.values(name)) {
                    String shown = name.equalsIgnoreCase("Location") ? Explanation.withoutParameters(value) : value;
                    line(prefix + name + ": " + (secret ? Redaction.REDACTED : shown));
                }
            }
        }

        /** The body if its secrets can be told from the rest, which takes JSON; else what kind of thing it is. */
        void body(String prefix, String body, @Nullable MediaType type) {
            if (body.length() <= LARGEST_BODY && detail != Detail.NO_BODIES) {
                try {
                    line(prefix + Json.write(Redaction.members(Json.parse(body), redaction::in)));
                    return;
                } catch (JsonSyntaxException notJson) {
                    // Described below.
                }
            }
            String size = body.length() > LARGEST_BODY ? "more than " + LARGEST_BODY : Integer.toString(body.length());
            line(prefix + "(" + size + " characters of " + (type == null ? "unknown type" : type) + ")");
        }
    }
}
