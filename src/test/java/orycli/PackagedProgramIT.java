package orycli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.encryption.PgpKeys;
import orycli.encryption.PgpKeys.Kind;
import orycli.json.Json;

/**
 * What only a process of its own shows: real streams, pipes and signals, and what a native executable may do otherwise than
 * the JVM does.
 */
@DisabledOnOs(OS.WINDOWS)
@ParameterizedClass(name = "{0}")
@MethodSource("programs")
final class PackagedProgramIT {
    private static final String CREATED = """
            {"client_id":"a1","client_secret":"generated~secret"}""";

    private static final CountDownLatch NOW = new CountDownLatch(0);

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    @TempDir
    private Path home;

    private final Path ory;

    PackagedProgramIT(Path ory) {
        this.ory = ory;
    }

    static Stream<Path> programs() {
        return Program.all();
    }

    @Test
    void writesTheResultToAPipe() throws Exception {
        answer(NOW);

        Cli.Result result = shell("\"$ORY\" create oauth2-client -e \"$URL\" --format jsonpath=client_id | cat");

        assertThat(result).isEqualTo(new Cli.Result(0, "\"a1\"\n", """
                Warning: the server generated a secret for this client. It is not in this output and cannot be shown again.
                """));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void deletesTheClientAgainWhereTheDiskIsFull() throws Exception {
        answer(NOW);

        Cli.Result result = shell("exec \"$ORY\" create oauth2-client -e \"$URL\" > /dev/full");

        assertThat(result).isEqualTo(new Cli.Result(1, "", """
                Error: cannot write to standard output: No space left on device; the client a1 was deleted again
                """));
        assertThat(requests()).containsExactly("POST /admin/clients HTTP/1.1", "DELETE /admin/clients/a1 HTTP/1.1");
    }

    @Test
    void deletesTheClientAgainWhereStdoutIsClosed() throws Exception {
        answer(NOW);

        Cli.Result result = shell("exec \"$ORY\" create oauth2-client -e \"$URL\" >&-");

        assertThat(result).isEqualTo(new Cli.Result(1, "", """
                Error: cannot write to standard output: Bad file descriptor; the client a1 was deleted again
                """));
        assertThat(requests()).containsExactly("POST /admin/clients HTTP/1.1", "DELETE /admin/clients/a1 HTTP/1.1");
    }

    @Test
    void deletesTheClientAgainWhereTheReaderLeft() throws Exception {
        answer(NOW);

        Cli.Result result = shell("""
                {
                  until [ -e "$HOME/left" ]; do sleep 0.1; done
                  "$ORY" create oauth2-client -e "$URL"
                  echo $? >&2
                } | {
                  exec <&-
                  touch "$HOME/left"
                }
                """);

        assertThat(result.stderr()).isEqualTo("""
                Error: cannot write to standard output: Broken pipe; the client a1 was deleted again
                1
                """);
        assertThat(requests()).containsExactly("POST /admin/clients HTTP/1.1", "DELETE /admin/clients/a1 HTTP/1.1");
    }

    @Test
    void deletesTheClientAgainWhereTheProgramIsInterrupted() throws Exception {
        answer(answered);
        Process process = start(List.of(
                ory.toString(), "create", "oauth2-client", "-e", server.url("/").toString()));
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

        // SIGTERM, as a process in the background has SIGINT ignored; both end the JVM in the same way. Not by the
        // process
        // itself, which would close the streams.
        process.toHandle().destroy();
        BufferedReader stderr = process.errorReader();
        assertThat(stderr.readLine())
                .isEqualTo("Interrupted: waiting for the server's answer, so that nothing is left half done.");
        answered.countDown();

        assertThat(stderr.readLine())
                .isEqualTo("Error: interrupted: the result was not printed; the client a1 was deleted again");
        assertThat(stderr.readLine()).isNull();
        assertThat(process.inputReader().readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(requests()).containsExactly("POST /admin/clients HTTP/1.1", "DELETE /admin/clients/a1 HTTP/1.1");
    }

    @Test
    void doesNotWaitToTryAgainWhereTheProgramIsInterrupted() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.countDown();
                return new MockResponse.Builder()
                        .code(429)
                        .addHeader("Retry-After", "50")
                        .build();
            }
        });
        Process process = start(List.of(
                ory.toString(), "create", "oauth2-client", "-e", server.url("/").toString()));
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

        process.toHandle().destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(process.errorReader().readLine())
                .isEqualTo("Error: interrupted: the wait to try again was cut short");
    }

    /** In a terminal, which a command is given by another one. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void opensTheBrowserThatIsNamedAndEndsWhenItIsInterrupted() throws Exception {
        Path browser = Files.writeString(home.resolve("browser"), """
                #!/bin/sh
                echo "$1" > "$HOME/opened.part"
                mv "$HOME/opened.part" "$HOME/opened"
                """);
        assertThat(browser.toFile().setExecutable(true)).isTrue();

        Cli.Result result = shell("""
                export BROWSER="$HOME/browser" ORY_CONSOLE_URL="http://console.localhost"
                script -qec 'echo $$ > "$HOME/pid"; exec "$ORY" auth' /dev/null < /dev/null > /dev/null &
                until [ -e "$HOME/opened" ]; do sleep 0.1; done
                kill "$(cat "$HOME/pid")"
                wait $!
                echo $?
                """);

        assertThat(result).isEqualTo(new Cli.Result(0, "143\n", ""));
        assertThat(home.resolve("opened")).content().startsWith("http://project.console.localhost/oauth2/auth?");
        assertThat(home.resolve(".ory-cloud.json")).doesNotExist();
    }

    /** A refresh token is good once: one that is used up and not replaced would be a session that is lost. */
    @Test
    void storesTheNewSessionThoughItIsInterrupted() throws Exception {
        try (FakeNetwork network = new FakeNetwork(home)) {
            CountDownLatch refreshing = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            network.signedIn("2020-01-01T00:00:00Z").before("/oauth2/token", () -> {
                refreshing.countDown();
                await(interrupted);
            });
            Process process = start(List.of(ory.toString(), "auth", "-q"), network.environment());
            assertThat(refreshing.await(1, TimeUnit.MINUTES)).isTrue();

            process.toHandle().destroy();
            // The signal has to arrive before the answer does, which nothing shows.
            Thread.sleep(500);
            interrupted.countDown();

            assertThat(process.waitFor()).isEqualTo(143);
            assertThat(network.configText()).contains("\"at-1\"", "\"rt-1\"");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void runsAProgramInTheSandbox() throws Exception {
        Cli.Result result = shell("""
                export ORY_PROJECT_API_KEY=ory_pat_real
                exec "$ORY" sandbox -- sh -c 'echo "$ORY_PROJECT_API_KEY"
                  "$ORY" create oauth2-client --id a1 --secret given-secret -q
                  "$ORY" create oauth2-client --id a1 --secret given-secret -q
                  exit 7'
                """);

        assertThat(result).isEqualTo(new Cli.Result(7, "sandbox\na1\n", """
                Sandbox: nothing is kept; all clients are gone when it ends.
                Error: cannot create the client: there is already a client a1
                """));
    }

    /** As at a terminal's Ctrl-C, the program has heard of it too, and is not told again while it cleans up. */
    @Test
    void letsTheProgramInTheSandboxCleanUp() throws Exception {
        Cli.Result result = shell("""
                "$ORY" sandbox -- sh -c 'trap "sleep 1; echo cleaned up; exit 3" USR1
                  echo $$ > "$HOME/program.part"
                  mv "$HOME/program.part" "$HOME/program"
                  while :; do sleep 0.1; done' &
                until [ -e "$HOME/program" ]; do sleep 0.1; done
                kill -USR1 "$(cat "$HOME/program")"
                kill $!
                wait $!
                echo $?
                """);

        assertThat(result.stdout()).isEqualTo("cleaned up\n143\n");
    }

    @Test
    void servesUntilItIsInterrupted() throws Exception {
        Process process = start(List.of(ory.toString(), "sandbox"));
        BufferedReader stdout = process.inputReader();
        String line = stdout.readLine();

        Cli.Result result = shell("export ORY=\"$ORY\" " + line.replace("export ", "")
                + "\n\"$ORY\" create client --id a1 -q --secret s3cret-one");
        process.toHandle().destroy();

        assertThat(line).matches("export ORY_SDK_URL=http://127\\.0\\.0\\.1:[0-9]+");
        assertThat(result).isEqualTo(new Cli.Result(0, "a1\n", ""));
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void needsNoHomeAndWritesNowhere() throws Exception {
        answer(NOW);

        Cli.Result result = shell("cd / && exec env -i PATH=\"$PATH\" JAVA_HOME=\"$JAVA_HOME\" \"$ORY\""
                + " create oauth2-client -e \"$URL\" --secret given-secret -q");

        assertThat(result).isEqualTo(new Cli.Result(0, "a1\n", ""));
        assertThat(home).isEmptyDirectory();
    }

    /** The options of a JVM and of an executable's runtime are words like others. */
    @Test
    void passesEveryWordOn() throws Exception {
        answer(NOW);

        Cli.Result name =
                shell("exec \"$ORY\" create oauth2-client -e \"$URL\" --dry-run --format jsonpath=body.client_name"
                        + " --name=-Dx");
        Cli.Result words = shell("exec \"$ORY\" sandbox -- sh -c 'echo \"$@\"' sh -Dx=y -Xmx1m -XX:+Foo -XX:Flags=f");

        assertThat(name).isEqualTo(new Cli.Result(0, "\"-Dx\"\n", ""));
        assertThat(words.exitCode()).isZero();
        assertThat(words.stdout()).isEqualTo("-Dx=y -Xmx1m -XX:+Foo -XX:Flags=f\n");
    }

    @Test
    void readsNothingWhereStandardInputIsClosed() throws Exception {
        Cli.Result result = shell("exec \"$ORY\" create oauth2-client -e \"$URL\" --secret - <&-");

        assertThat(result)
                .isEqualTo(new Cli.Result(1, "", "Error: cannot use standard input as the secret: it is empty\n"));
        assertThat(server.getRequestCount()).isZero();
    }

    /** The connection to the server takes the free number, and is not written to by what was meant for a person. */
    @Test
    void saysNothingToTheServerWhereStandardErrorIsClosed() throws Exception {
        answer(NOW);

        Cli.Result result = shell("exec \"$ORY\" create oauth2-client -e \"$URL\" --format jsonpath=client_id 2>&-");

        assertThat(result).isEqualTo(new Cli.Result(0, "\"a1\"\n", ""));
        assertThat(requests()).containsExactly("POST /admin/clients HTTP/1.1");
    }

    /** The shell writes what is not ASCII: the locale of the tests may be one that cannot say it. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "en_US.UTF-8", "xx_XX.ISO-8859-1"})
    void takesAndPrintsEveryCharacterInEveryLocale(String locale) throws Exception {
        Cli.Result result = shell("""
                name=$(printf 'Z\\303\\274rich-\\346\\235\\261')
                printf '{"client_name":"%s"}' "$name" > "$HOME/$name.json"
                export LC_ALL=LOCALE
                cd "$HOME" || exit
                "$ORY" create oauth2-client -e "$URL" --dry-run --format jsonpath=body.client_name --file "$name.json"
                "$ORY" create oauth2-client -e "$URL" --dry-run --format jsonpath=body.client_name --name "$name"
                """.replace("LOCALE", locale));

        assertThat(result.exitCode()).isZero();
        // bash warns of a locale that it does not have.
        assertThat(result.stdout()).isEqualTo("\"Z\u00fcrich-\u6771\"\n".repeat(2));
    }

    /** What is trusted is read when the program runs, and not when it is built. */
    @Test
    void trustsTheCertificatesThatTheEnvironmentNames() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        server.close();
        try (MockWebServer secured = new MockWebServer()) {
            secured.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            secured.enqueue(new MockResponse.Builder().code(201).body(CREATED).build());
            secured.start();
            Path trusted = Files.writeString(home.resolve("ca.pem"), certificate.certificatePem());
            String create =
                    "\"$ORY\" create oauth2-client -q --secret s3cret-one -e https://localhost:" + secured.getPort();

            Cli.Result refused = shell("exec " + create);
            Cli.Result done = shell("SSL_CERT_FILE='" + trusted + "' exec " + create);

            assertThat(refused).isEqualTo(new Cli.Result(5, "", """
                    Error: cannot reach https://localhost:%d: its certificate is not trusted
                    Name the certificates to trust with --ca-cert FILE; --skip-tls-verify trusts anyone.
                    """.formatted(secured.getPort())));
            assertThat(done).isEqualTo(new Cli.Result(0, "a1\n", ""));
        }
    }

    @Test
    void usesTheProxyThatTheEnvironmentNames() throws Exception {
        answer(NOW);

        Cli.Result result = shell("http_proxy=\"$URL\" exec \"$ORY\" create oauth2-client -q --secret s3cret-one"
                + " -e http://hydra.example:4445");

        assertThat(result).isEqualTo(new Cli.Result(0, "a1\n", ""));
        assertThat(requests()).containsExactly("POST http://hydra.example:4445/admin/clients HTTP/1.1");
    }

    /** RFC 6761, section 6.3: no resolver is asked. */
    @Test
    void knowsThatNamesUnderLocalhostAreLoopback() throws Exception {
        answer(NOW);

        Cli.Result result = shell("exec \"$ORY\" create oauth2-client -q --secret s3cret-one -e http://a.b.localhost:"
                + server.getPort());

        assertThat(result).isEqualTo(new Cli.Result(0, "a1\n", ""));
    }

    @Test
    void encryptsTheSecret() throws Exception {
        answer(NOW);
        PgpKeys key = PgpKeys.plain(Kind.RSA);
        Path file = Files.writeString(home.resolve("key.asc"), key.armored());

        Cli.Result result =
                shell("exec \"$ORY\" create oauth2-client -e \"$URL\" --format jsonpath=client_secret --pgp-key '@"
                        + file + "'");

        assertThat(result.exitCode()).isZero();
        assertThat(key.decrypt(Json.parse(result.stdout()).textValue())).isEqualTo("generated~secret");
    }

    private void answer(CountDownLatch until) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if ("DELETE".equals(request.getMethod())) {
                    return new MockResponse.Builder().code(204).build();
                }
                asked.countDown();
                until.await();
                return new MockResponse.Builder().code(201).body(CREATED).build();
            }
        });
    }

    private List<String> requests() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            lines.add(server.takeRequest().getRequestLine());
        }
        return lines;
    }

    private Cli.Result shell(String script) throws IOException, InterruptedException {
        Process process = start(List.of("sh", "-c", script));
        // What is written to stderr is too little to fill its pipe.
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Cli.Result(process.waitFor(), out, err);
    }

    private Process start(List<String> command) throws IOException {
        return start(command, Map.of());
    }

    private Process start(List<String> command, Map<String, String> more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        // A JVM tells of some variables on stderr.
        environment.keySet().retainAll(List.of("PATH", "JAVA_HOME"));
        environment.put("ORY", ory.toString());
        environment.put("URL", server.url("/").toString());
        environment.put("HOME", home.toString());
        environment.put("ORY_NO_CACHE", "1");
        environment.putAll(more);
        return builder.start();
    }
}
