package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
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
import orycli.http.Sender;

final class LoginTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private Path home;

    private final List<String> opened = new ArrayList<>();

    @Test
    void givesUpWhereNobodySignsIn() throws IOException {
        Login login = new Login(
                NetworkHosts.of(variable -> Optional.empty()),
                host -> new Sender(new OkHttpClient(), duration -> {}),
                new OryConfigFile(Optional.of(home.resolve("config.json"))),
                new Login.Dialog() {
                    @Override
                    public void say(String line) {}

                    @Override
                    public void open(String address) {
                        opened.add(address);
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
        int port = HttpUrl.get(Objects.requireNonNull(address.queryParameter("redirect_uri")))
                .port();
        assertThatThrownBy(() -> new Socket(LOOPBACK, port).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aPersonMayTakeFiveMinutes() {
        assertThat(Login.PATIENCE).isEqualTo(Duration.ofMinutes(5));
    }
}
