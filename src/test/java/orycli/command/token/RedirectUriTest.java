package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.sandbox.Sandbox;

/** A server takes no redirect URI but the very text that the client is registered with (RFC 6749, section 3.1.2.3). */
final class RedirectUriTest {
    private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\" value=\"([^\"]*)\"");

    private final FakeBrowser browser = FakeBrowser.withCode("none");

    /** Says yes to what the sandbox asks, and goes where that leads. */
    private void signIn(Sandbox sandbox, String address) {
        FakeBrowser.Shown page = browser.load(FakeBrowser.get(HttpUrl.get(address)));
        Matcher challenge = CHALLENGE.matcher(page.html());
        assertThat(challenge.find()).as(page.html()).isTrue();
        FormBody form = new FormBody.Builder()
                .add("challenge", challenge.group(1))
                .add("subject", "me")
                .add("decision", "allow")
                .build();
        HttpUrl desk = HttpUrl.get(sandbox.endpoint() + "/sandbox/consent");
        FakeBrowser.Shown answer = browser.load(FakeBrowser.post(desk, form)
                .newBuilder()
                .header("Origin", sandbox.endpoint().toString())
                .build());
        HttpUrl back = HttpUrl.get(String.valueOf(answer.headers().get("Location")));
        Thread thread = new Thread(() -> browser.load(FakeBrowser.get(back)));
        thread.setDaemon(true);
        thread.start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:PORT",
                "http://127.0.0.1:PORT",
                "http://LocalHost:PORT/cb",
                "http://localhost:PORT/ü",
                "http://127.0.0.1:PORT/cb?x=1&y=a%20b",
            })
    void aClientThatIsRegisteredWithItSignsIn(String template) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String redirect = template.replace("PORT", Integer.toString(port));
        try (Sandbox sandbox = Sandbox.start(0)) {
            String server = sandbox.endpoint().toString();
            Cli.at(server).create("--id", "one", "--redirect-uri", redirect, "--token-endpoint-auth-method", "none");

            Cli.Result result = Cli.at(server)
                    .interactive()
                    .browser(address -> signIn(sandbox, address))
                    .execute(
                            "perform",
                            "authorization-code",
                            "--client-id",
                            "one",
                            "--redirect",
                            redirect,
                            "--scope",
                            "",
                            "-q");

            assertThat(result.stdout()).as(result.stderr()).startsWith("ory_at_");
        }
    }
}
