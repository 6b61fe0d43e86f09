package orycli.encryption;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import orycli.http.ConnectionException;
import orycli.http.HttpClients;
import orycli.text.Limited;
import orycli.text.TooLargeException;

/** What a server gave as a PGP key. */
final class KeyDownload {
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_MEBIBYTES = 1;

    private final byte[] body;
    private final Optional<HttpUrl> exposed;

    private KeyDownload(byte[] body, Optional<HttpUrl> exposed) {
        this.body = body;
        this.exposed = exposed;
    }

    /** The address without its user, password, query and fragment, any of which may be somebody's secret. */
    static String nameOf(HttpUrl url) {
        return url.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build()
                .toString();
    }

    /**
     * Asks the server, and those that it redirects to; empty where there is no such resource.
     *
     * @throws ConnectionException where that server, or one that it redirects to, cannot be reached
     */
    static Optional<KeyDownload> from(HttpUrl start, Call.Factory http) throws IOException {
        HttpUrl url = start;
        Optional<HttpUrl> exposed = Optional.empty();
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            if (exposed.isEmpty() && !url.isHttps() && !HttpClients.isLoopback(url)) {
                exposed = Optional.of(url);
            }
            Request request = new Request.Builder().url(url).build();
            try (Response response = http.newCall(request).execute()) {
                switch (response.code()) {
                    case 200 -> {
                        return Optional.of(new KeyDownload(body(response), exposed));
                    }
                    case 404 -> {
                        return Optional.empty();
                    }
                    case 301, 302, 303, 307, 308 -> url = target(response);
                    default -> throw new PgpKeyException(nameOf(url) + " answered with HTTP " + response.code());
                }
            } catch (PgpKeyException e) {
                throw e;
            } catch (IOException e) {
                throw ConnectionException.of(request.url(), e);
            }
        }
        throw new PgpKeyException(nameOf(start) + " redirects more than " + MAX_REDIRECTS + " times");
    }

    /**
     * Encrypts to the keys in the answer.
     *
     * @param subject what messages call the answer
     */
    SecretEncryptor encryptor(String subject, Clock clock) throws PgpKeyException {
        PgpEncryptor encryptor = PgpEncryptor.to(PgpKeyReader.read(body, subject), clock);
        return exposed.map(url -> encryptor.with("the PGP key came over a connection that is not encrypted ("
                        + nameOf(url) + "), where it can be exchanged."))
                .orElse(encryptor);
    }

    private static HttpUrl target(Response response) throws PgpKeyException {
        HttpUrl from = response.request().url();
        String location = response.header("Location");
        @Nullable HttpUrl to = location == null ? null : from.resolve(location);
        if (to == null) {
            throw new PgpKeyException(nameOf(from) + " redirects to nowhere (HTTP " + response.code() + ")");
        }
        if (from.isHttps() && !to.isHttps()) {
            throw new PgpKeyException(nameOf(from) + " redirects to " + nameOf(to)
                    + ", which is not followed because the connection is not encrypted");
        }
        return to;
    }

    private static byte[] body(Response response) throws IOException {
        String name = nameOf(response.request().url());
        byte[] body;
        try {
            body = Limited.bytes(response.body().byteStream(), MAX_MEBIBYTES);
        } catch (TooLargeException e) {
            throw new PgpKeyException(
                    "the answer of " + name + " is larger than " + MAX_MEBIBYTES + " MiB, which no PGP key is");
        }
        // Some key servers put the armored key into a page, and that can be read.
        if (isHtml(response) && !PgpKeyReader.isArmored(body)) {
            throw new PgpKeyException(name + " is a web page, not a PGP key");
        }
        return body;
    }

    private static boolean isHtml(Response response) {
        MediaType type = response.body().contentType();
        return type != null && (type.subtype().equals("html") || type.subtype().equals("xhtml+xml"));
    }
}
