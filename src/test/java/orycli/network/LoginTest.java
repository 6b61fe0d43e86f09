package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.http.Pace;
import orycli.http.Sender;

final class LoginTest {
    /** Another address of this computer than the one that the browser is sent back to; on Linux it has many. */
    private static final String ELSEWHERE = "127.0.0.2";

    @TempDir
    private Path home;

    private final List<String> opened = new ArrayList<>();
    private boolean reachableFromElsewhere;

    @Test
    void givesUpWhereNobodySignsIn() throws IOException {
        Login login = new Login(
                NetworkHosts.of(variable -> Optional.empty()),
                host -> new Sender(new OkHttpClient(), new Pace(duration -> {})),
                new OryConfigFile(Optional.of(home.resolve("config.json"))),
                new Login.Dialog() {
                    @Override
                    public void say(String line) {}

                    @Override
                    public void open(String address) {
                        opened.add(address);
                        reachableFromElsewhere = isReachable(ELSEWHERE, port(address));
                    }
                },
                Duration.ofMillis(50),
                Clock.systemUTC());

        assertThatThrownBy(login::run)
                .isInstanceOf(NotSignedInException.class)
                .hasMessage("nobody signed in within 0 minutes");

        HttpUrl address = HttpUrl.get(opened.get(0));
        assertThat(address.host()).isEqualTo("project.console.ory.com");
        assertThat(address.queryParameter("audience")).isEqualTo("https://api.console.ory.com");
        assertThat(isReachable("127.0.0.1", port(opened.get(0)))).isFalse();
        assertThat(reachableFromElsewhere).isFalse();
    }

    private static int port(String address) {
        return HttpUrl.get(Objects.requireNonNull(HttpUrl.get(address).queryParameter("redirect_uri")))
                .port();
    }

    private static boolean isReachable(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aPersonMayTakeFiveMinutes() {
        assertThat(Login.PATIENCE).isEqualTo(Duration.ofMinutes(5));
    }
}
