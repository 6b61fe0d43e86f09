package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.FakeNetwork;
import orycli.http.Pace;
import orycli.http.Sender;

final class LoginTest {
    /** Another address of this computer than the one that the browser is sent back to; on Linux it has many. */
    private static final String ELSEWHERE = "127.0.0.2";

    @TempDir
    private Path home;

    private final OkHttpClient http = new OkHttpClient.Builder()
            .followRedirects(false)
            .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
            .build();
    private final List<String> said = new ArrayList<>();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private InputStream typed = InputStream.nullInputStream();
    private HttpUrl opened = HttpUrl.get("http://localhost/");
    private FakeNetwork network;

    @BeforeEach
    void start() throws IOException {
        network = new FakeNetwork(home);
        typed = new PipedInputStream(keyboard, 1 << 16);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void givesUpWhereNobodySignsIn() {
        List<Boolean> reachableFromElsewhere = new ArrayList<>();

        assertThatThrownBy(() -> login(
                                NetworkHosts.of(variable -> Optional.empty()),
                                Duration.ofMillis(50),
                                callback -> reachableFromElsewhere.add(isReachable(ELSEWHERE, callback.port())))
                        .run())
                .isInstanceOf(NotSignedInException.class)
                .hasMessage("nobody signed in within 0 minutes");

        assertThat(opened.host()).isEqualTo("project.console.ory.com");
        assertThat(opened.queryParameter("audience")).isEqualTo("https://api.console.ory.com");
        assertThat(isReachable("127.0.0.1", redirectUri().port())).isFalse();
        assertThat(reachableFromElsewhere).containsExactly(false);
    }

    @Test
    void aPersonMayTakeFiveMinutes() {
        assertThat(Login.PATIENCE).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void asksInThreeLines() throws IOException {
        signIn(callback -> type(callback + "\n"));

        assertThat(said)
                .containsExactly(
                        "Sign in to Ory Network with your browser. If it has not opened, visit:",
                        "  " + opened,
                        "If that browser is on another computer, paste the address here at which it ends.",
                        "You are now signed in as: dev@example.org");
    }

    @Test
    void takesTheAddressAtWhichABrowserElsewhereEnded() throws IOException {
        OryConfig config = signIn(callback -> type("\n  " + callback + "&scope=email#  \r\nyes\n"));

        assertThat(config.identity().email()).isEqualTo("dev@example.org");
        assertThat(FakeNetwork.form(network.requests().get(0)).queryParameter("code"))
                .isEqualTo("code-1");
        assertThat(FakeNetwork.form(network.requests().get(0)).queryParameter("redirect_uri"))
                .isEqualTo(redirectUri().toString());
        assertThat(said.subList(3, said.size())).containsExactly("You are now signed in as: dev@example.org");
        assertThat(typed.readNBytes(4))
                .as("the answer to a later question")
                .asString()
                .isEqualTo("yes\n");
    }

    @Test
    void saysWhyAPastedAddressSaysNo() {
        assertThatThrownBy(() -> signIn(callback -> type(callback.newBuilder()
                                .removeAllQueryParameters("code")
                                .addQueryParameter("error", "access_denied")
                                .build()
                        + "\n")))
                .isInstanceOf(NotSignedInException.class)
                .hasMessage("the sign-in failed: access_denied");
    }

    @Test
    void tellsInALineWhatIsPastedInVainAndWaitsOn() throws IOException {
        signIn(callback -> {
            type("hunter2\n");
            type("https://example.org" + callback.encodedPath() + "?" + callback.encodedQuery() + "\n");
            type(callback.newBuilder().port(callback.port() ^ 1).build() + "\n");
            type(callback.newBuilder().encodedPath("/callback/").build() + "\n");
            type(redirectUri() + "\n");
            type(callback.newBuilder().setQueryParameter("state", "guessed").build() + "\n");
            type("x".repeat(20_000) + "\n");
            type(callback + "\n");
        });

        String noAddress = "What you typed was ignored: it is not an address that begins with " + redirectUri() + ".";
        String another = "What you typed was ignored: it belongs to another sign-in.";
        assertThat(said.subList(3, said.size()))
                .containsExactly(
                        noAddress,
                        noAddress,
                        noAddress,
                        noAddress,
                        another,
                        another,
                        noAddress,
                        "You are now signed in as: dev@example.org");
    }

    @Test
    void needsNobodyWhoTypes() throws IOException {
        typed.close();

        List<Integer> statuses = new ArrayList<>();
        Thread browser = new Thread(() -> statuses.add(visit(redirect())));
        signIn(callback -> browser.start());

        join(browser);
        assertThat(statuses).containsExactly(302);
    }

    /** What is not typed to its end may be meant for whoever asks next. */
    @Test
    void doesNotWaitForTheRestOfALine() throws IOException {
        Thread browser = new Thread(() -> visit(redirect()));

        OryConfig config = signIn(callback -> {
            type("half of a line");
            browser.start();
        });

        join(browser);
        assertThat(config.identity().email()).isEqualTo("dev@example.org");
    }

    @Test
    void answersWhoDoesNotKnowTheStateAndWaitsOn() throws IOException {
        List<Integer> statuses = new ArrayList<>();
        Thread browser = new Thread(() -> {
            for (String state : List.of("", "guessed", redirect().queryParameter("state") + "x")) {
                for (String answer : List.of("code", "error")) {
                    statuses.add(visit(redirectUri()
                            .newBuilder()
                            .addQueryParameter("state", state)
                            .addQueryParameter(answer, "x")
                            .build()));
                }
            }
            statuses.add(visit(redirectUri()));
            statuses.add(visit(redirect()));
        });

        OryConfig config = signIn(callback -> browser.start());

        join(browser);
        assertThat(statuses).containsExactly(400, 400, 400, 400, 400, 400, 400, 302);
        assertThat(FakeNetwork.form(network.requests().get(0)).queryParameter("code"))
                .isEqualTo("code-1");
        assertThat(config.identity().email()).isEqualTo("dev@example.org");
        assertThat(said).hasSize(4);
    }

    /** Whoever sends half of a request, however often, does not keep the browser out: the oldest has to go. */
    @Test
    void isNotBlockedByThoseWhoNeverEndTheirRequests() throws IOException {
        List<Socket> hanging = new ArrayList<>();
        List<Integer> endOfTheOldest = new ArrayList<>();
        Thread browser = new Thread(() -> {
            for (int i = 0; i < 300; i++) {
                hanging.add(hang(redirectUri().port()));
            }
            endOfTheOldest.add(read(hanging.get(0)));
            visit(redirect());
        });

        OryConfig config = signIn(callback -> browser.start());

        join(browser);
        assertThat(endOfTheOldest).containsExactly(-1);
        assertThat(config.identity().email()).isEqualTo("dev@example.org");
        for (Socket socket : hanging) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"at\\u00e9\\n\"}",
                "{\"access_token\":\"at\",\"expires_in\":1e99999999999999999999}",
                "{\"access_token\":\"\"}",
                "{}",
                "[]"
            })
    void takesNoTokenThatCannotBeSentOrRead(String answer) {
        network.answer("/oauth2/token", 200, answer);

        assertThatThrownBy(() -> signIn(callback -> type(callback + "\n")))
                .isInstanceOf(NetworkException.class)
                .hasMessage("the sign-in failed: the server's answer is no token");
    }

    @Test
    void endsWhereItIsInterrupted() {
        assertThatThrownBy(() -> signIn(callback -> Thread.currentThread().interrupt()))
                .isInstanceOf(NotSignedInException.class)
                .hasMessage("the wait for the sign-in was cut short");
        assertThat(Thread.interrupted()).isTrue();
    }

    private OryConfig signIn(Consumer<HttpUrl> person) throws IOException {
        return login(
                        NetworkHosts.of(variable ->
                                Optional.ofNullable(network.environment().get(variable))),
                        Login.PATIENCE,
                        person)
                .run();
    }

    /** @param person does something with the address that the browser is sent back to with a code */
    private Login login(NetworkHosts hosts, Duration patience, Consumer<HttpUrl> person) throws IOException {
        return new Login(
                hosts,
                host -> new Sender(http, new Pace(duration -> {})),
                new OryConfigFile(
                        Optional.of(home.resolve("config.json")), duration -> {}, () -> () -> {}, warning -> {}),
                new Login.Dialog() {
                    @Override
                    public void say(String line) {
                        said.add(line);
                    }

                    @Override
                    public void open(String address) {
                        opened = HttpUrl.get(address);
                        person.accept(redirect());
                    }

                    @Override
                    public InputStream typed() {
                        return typed;
                    }
                },
                patience,
                Clock.systemUTC());
    }

    private HttpUrl redirectUri() {
        return HttpUrl.get(Objects.requireNonNull(opened.queryParameter("redirect_uri")));
    }

    private HttpUrl redirect() {
        return redirectUri()
                .newBuilder()
                .addQueryParameter("code", "code-1")
                .addQueryParameter("state", opened.queryParameter("state"))
                .build();
    }

    private void type(String text) {
        try {
            keyboard.write(text.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int visit(HttpUrl url) {
        try (Response response =
                http.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket hang(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write("GET /callback?".getBytes(StandardCharsets.UTF_8));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int read(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isReachable(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
