package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.RawServer;

final class TraceTest {
    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final List<String> lines = new ArrayList<>();

    @Test
    void hidesASecretOfEitherBodyInAnyHeader() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .addHeader("X-Echo", "you sent given-1 and get made-22")
                .body(
                        "{\"access_token\":\"made-22\",\"jwks\":{\"keys\":[{\"d\":\"made-33\"}]},\"nested\":\"{\\\"id_token\\\":\\\"made-44\\\"}\"}")
                .addHeader("X-Echo-2", "made-33 made-44")
                .build());

        send(RequestBody.create("{\"client_secret\":\"given-1\",\"name\":\"n\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(lines)
                .contains(
                        "< X-Echo: you sent [redacted] and get [redacted]",
                        "< X-Echo-2: [redacted] [redacted]",
                        "> {\"client_secret\":\"[redacted]\",\"name\":\"n\"}")
                .noneMatch(line -> line.contains("made-") || line.contains("given-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer abcd.efgh|Bearer [redacted]",
                "next: basic dXNlcjpwYXNz==, realm|next: basic [redacted], realm",
                "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.|[redacted]",
                "id eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln;x|id [redacted];x",
                "ory_at_abc-def.ghi|[redacted]",
                "my4NdxMq8fr9Eww.-Tmn8PBqH~|my4NdxMq8fr9Eww.-Tmn8PBqH~",
                "4NdxMq8fr9EwwTmn8PBqHabcd_|[redacted]",
                "Bearer realm=\"api\", error=\"invalid_token\"|Bearer realm=\"api\", error=\"invalid_token\"",
                "6ba7b810-9dad-11d1-80b4-00c04fd430c8|6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                "Thu, 27 Nov 2026 18:42:00 GMT|Thu, 27 Nov 2026 18:42:00 GMT",
                "max-age=31536000; includeSubDomains|max-age=31536000; includeSubDomains",
            })
    void hidesWhatLooksLikeAToken(String value, String shown) throws IOException {
        server.enqueue(new MockResponse.Builder().addHeader("X-Any", value).build());

        send(NOTHING);

        assertThat(lines).contains("< X-Any: " + shown);
    }

    @Test
    void showsNothingOfAForm() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .addHeader("X-Echo", "the-code the-verifier the-assertion")
                .body("{\"error\":\"the-code the-verifier the-assertion the-secret the-token\"}")
                .build());
        FormBody form = new FormBody.Builder()
                .add("grant_type", "authorization_code")
                .add("code", "the-code")
                .add("code_verifier", "the-verifier")
                .add("client_assertion", "the-assertion")
                .add("client_secret", "the-secret")
                .add("refresh_token", "the-token")
                .build();

        send(form);

        assertThat(lines)
                .contains("> (150 characters of application/x-www-form-urlencoded)")
                .noneMatch(line -> line.contains("the-"));
    }

    /** What is shown must not decide what becomes of the request. */
    @Test
    void changesNothingWhereABodyCannotBeShown() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .body("{\"a\":1e99999999999999999999}")
                .build());

        assertThat(send(NOTHING).body()).isEqualTo("{\"a\":1e99999999999999999999}");
    }

    @Test
    void showsTheHeadersOfAnAnswerThatBreaksOff() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.breaksOff("200 OK", "{", "X-Any: 1"))) {
            assertThat(send(raw.url(), NOTHING).failure()).isPresent();

            assertThat(lines).contains("< 200 OK", "< X-Any: 1", "< the answer breaks off: unexpected end of stream");
        }
    }

    private Reply send(RequestBody body) throws IOException {
        return send(server.url("/").toString(), body);
    }

    private Reply send(String url, RequestBody body) throws IOException {
        Request request = new Request.Builder().url(url).post(body).build();
        HttpSettings settings = new HttpSettings(
                Duration.ZERO,
                "test",
                Headers.EMPTY,
                false,
                Optional.empty(),
                Optional.empty(),
                name -> Optional.empty(),
                Optional.of(lines::add));
        OkHttpClient client = new HttpClients(settings).forApi(request.url());
        return new Sender(client, new Pace(wait -> {})).send(request, false, no -> false);
    }
}
