package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.RawServer;

final class SenderTest {
    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);

    private final List<Duration> pauses = new ArrayList<>();

    @StartStop
    private final MockWebServer server = new MockWebServer();

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
        Sender sender = new Sender(client(), new Pace(duration -> raw.close()));

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
            Reply reply = new Sender(client(), new Pace(pauses::add))
                    .send(request, false, some -> some.body().equals("concurrent"));

            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.resent()).isFalse();
            assertThat(pauses).hasSize(3);
        }
    }

    /** A request that is sent on a connection which the server has closed during the wait would be lost. */
    @Test
    void sendsAgainOnANewConnectionWhereTheServerHungUp() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.says(busy(0)), RawServer.answers("201 Created", ""))) {
            Reply reply =
                    new Sender(client(), new Pace(wait -> raw.awaitHangUp())).send(post(raw.url()), false, no -> false);

            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.resent()).isFalse();
            assertThat(raw.requests()).hasSize(2);
        }
    }

    @Test
    void keepsTheConnectionThroughAWait() throws Exception {
        server.enqueue(new MockResponse.Builder().code(429).build());
        server.enqueue(new MockResponse.Builder().code(201).build());

        assertThat(send(post(url()), false).status()).isEqualTo(201);
        assertThat(server.takeRequest().getExchangeIndex()).isZero();
        assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(1);
    }

    /** All hands are busy, but the work goes on. */
    @Test
    void doesNotGiveUpOnABusyServerThatDealsWithOthers() throws IOException {
        Pace pace = new Pace(pauses::add);
        OkHttpClient client = client();
        Sender sender = new Sender(client, pace);
        AtomicInteger asked = new AtomicInteger();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getUrl().encodedPath().equals("/other")) {
                    return new MockResponse.Builder().code(200).build();
                }
                if (asked.incrementAndGet() > 12) {
                    return new MockResponse.Builder().code(201).build();
                }
                try {
                    sender.send(new Request.Builder().url(server.url("/other")).build(), true, no -> false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return new MockResponse.Builder().code(429).build();
            }
        });

        assertThat(sender.send(post(url()), false, no -> false).status()).isEqualTo(201);
        assertThat(pauses)
                .hasSize(12)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(250), Duration.ofMillis(500)));
    }

    @Test
    void givesUpOnAServerThatIsBusyForAll() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(429).build();
            }
        });

        assertThat(send(post(url()), false).status()).isEqualTo(429);
        assertThat(server.getRequestCount()).isEqualTo(5);
        assertThat(pauses).hasSize(4);
    }

    /** The caller names the wait, from the answer. */
    @Test
    void doesNotWaitLongerThanAMinute() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "61")
                .build());

        Reply reply = send(post(url()), false);

        assertThat(reply.requestedWait()).isEqualTo(Duration.ofSeconds(61));
        assertThat(pauses).isEmpty();
    }

    @Test
    void makesOthersWaitWhereTheServerIsBusy() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Pace pace = new Pace(wait -> {
            waiting.countDown();
            await(over);
        });
        server.setDispatcher(new Dispatcher() {
            private boolean told;

            @Override
            public synchronized MockResponse dispatch(RecordedRequest request) {
                MockResponse answer = new MockResponse.Builder()
                        .code(told ? 200 : 503)
                        .setHeader("Retry-After", "50")
                        .build();
                told = true;
                return answer;
            }
        });
        Sender sender = new Sender(client(), pace);
        FutureTask<Reply> first = new FutureTask<>(() -> sender.send(post(url()), false, no -> false));
        FutureTask<Reply> second = new FutureTask<>(() -> sender.send(post(url()), false, no -> false));
        new Thread(first).start();
        await(waiting);
        Thread other = new Thread(second);
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThat(server.getRequestCount()).isEqualTo(1);
        over.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        assertThat(second.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
    }

    @Test
    void isToldToEndInThePausesOwnWordsWhereNothingWasDone() throws IOException {
        IOException end = new IOException("the program is told to end");
        Sender sender = new Sender(client(), new Pace(wait -> {
            throw end;
        }));
        server.enqueue(new MockResponse.Builder().code(429).build());

        assertThatThrownBy(() -> sender.send(post(url()), false, no -> false)).isSameAs(end);
    }

    @Test
    void isToldToEndWhereSomethingMayHaveBeenDone() throws IOException {
        IOException end = new IOException("the program is told to end");
        Sender sender = new Sender(client(), new Pace(wait -> {
            throw end;
        }));
        server.enqueue(new MockResponse.Builder().code(504).build());

        assertThatThrownBy(() -> sender.send(post(url()), true, no -> false))
                .isInstanceOfSatisfying(
                        ConnectionException.class,
                        e -> assertThat(e.answerLost()).isTrue())
                .hasCause(end);
    }

    /** What became of a request is in the head of the answer. */
    @ParameterizedTest
    @CsvSource({
        "Content-Length: -5, it breaks the rules of HTTP",
        "Retry-After: \u00e9, ''",
        "Retry-After: 99999999999999999999, ''",
        "Date: \u00e9, ''",
        "Content-Type: \u00e9, ''",
        "Content-Encoding: \u00e9, ''",
    })
    void knowsTheStatusWhateverIsWrongWithTheHeaders(String header, String failure) throws IOException {
        String answer = "HTTP/1.1 201 Created\r\nLocation: /admin/clients/a\r\n" + header + "\r\n\r\n{}";
        try (RawServer raw = RawServer.start(RawServer.says(answer))) {
            Reply reply = send(post(raw.url()), false);

            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.headers().get("Location")).isEqualTo("/admin/clients/a");
            assertThat(reply.failure().map(IOException::getMessage).orElse("")).isEqualTo(failure);
            assertThat(raw.requests()).hasSize(1);
        }
    }

    @Test
    void knowsTheStatusOfAnAnswerThatMayHaveNoBody() throws IOException {
        try (RawServer raw = RawServer.start(RawServer.answers("204 No Content", "but this"))) {
            Reply reply = send(post(raw.url()), false);

            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.failure()).get().isInstanceOf(ConnectionException.class);
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(new OutOfMemoryError(), "it is larger than the memory"),
                arguments(new StackOverflowError(), "it breaks the rules of HTTP"),
                arguments(new IllegalStateException("a bug"), "it breaks the rules of HTTP"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void letsNothingEscapeOnceTheAnswerBegan(Throwable fault, String words) throws IOException {
        server.enqueue(new MockResponse.Builder().code(201).body("{}").build());
        OkHttpClient client = client().newBuilder()
                .addInterceptor(chain -> {
                    chain.proceed(chain.request()).close();
                    throw thrown(fault);
                })
                .build();

        Reply reply = new Sender(client, new Pace(pauses::add)).send(post(url()), false, no -> false);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.failure()).get().isInstanceOf(IOException.class).hasToString("java.io.IOException: " + words);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void letsNothingEscapeOnceTheRequestWasSent(Throwable fault, String words) {
        RequestBody body = new RequestBody() {
            @Override
            public @Nullable MediaType contentType() {
                return null;
            }

            @Override
            public void writeTo(BufferedSink sink) {
                throw thrown(fault);
            }
        };
        Request request = new Request.Builder().url(url()).post(body).build();

        assertThatThrownBy(() -> send(request, false))
                .isInstanceOfSatisfying(
                        ConnectionException.class,
                        e -> assertThat(e.answerLost()).isTrue())
                .hasMessage(words);
    }

    /** Nothing is unknown then, and it is a bug. */
    @Test
    void reportsABugWhereNothingWasSent() {
        IllegalStateException bug = new IllegalStateException("a bug");
        OkHttpClient client = client().newBuilder()
                .addInterceptor(chain -> {
                    throw bug;
                })
                .build();

        assertThatThrownBy(() -> new Sender(client, new Pace(pauses::add)).send(post(url()), false, no -> false))
                .isSameAs(bug);
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

            assertThatThrownBy(() -> new Sender(client, new Pace(pauses::add)).send(request, true, reply -> false))
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
        return new Sender(client(), new Pace(pauses::add)).send(request, repeatable, reply -> false);
    }

    private static Request get(RawServer raw) {
        return new Request.Builder().url(raw.url()).build();
    }

    private static Request post(String url) {
        return new Request.Builder().url(url).post(NOTHING).build();
    }

    private String url() {
        return server.url("/").toString();
    }

    private static String busy(int seconds) {
        return "HTTP/1.1 503 Busy\r\nRetry-After: " + seconds + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Thrown as what it is, though it may not be declared. */
    private static RuntimeException thrown(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        return (RuntimeException) fault;
    }

    private static OkHttpClient client() {
        return HttpClients.forSender(new OkHttpClient.Builder()).build();
    }
}
