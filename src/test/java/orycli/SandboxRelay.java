package orycli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;
import orycli.json.Json;
import orycli.sandbox.Inventions;
import orycli.sandbox.Sandbox;

/** Has a sandbox answer what a mock server was asked. */
final class SandboxRelay implements AdminApi {
    /** What the mock server says of each answer itself. */
    private static final Set<String> OF_THE_CONNECTION = Set.of("content-length", "transfer-encoding", "connection");

    private final Sandbox sandbox;
    private final HttpUrl endpoint;
    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .followRedirects(false)
            .build();

    private SandboxRelay(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.endpoint = HttpUrl.get(sandbox.endpoint().toString());
    }

    static SandboxRelay start(Inventions inventions) {
        try {
            return new SandboxRelay(Sandbox.start(0, inventions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void add(ObjectNode given) {
        HttpUrl url = endpoint.newBuilder().encodedPath("/admin/clients").build();
        RequestBody body = RequestBody.create(Json.write(given), null);
        try (Response response = client.newCall(
                        new Request.Builder().url(url).post(body).build())
                .execute()) {
            if (response.code() != 201) {
                throw new AssertionError(
                        given + " is refused: " + response.body().string());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public MockResponse answer(RecordedRequest asked) {
        HttpUrl url = asked.getUrl()
                .newBuilder()
                .scheme(endpoint.scheme())
                .host(endpoint.host())
                .port(endpoint.port())
                .build();
        ByteString body = asked.getBody();
        Request request = new Request.Builder()
                .url(url)
                .method(asked.getMethod(), body == null ? null : RequestBody.create(body, null))
                .headers(asked.getHeaders()
                        .newBuilder()
                        .removeAll("Host")
                        .removeAll("Connection")
                        .removeAll("Accept-Encoding")
                        .build())
                .build();
        try (Response response = client.newCall(request).execute()) {
            MockResponse.Builder relayed =
                    new MockResponse.Builder().status("HTTP/1.1 " + response.code() + " " + response.message());
            response.headers().forEach(header -> {
                if (!OF_THE_CONNECTION.contains(header.getFirst().toLowerCase(Locale.ROOT))) {
                    relayed.addHeader(header.getFirst(), header.getSecond());
                }
            });
            return response.code() == 204
                    ? relayed.build()
                    : relayed.body(new Buffer().write(response.body().bytes())).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
        client.connectionPool().evictAll();
    }
}
