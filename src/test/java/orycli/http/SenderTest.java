package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import orycli.RawServer;

final class SenderTest {
    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void sendsAgainWhatDoesNoHarmTwice() throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.resets(),
                RawServer.breaksOff("200 OK", "{"),
                RawServer.answers("503 Busy", ""),
                RawServer.answers("200 OK", "done"))) {
            Reply reply = send(get(raw), true);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("done");
            assertThat(reply.failure()).isEmpty();
            assertThat(reply.resent()).isTrue();
            assertThat(pauses).hasSize(3);
        }
    }

    @Test
    void givesBackHalfAnAnswerThatStaysHalf() throws IOException {
        RawServer.Answer half = RawServer.breaksOff("200 OK", "{");
        try (RawServer raw = RawServer.start(half, half, half, half, half)) {
            Reply reply = send(get(raw), true);

            assertThat(reply.failure())
                    .get()
                    .isInstanceOfSatisfying(
                            ConnectionException.class,
                            e -> assertThat(e.answerLost()).isTrue());
            assertThat(raw.requests()).hasSize(5);
        }
    }

    @Test
    void sendsNothingAgainThatMayDoHarm() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.resets())) {
            Request request = new Request.Builder().url(raw.url()).post(NOTHING).build();

            assertThatThrownBy(() -> send(request, false)).isInstanceOfSatisfying(ConnectionException.class, e -> {
                assertThat(e.answerLost()).isTrue();
                assertThat(e.url()).isEqualTo(HttpUrl.get(raw.url()));
            });
            assertThat(raw.requests()).hasSize(1);
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void remembersTheLostAnswerWhereTheServerIsGoneThen() throws IOException {
        RawServer raw = RawServer.start(RawServer.resets());
        Sender sender = new Sender(client(), duration -> {
            try {
                raw.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThatThrownBy(() -> sender.send(get(raw), true, reply -> false))
                .isInstanceOfSatisfying(
                        ConnectionException.class,
                        e -> assertThat(e.answerLost()).isTrue());
    }

    @Test
    void doesNotHoldARefusalAgainstTheRequest() throws IOException {
        try (RawServer raw = RawServer.start(
                RawServer.answers("429 Slow Down", ""),
                RawServer.answers("503 Busy", "", "Retry-After: 1"),
                RawServer.answers("400 Bad", "concurrent"),
                RawServer.answers("409 Conflict", ""))) {
            Request request = new Request.Builder().url(raw.url()).post(NOTHING).build();
            Reply reply = new Sender(client(), pauses::add)
                    .send(request, false, some -> some.body().equals("concurrent"));

            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.resent()).isFalse();
            assertThat(pauses).hasSize(3);
        }
    }

    /** A server that hangs up without a word would lose a request that is sent again on the same connection. */
    @Test
    void sendsAgainOnANewConnection() throws IOException {
        String busy = "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n";
        try (RawServer raw = RawServer.start(RawServer.says(busy), RawServer.answers("201 Created", ""))) {
            Request request = new Request.Builder().url(raw.url()).post(NOTHING).build();

            assertThat(send(request, false).status()).isEqualTo(201);
            assertThat(raw.requests()).hasSize(2);
        }
    }

    /** Of two addresses, OkHttp reports the failure of the first. */
    @Test
    void reportsTheFailureThatTellsMost() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.greets("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            OkHttpClient client = client().newBuilder()
                    .dns(host -> List.of(
                            InetAddress.getByAddress(new byte[] {127, 0, 0, 2}),
                            InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
                    .build();
            Request request = new Request.Builder()
                    .url(raw.url().replace("http://127.0.0.1", "https://two.example"))
                    .build();

            assertThatThrownBy(() -> new Sender(client, pauses::add).send(request, true, reply -> false))
                    .isInstanceOfSatisfying(
                            ConnectionException.class,
                            e -> assertThat(e.answerLost()).isFalse())
                    .hasMessage("Unsupported or unrecognized SSL message");
        }
    }

    @Test
    void takesSecretsOutOfText() {
        Redaction redaction = Redaction.of(Stream.of("long-secret", "long-secret-and-longer", "a\"b\\c", "abc", ""));

        assertThat(redaction.in("1 long-secret-and-longer 2 long-secret 3 a\"b\\c 4 a\\\"b\\\\c 5 abc"))
                .isEqualTo("1 [redacted] 2 [redacted] 3 [redacted] 4 [redacted] 5 abc");
    }

    private Reply send(Request request, boolean repeatable) throws IOException {
        return new Sender(client(), pauses::add).send(request, repeatable, reply -> false);
    }

    private static Request get(RawServer raw) {
        return new Request.Builder().url(raw.url()).build();
    }

    private static OkHttpClient client() {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .addInterceptor(RetryAfter::show)
                .addNetworkInterceptor(AnswerLostException::detect)
                .addNetworkInterceptor(RetryAfter::hide)
                .build();
    }
}
