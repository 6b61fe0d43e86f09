package orycli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import orycli.json.Json;

/** The tests of the commands stand on this. */
final class FakeHydraTest {
    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    private final OkHttpClient client =
            new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

    @Test
    void foretellsIdsAndSecrets() throws IOException {
        assertThat(post("{}"))
                .startsWith("201 {\"client_id\":\"00000000-0000-4000-8000-000000000001\"")
                .contains("\"client_secret\":\"" + FakeHydra.FIRST_SECRET + "\"")
                .contains("\"updated_at\":\"2024-01-02T03:04:05.678Z\"");
        assertThat(post("{\"client_secret\":\"given-secret\"}"))
                .startsWith("201 {\"client_id\":\"00000000-0000-4000-8000-000000000002\"");
        assertThat(post("{}")).contains("\"client_secret\":\"generated~secret-0002\"");
    }

    @Test
    void answersAsHydraDoes() throws IOException {
        hydra.add(Json.nodes().objectNode().put("client_id", "before"));
        assertThat(send("GET", "/admin/clients?page_size=1", "")).startsWith("200 [{\"client_id\":\"before\"");
        assertThat(send("PATCH", "/admin/clients/before", "[{\"op\":\"replace\",\"path\":\"/owner\",\"value\":\"o\"}]"))
                .startsWith("200 ")
                .contains("\"owner\":\"o\"");
        assertThat(send("POST", "/admin/clients/before/secrets/rotate", ""))
                .contains("\"client_secret\":\"generated~secret-0002\"");
        assertThat(send("DELETE", "/admin/clients/before", "")).isEqualTo("204 ");
        assertThat(post("{\"subject_type\":\"other\"}")).startsWith("400 ");
    }

    @Test
    void recordsWhatItIsAsked() throws IOException {
        send("GET", "/admin/clients/a%2Fb?x=y", "");

        FakeHydra.Call call = hydra.calls().get(0);
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.host()).isEqualTo("127.0.0.1");
        assertThat(call.path()).isEqualTo("/admin/clients/a%2Fb");
        assertThat(call.url().query()).isEqualTo("x=y");
        assertThat(call.headers().get("X-Test")).isEqualTo("yes");
        assertThat(call.authorization()).isEmpty();
    }

    @Test
    void refusesOnce() throws IOException {
        hydra.answerOnce(429, Map.of("Retry-After", "1"), "wait");
        assertThat(post("{}")).isEqualTo("429 wait");
        assertThat(post("{}")).startsWith("201 ");
        assertThat(hydra.calls()).hasSize(2);
    }

    @Test
    void breaksOffOnce() throws IOException {
        hydra.breakOffOnce();
        assertThatThrownBy(() -> post("{}")).isInstanceOf(IOException.class);
        assertThat(send("GET", "/admin/clients", "")).isEqualTo("200 []");
    }

    @Test
    void losesAnAnswerOnce() throws IOException {
        hydra.loseAnswerOnce();
        assertThatThrownBy(() -> post("{\"client_id\":\"a\"}")).isInstanceOf(IOException.class);
        assertThat(send("GET", "/admin/clients/a", "")).startsWith("200 ");
    }

    private String post(String body) throws IOException {
        return send("POST", "/admin/clients", body);
    }

    private String send(String method, String target, String body) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(HttpUrl.get(hydra.url() + target))
                .header("X-Test", "yes")
                .method(method, method.equals("GET") ? null : RequestBody.create(body, null));
        try (Response response = client.newCall(request.build()).execute()) {
            return response.code() + " " + response.body().string();
        }
    }
}
