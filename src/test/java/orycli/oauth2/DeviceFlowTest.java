package orycli.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import orycli.http.ConnectionException;
import orycli.http.Pace;
import orycli.http.Sender;

final class DeviceFlowTest {
    private static final DeviceCode CODE = new DeviceCode(
            "opaque",
            "ABCD1234",
            "https://id.example.org/device",
            Optional.empty(),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1));

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final MockWebServer again = new MockWebServer();

    @AfterEach
    void stop() {
        again.close();
    }

    private DeviceFlow flow(Consumer<Integer> beforeQuestion) {
        HttpUrl url = HttpUrl.get("http://127.0.0.1:" + server.getPort() + "/");
        Client client = Client.open("tv");
        Sender sender = new Sender(new OkHttpClient(), new Pace(wait -> {}));
        List<Duration> pauses = new ArrayList<>();
        return new DeviceFlow(
                url, client, sender, new TokenEndpoint(url, client, sender), () -> Instant.EPOCH, wait -> {
                    pauses.add(wait);
                    beforeQuestion.accept(pauses.size());
                });
    }

    private static void answer(MockWebServer server, int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void startAgain() {
        answer(again, 200, "{\"access_token\":\"ory_at_1\",\"token_type\":\"bearer\"}");
        try {
            again.start(InetAddress.getLoopbackAddress(), server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A person is still typing. */
    @Test
    void goesOnWhereTheServerRestarts() throws IOException {
        answer(server, 400, "{\"error\":\"authorization_pending\"}");
        DeviceFlow flow = flow(question -> {
            if (question == 2) {
                server.close();
            }
            if (question == 4) {
                startAgain();
            }
        });

        assertThat(flow.await(CODE).path("access_token").asText()).isEqualTo("ory_at_1");
    }

    @Test
    void failsWhereNothingWasEverThere() {
        DeviceFlow flow = flow(question -> server.close());

        assertThatThrownBy(() -> flow.await(CODE)).isInstanceOf(ConnectionException.class);
    }
}
