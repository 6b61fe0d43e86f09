package orycli.hydra;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import orycli.http.HttpClients;
import orycli.http.HttpSettings;
import orycli.http.Pace;
import orycli.http.Sender;

/** Clients of the admin API, and what servers answer them. */
final class Hydras {
    private Hydras() {}

    static HydraAdminClient at(String url) throws IOException {
        return at(HttpUrl.get(url), duration -> {});
    }

    static HydraAdminClient at(HttpUrl endpoint, Pace.Pause pause) throws IOException {
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(10),
                "test",
                Headers.EMPTY,
                false,
                Optional.empty(),
                Optional.empty(),
                name -> Optional.empty(),
                Optional.empty());
        return new HydraAdminClient(endpoint, new Sender(new HttpClients(settings).forApi(endpoint), new Pace(pause)));
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    /** As Hydra says that there is no such client. */
    static MockResponse notFound() {
        return answer(404, "{\"error\":\"Unable to locate the resource\",\"error_description\":\"\"}");
    }

    static ClientRequest withId(String id) {
        return ClientRequest.builder().set(ClientField.CLIENT_ID, id).build();
    }

    static ClientRequest withSecret(String secret) {
        return ClientRequest.builder().set(ClientField.CLIENT_SECRET, secret).build();
    }
}
