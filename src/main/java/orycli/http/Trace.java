package orycli.http;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
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

    /** What is sent to a token endpoint and is worth as much as the token. */
    private static final Set<String> SECRET_PARAMETERS = Set.of(
            "assertion",
            "client_assertion",
            "client_secret",
            "code",
            "code_verifier",
            "device_code",
            "password",
            "refresh_token",
            "subject_token",
            "token");

    /** Behind a scheme, a JSON Web Token, one of Ory's, or so long a word of all kinds of characters that it may be one. */
    private static final Pattern TOKEN = Pattern.compile("(?<=\\b(?i:bearer|basic|dpop) )(?!\\w+=\")[\\w.~+/=-]{4,}+"
            + "|\\beyJ[\\w-]++\\.[\\w-]++\\.[\\w.-]*+"
            + "|\\bory_[a-z]++_[\\w.~-]++"
            + "|(?<![\\w~-])(?=[\\w~-]*?[a-z])(?=[\\w~-]*?[A-Z])(?=(?:[a-zA-Z_~-]*+[0-9]){3})[\\w~-]{26,}+");

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
        RequestBody sent = request.body();
        String body = text(sent);
        Exchange exchange = new Exchange(Redaction.of(request).and(secrets(sent, body)));
        exchange.show(() -> {
            exchange.line("> " + request.method() + " " + shown(request.url()));
            exchange.headers("> ", request.headers());
            if (sent != null) {
                exchange.body("> ", body, sent.contentType());
            }
        });
        Response response;
        try {
            response = chain.proceed(request);
        } catch (IOException e) {
            exchange.line("< no answer: " + e.getMessage());
            throw e;
        }
        exchange.show(() -> exchange.answer(response));
        return response;
    }

    private String shown(HttpUrl url) {
        HttpUrl.Builder shown = url.newBuilder().username("").password("");
        return (detail == Detail.NO_QUERY ? shown.query(null) : shown).build().toString();
    }

    private static String text(@Nullable RequestBody body) throws IOException {
        Buffer buffer = new Buffer();
        if (body != null) {
            body.writeTo(buffer);
        }
        return buffer.readUtf8();
    }

    private static Stream<String> secrets(@Nullable RequestBody body, String text) {
        return body instanceof FormBody form
                ? IntStream.range(0, form.size())
                        .filter(i -> SECRET_PARAMETERS.contains(form.name(i)))
                        .mapToObj(form::value)
                : secretsIn(text);
    }

    private static Stream<String> secretsIn(String body) {
        try {
            return Redaction.secretsIn(Json.parse(body));
        } catch (JsonSyntaxException notJson) {
            // It will not be shown.
            return Stream.empty();
        }
    }

    private final class Exchange {
        private Redaction redaction;

        Exchange(Redaction redaction) {
            this.redaction = redaction;
        }

        /** Whatever stands in a body, to show it must not change what becomes of the request. */
        void show(Runnable part) {
            try {
                part.run();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                line("(the rest cannot be shown)");
            }
        }

        void answer(Response response) {
            String body = "";
            Optional<String> failure = Optional.empty();
            try {
                body = response.peekBody(LARGEST_BODY + 1L).string();
            } catch (IOException e) {
                // Whoever reads the body meets the same failure, and knows what to make of it.
                failure = Optional.of("< the answer breaks off: " + e.getMessage());
            }
            // A header may repeat what is in the body.
            redaction = redaction.and(secretsIn(body));
            line("< " + response.code() + " " + response.message());
            headers("< ", response.headers());
            if (!body.isEmpty()) {
                body("< ", body, response.body().contentType());
            }
            failure.ifPresent(this::line);
        }

        void line(String line) {
            lines.accept(Escapes.of(redaction.in(line)));
        }

        void headers(String prefix, Headers headers) {
            for (String name : headers.names()) {
                boolean secret = secretHeaders.contains(name)
                        || SECRET_HEADER.matcher(name).matches();
                for (String value : headers.values(name)) {
                    line(prefix + name + ": " + (secret ? Redaction.REDACTED : shown(name, value)));
                }
            }
        }

        private String shown(String name, String value) {
            return name.equalsIgnoreCase("Location")
                    ? Explanation.withoutParameters(value)
                    : TOKEN.matcher(value).replaceAll(Redaction.REDACTED);
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
