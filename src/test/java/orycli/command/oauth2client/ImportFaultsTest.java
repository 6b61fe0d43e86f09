package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.failure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.command.option.Context;
import orycli.command.option.Notes;
import orycli.command.option.value.TextInput;
import orycli.http.Pace;
import orycli.http.Sender;
import orycli.hydra.HydraAdminClient;
import orycli.hydra.IfExists;
import orycli.hydra.Upsert;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.output.OutputFormatter;
import orycli.output.Shape;
import orycli.terminal.Terminal;

/** Imports that meet trouble: one client's, or all clients'. No secret is lost without a word. */
@Timeout(60)
final class ImportFaultsTest {
    private static final String FULL = "cannot write to standard output: No space left on device";
    private static final String AGAIN = "To go on, run it again with --if-exists skip.\n";
    private static final String THREE = "[{\"client_id\":\"i1\"},{\"client_id\":\"i2\"},{\"client_id\":\"i3\"}]";
    private static final String ROTATE =
            "If it is there, nobody knows its secret; a new one comes of 'ory rotate oauth2-client-secret'.\n";

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path folder;

    private final Cli cli = new Cli();

    /** An output with room for so many bytes. */
    private static final class SmallDisk extends OutputStream {
        private int room;

        SmallDisk(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            room--;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":"invalid_client_metadata","error_description":"no secret of 5 characters"} | cannot create the client i2: 400 Client Error: no secret of 5 characters
            403 | {"error":"not allowed"}                                     | cannot create the client i2: 403 Client Error: not allowed
            409 | {"error":"conflict"}                                        | cannot create the client: there is already a client i2
            500 | {"error":"disk"}                                            | cannot create the client i2: 500 Server Error: disk
            404 | <html><body>Welcome</body></html>                           | cannot create the client i2: 404 Client Error
            """)
    void importsTheOthersWhereOneIsRefused(int status, String body, String message) {
        answer(Map.of("i2", request -> Creation.answer(status, body)));

        Cli.Result result = run(THREE);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("i1\ni3\n");
        assertThat(result.stderr())
                .startsWith("Error: standard input, client 2 (i2): " + message + "\n")
                .endsWith("Warning: 1 of 3 clients was not imported. " + AGAIN);
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void stopsWhereTheCredentialsAreRefused(int concurrency) {
        server.setDispatcher(dispatcher(request -> Creation.answer(401, "{\"error\":\"who are you\"}")));

        Cli.Result result = run(THREE, "--concurrency", "" + concurrency);

        assertThat(result).isEqualTo(new Cli.Result(4, "", """
                Error: standard input, client 1 (i1): cannot create the client i1: 401 Client Error: who are you
                Give the server the credentials that it asks for: -H 'Authorization: Bearer TOKEN', or, on Ory Network, a \
                project's key in ORY_PROJECT_API_KEY.
                Warning: 3 of 3 clients were not imported.
                """));
        assertThat(server.getRequestCount()).isBetween(1, concurrency);
    }

    /** So that an import takes no longer than it must. */
    @Test
    void sendsTheOthersWhileTheFirstIsUnderWay() {
        CountDownLatch others = new CountDownLatch(1);
        answer(request -> {
            String id = id(request);
            if (!id.equals("i1")) {
                others.countDown();
            } else if (!others.await(10, TimeUnit.SECONDS)) {
                return Creation.answer(500, "{\"error\":\"nobody else came\"}");
            }
            return created(id);
        });

        assertThat(run(THREE, "--concurrency", "2").stdout()).isEqualTo("i1\ni2\ni3\n");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void sendsTheFirstOfAFewFirst() {
        CountDownLatch others = new CountDownLatch(2);
        List<String> ids = new CopyOnWriteArrayList<>();
        answer(request -> {
            String id = id(request);
            ids.add(id);
            if (id.equals("i1")) {
                assertThat(ids).containsExactly("i1");
            } else {
                others.countDown();
                others.await(10, TimeUnit.SECONDS);
            }
            return created(id);
        });

        assertThat(run(THREE, "--concurrency", "3").stdout()).isEqualTo("i1\ni2\ni3\n");
        assertThat(ids).startsWith("i1").hasSize(3);
        assertThat(others.getCount())
                .as("those that are answered only together")
                .isZero();
    }

    @Test
    void stopsInTheMiddleWhereTheCredentialsEnd() {
        answer(Map.of("i2", request -> Creation.answer(401, "{\"error\":\"expired\"}")));

        Cli.Result result = run(THREE);

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stdout()).isEqualTo("i1\n");
        assertThat(result.stderr()).endsWith("Warning: 2 of 3 clients were not imported. " + AGAIN);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void stopsWhereTheConnectionIsRefused() {
        assertThat(run(THREE, "--endpoint", "http://127.0.0.1:1", "--concurrency", "3"))
                .isEqualTo(failure(
                        5,
                        "Error: standard input, client 1 (i1): cannot reach http://127.0.0.1:1: connection refused",
                        "Warning: 3 of 3 clients were not imported."));
    }

    @Test
    void sendsAClientWithItsOwnIdAgainWhereTheConnectionBreaks() {
        cli.stdin(THREE).and("ORY_SDK_URL", hydra.url());
        hydra.breakOffOnce();

        assertThat(cli.execute("import", "oauth2-client", "-q", "--concurrency", "1")
                        .stdout())
                .isEqualTo("i1\ni2\ni3\n");
    }

    @Test
    void namesTheClientWhoseAnswerWasLost() {
        loseAnswersAbout("i2");

        Cli.Result result = run(THREE);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("i1\ni3\n");
        assertThat(result.stderr()).startsWith("""
                Error: standard input, client 2 (i2): the client i2 was created, but the answer with its secret was lost
                Delete the client and create it again, or rotate its secret.
                """);
    }

    @Test
    void knowsTheClientWhoseAnswerWasLostByTheSecretThatItWasGiven() {
        loseAnswersAbout("i1");

        assertThat(run("{\"client_id\":\"i1\",\"client_secret\":\"my-own-secret\"}"))
                .isEqualTo(new Cli.Result(0, "i1\n", ""));
    }

    /** Creates it without a word, and tells of it when it is asked. */
    private void loseAnswersAbout(String lost) {
        List<String> created = Collections.synchronizedList(new ArrayList<>());
        answer(request -> {
            if (request.getMethod().equals("GET")) {
                return Creation.answer(200, "{\"client_id\":\"" + lost + "\"}");
            }
            String id = id(request);
            if (!id.equals(lost)) {
                return created(id);
            }
            if (created.contains(id)) {
                return Creation.answer(409, "{\"error\":\"it exists\"}");
            }
            created.add(id);
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        });
    }

    @Test
    void saysOfAClientWithoutAnIdThatItsOutcomeIsUnknown() {
        cli.stdin("[{\"client_name\":\"a b\"},{\"client_name\":\"c\"}]").and("ORY_SDK_URL", hydra.url());
        hydra.loseAnswerOnce();

        Cli.Result result = cli.execute("import", "oauth2-client", "--format", "jsonpath=#", "--concurrency", "1");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stderr()).startsWith("""
                Error: standard input, client 1: it is unknown whether the client was created: the connection broke before \
                the answer was complete
                Before you try again, look whether it exists: GET %s/admin/clients?client_name=a%%20b
                """.formatted(hydra.url())).endsWith("""
                Warning: 1 of 2 clients was not imported. To go on, run it again with --if-exists skip. A client without an \
                id would be created twice; leave out what was printed.
                """);
        assertThat(hydra.calls()).hasSize(2);
    }

    @Test
    void advisesToRotateTheSecretOfAClientThatMayBeThere() {
        answer(Map.of("i2", request -> Creation.answer(502, "")));

        Cli.Result result = run(THREE);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("i1\ni3\n");
        assertThat(result.stderr()).startsWith("""
                Error: standard input, client 2 (i2): it is unknown whether the client was created: the server answered 502 \
                Server Error
                """ + ROTATE);
    }

    @Test
    void goesOnWhereTheServerHangsForOne() {
        answer(Map.of(
                "i2",
                request -> new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build()));

        Cli.Result result = run(THREE, "--timeout", "500ms");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("i1\ni3\n");
        assertThat(result.stderr()).startsWith("""
                Error: standard input, client 2 (i2): it is unknown whether the client was created: no answer in time
                """ + ROTATE);
    }

    @Test
    void takesBackTheClientWhoseAnswerIsNoClient() {
        answer(Map.of("i2", request -> Creation.answer(201, "<html>")));

        Cli.Result result = run(THREE);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("i1\ni3\n");
        assertThat(result.stderr()).startsWith("""
                Error: standard input, client 2 (i2): cannot create the client: the server's answer cannot be read: it is \
                not a client
                The client i2 was deleted again.
                """);
    }

    @Test
    void allWaitWhereTheServerIsBusy() {
        cli.stdin(THREE).and("ORY_SDK_URL", hydra.url());
        hydra.answerOnce(429, Map.of("Retry-After", "7"), "{}");

        assertThat(cli.execute("import", "oauth2-client", "-q", "--concurrency", "1")
                        .stdout())
                .isEqualTo("i1\ni2\ni3\n");
        assertThat(cli.pauses()).hasSize(1);
        assertThat(cli.pauses().get(0)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7));
    }

    @Test
    void doesNotGiveUpOnABusyServerThatLetsOthersThrough() {
        List<String> refused = Collections.synchronizedList(new ArrayList<>());
        String many = IntStream.range(0, 40)
                .mapToObj(i -> "{\"client_id\":\"c" + i + "\"}")
                .collect(Collectors.joining("\n"));
        // Each is refused once, so that there are far more refusals than one request is sent again.
        answer(request -> {
            String id = id(request);
            if (refused.contains(id)) {
                return created(id);
            }
            refused.add(id);
            return Creation.answer(429, "{}");
        });

        Cli.Result result = run(many, "--concurrency", "4");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout().lines()).hasSize(40);
    }

    @Test
    void resultsComeInTheOrderOfTheInput() {
        CountDownLatch others = new CountDownLatch(1);
        answer(request -> {
            if (id(request).equals("i2")) {
                others.await();
            } else if (id(request).equals("i3")) {
                others.countDown();
            }
            return created(id(request));
        });

        assertThat(run(THREE, "--concurrency", "3").stdout()).isEqualTo("i1\ni2\ni3\n");
    }

    @Test
    void takesBackAllThatATableWouldHaveShown() {
        cli.stdin(THREE.replace("{\"client_id\":\"i2\"", "{\"client_id\":\"i2\",\"client_secret\":\"my-own-secret\""))
                .stdout(new SmallDisk(10))
                .and("ORY_SDK_URL", hydra.url());

        assertThat(cli.execute("import", "oauth2-client", "--concurrency", "1"))
                .isEqualTo(new Cli.Result(1, "", """
                        Error: standard input, client 1 (i1): %1$s; the client i1 was deleted again
                        Error: standard input, client 2 (i2): %1$s; the client i2 was created, with the secret that you gave it
                        Error: standard input, client 3 (i3): %1$s; the client i3 was deleted again
                        Warning: 3 of 3 clients were not imported.
                        """.formatted(FULL)));
        assertThat(calls())
                .containsExactlyInAnyOrder(
                        "POST /admin/clients",
                        "POST /admin/clients",
                        "POST /admin/clients",
                        "DELETE /admin/clients/i1",
                        "DELETE /admin/clients/i3");
    }

    @Test
    void stopsWhereOneCannotBePrinted() {
        cli.stdin(THREE).stdout(new SmallDisk(5)).and("ORY_SDK_URL", hydra.url());

        Cli.Result result = cli.execute("import", "oauth2-client", "-q", "--concurrency", "1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .startsWith("Error: standard input, client 2 (i2): " + FULL + "; the client i2 was deleted again\n");
        assertThat(calls()).contains("DELETE /admin/clients/i2").doesNotContain("DELETE /admin/clients/i1");
    }

    /** It was there before, and its secret is somewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"skip", "update"})
    void takesBackOnlyWhatItCreated(String ifExists) throws IOException {
        hydra.add(Json.nodes().objectNode().put("client_id", "i1"));
        cli.stdin("[{\"client_id\":\"i1\",\"owner\":\"a\"},{\"client_id\":\"i2\"}]")
                .stdout(new SmallDisk(0))
                .and("ORY_SDK_URL", hydra.url());

        Cli.Result result = cli.execute("import", "oauth2-client", "--if-exists", ifExists, "--concurrency", "1");

        assertThat(result.stderr())
                .startsWith("Error: standard input, client 1 (i1): " + FULL + "; the client i1 was "
                        + (ifExists.equals("skip") ? "there already, and is as it was" : "updated"));
        assertThat(calls()).contains("DELETE /admin/clients/i2").doesNotContain("DELETE /admin/clients/i1");
    }

    @Test
    void saysThatTheLastOfTheTextIsMissing() {
        cli.stdin("[{\"client_id\":\"i1\",\"client_secret\":\"my-own-secret\"},{\"client_id\":\"i2\"}]")
                .and("ORY_SDK_URL", hydra.url());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        String flags = "import oauth2-client --format json --concurrency 1";
        cli.stdout(whole).execute(flags.split(" "));
        Cli again = new Cli()
                .stdin("[{\"client_id\":\"j1\",\"client_secret\":\"my-own-secret\"},{\"client_id\":\"j2\"}]")
                .stdout(new SmallDisk(whole.size() - 2))
                .and("ORY_SDK_URL", hydra.url());

        assertThat(again.execute(flags.split(" "))).isEqualTo(failure(1, "Error: " + FULL));
    }

    @Test
    void takesBackWhatAPathDoesNotFindAfterAll() {
        cli.stdin(THREE).and("ORY_SDK_URL", hydra.url());
        hydra.answerOnce(400, Map.of(), "{\"error\":\"no\"}");

        Cli.Result result =
                cli.execute("import", "oauth2-client", "--format", "jsonpath=2.client_secret", "--concurrency", "1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .contains(
                        "Error: standard input, client 2 (i2): 2.client_secret finds nothing in the result; the client i2"
                                + " was deleted again\n");
        assertThat(calls()).contains("DELETE /admin/clients/i2", "DELETE /admin/clients/i3");
    }

    @Test
    void saysThatAFileHasChanged() throws IOException {
        Path file = folder.resolve("c");
        String filler = " ".repeat(100_000);
        Files.writeString(
                file,
                THREE.replace(",{\"client_id\":\"i3\"}", filler + ",{\"client_id\":\"i3\"}")
                        .replace(",{\"client_id\":\"i2\"}", filler + ",{\"client_id\":\"i2\"}"));
        answer(request -> {
            Files.writeString(file, "");
            return created(id(request));
        });

        Cli.Result result = cli.execute(
                "import",
                "oauth2-client",
                file.toString(),
                "-e",
                server.url("/").toString(),
                "-q",
                "--concurrency",
                "1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).isEqualTo("i1\n");
        assertThat(result.stderr())
                .startsWith("Error: cannot use " + file + ": client 2: it ends too early (line 1, column ")
                .endsWith("Warning: 2 of 3 clients were not imported. " + AGAIN);
    }

    @Test
    void anInterruptShowsWhatCameAndTakesBackWhatComesLater() throws Exception {
        Interruption interruption = new Interruption();

        interruption.run(Duration.ofMinutes(1), interruption.printed);

        assertThat(interruption.exitCode).isEqualTo(130);
        assertThat(interruption.shown()).containsExactly("CLIENT ID", "i1");
        assertThat(interruption.requests)
                .containsExactly("POST /admin/clients", "POST /admin/clients", "DELETE /admin/clients/i2");
        assertThat(interruption.stderr()).isEqualTo("""
                Error: interrupted: standard input, client 2 (i2): the result was not printed; the client i2 was deleted \
                again
                Warning: 2 of 3 clients were not imported. %s""".formatted(AGAIN));
    }

    @Test
    void anInterruptNamesTheClientOfWhichNothingIsKnown() throws Exception {
        Interruption interruption = new Interruption();
        CountDownLatch over = new CountDownLatch(1);

        interruption.run(Duration.ZERO, over);

        assertThat(interruption.shown()).containsExactly("CLIENT ID", "i1");
        assertThat(interruption.stderr()).isEqualTo("""
                Interrupted: waiting for the server's answer, so that nothing is left half done.
                Error: interrupted: standard input, client 2 (i2): it is unknown whether the client was created
                """ + ROTATE);
        over.countDown();
        interruption.program.join();
    }

    /** A program that is interrupted while its second request is not answered. */
    private final class Interruption {
        final CountDownLatch printed = new CountDownLatch(1);
        final List<String> requests = Collections.synchronizedList(new ArrayList<>());
        Thread program = Thread.currentThread();
        volatile int exitCode;

        private final CountDownLatch asked = new CountDownLatch(1);
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                printed.countDown();
            }
        };

        /**
         * Returns when the process would end.
         *
         * @param grace how long the program waits
         * @param answer when the second request is answered
         */
        void run(Duration grace, CountDownLatch answer) throws InterruptedException {
            server.setDispatcher(dispatcher(request -> {
                requests.add(request.getMethod() + " " + request.getTarget());
                if (request.getMethod().equals("DELETE")) {
                    return new MockResponse.Builder().code(204).build();
                }
                if (id(request).equals("i2")) {
                    asked.countDown();
                    answer.await();
                }
                return created(id(request));
            }));
            Terminal terminal = cli.stdin(THREE).stdout(out).terminal(err);
            Context context = new Context(terminal, new Notes(terminal, false), () -> "1", false);
            program = new Thread(() -> exitCode = run(context, grace));
            program.start();
            asked.await();
            cli.interrupt();
            if (!grace.isZero()) {
                program.join();
            }
        }

        private int run(Context context, Duration grace) {
            Terminal terminal = context.terminal();
            HydraAdminClient admin = new HydraAdminClient(
                    server.url("/"), new Sender(new OkHttpClient(), new Pace(terminal.interrupts()::pause)));
            ClientFiles files = new ClientFiles(List.of(new ClientFile("-", new TextInput(terminal))), false);
            int count = files.check().count();
            Results results = new Results(context, OutputFormatter.parse("table"), Optional.empty(), Shape.ARRAY, true);
            try (HandOver handOver = HandOver.begin(context, grace);
                    ClientFiles.Reader reader = files.read()) {
                return new Import(
                                context,
                                handOver,
                                results,
                                client -> new Upsert(admin, client, client, IfExists.FAIL),
                                1,
                                Clock.systemUTC())
                        .run(reader, count, AGAIN.strip());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        List<String> shown() {
            return out.toString(StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("\t.*", ""))
                    .toList();
        }

        String stderr() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    /** What is done with a request. */
    @FunctionalInterface
    private interface Answer {
        MockResponse to(RecordedRequest request) throws IOException, InterruptedException;
    }

    private static Dispatcher dispatcher(Answer answer) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                try {
                    return answer.to(request);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Has each client created, save for these; a client is deleted at once. */
    private void answer(Map<String, Function<RecordedRequest, MockResponse>> exceptions) {
        answer(request -> {
            String id = id(request);
            return exceptions.containsKey(id) ? exceptions.get(id).apply(request) : created(id);
        });
    }

    private void answer(Answer answer) {
        server.setDispatcher(dispatcher(request -> request.getMethod().equals("DELETE")
                ? new MockResponse.Builder().code(204).build()
                : answer.to(request)));
    }

    private static String id(RecordedRequest request) {
        try {
            return Json.parse(request.getBody().utf8()).path("client_id").asText();
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MockResponse created(String id) {
        return Creation.answer(201, "{\"client_id\":\"" + id + "\",\"client_secret\":\"secret-of-" + id + "\"}");
    }

    /** One after another, unless otherwise said. */
    private Cli.Result run(String text, String... flags) {
        return cli.stdin(text)
                .and("ORY_SDK_URL", server.url("/").toString())
                .execute(Stream.concat(
                                Stream.of("import", "oauth2-client", "-q", "--concurrency", "1"), Stream.of(flags))
                        .toArray(String[]::new));
    }

    private List<String> calls() {
        return hydra.calls().stream()
                .map(call -> call.method() + " " + call.path())
                .toList();
    }
}
