package orycli.command.oauth2client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.Cli;
import orycli.command.option.ClientFlag;
import orycli.hydra.ClientField;
import orycli.json.Json;

/** Against a real Hydra, whose admin API {@code HYDRA_ADMIN_URL} names. It deletes what it creates. */
@Tag("integration")
final class CreateOAuth2ClientIT {
    private static final String URI = "https://app.example.org/";

    private final HttpUrl hydra = HttpUrl.get(requireNonNull(
            System.getenv("HYDRA_ADMIN_URL"), "set HYDRA_ADMIN_URL to the admin API of a Hydra to test against"));
    private final OkHttpClient http = new OkHttpClient();
    private final List<String> created = new ArrayList<>();

    @AfterEach
    void deleteClients() throws Exception {
        for (String id : created) {
            request(new Request.Builder().url(client(id)).delete()).close();
        }
    }

    @Test
    void everyFlagReachesTheServer() throws Exception {
        Map<ClientField, String> values = values();
        List<String> arguments = new ArrayList<>();
        values.forEach((field, value) -> arguments.add(ClientFlag.nameOf(field) + "=" + value));
        ObjectNode answer = create(arguments);

        ObjectNode kept = get(answer.path("client_id").asText());
        for (Map.Entry<ClientField, String> entry : values.entrySet()) {
            ClientField field = entry.getKey();
            JsonNode value = (field == ClientField.CLIENT_SECRET ? answer : kept).path(field.field());
            assertThat(value.isArray() ? value.path(0).asText() : value.isObject() ? Json.write(value) : value.asText())
                    .as(ClientFlag.nameOf(field))
                    .isEqualTo(entry.getValue());
        }
        assertThat(values.keySet())
                .containsExactlyInAnyOrder(allBut(ClientField.JWKS, ClientField.SECTOR_IDENTIFIER_URI));
    }

    @Test
    void keysReachTheServer() throws Exception {
        String keys = """
                {"keys":[{"use":"sig","kty":"EC","kid":"k","crv":"P-256","alg":"ES256",\
                "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";

        ObjectNode answer = create(List.of("--jwks", keys, "--token-endpoint-auth-method", "private_key_jwt"));

        assertThat(get(answer.path("client_id").asText()).at("/jwks/keys/0/kid").asText())
                .isEqualTo("k");
    }

    @Test
    void theServerMakesIdAndSecret() throws Exception {
        ObjectNode answer = create(List.of("--name", "my app"));

        assertThat(UUID.fromString(answer.path("client_id").asText()).version()).isEqualTo(4);
        assertThat(answer.path("client_secret").asText()).matches("[a-zA-Z0-9\\-_.~]{26}");
    }

    @Test
    void whatWasReadCanBeCreatedAgain(@TempDir Path folder) throws Exception {
        String id = create(List.of("--name", "Zoë’s “app”", "--metadata", "{\"n\":1.50}"))
                .path("client_id")
                .asText();
        ObjectNode before = get(id);
        request(new Request.Builder().url(client(id)).delete()).close();
        Path file = folder.resolve("client.json");
        Files.writeString(file, Json.write(before));

        create(List.of("--file", file.toString(), "--secret", "a-secret-of-mine"));

        ObjectNode after = get(id);
        before.remove(List.of("created_at", "updated_at"));
        after.remove(List.of("created_at", "updated_at"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void anIdOfAnyKindIsOnePathSegment() throws Exception {
        String id = "a/b c?d#e%f;ü" + UUID.randomUUID();

        create(List.of("--id", id));

        assertThat(get(id).path("client_id").asText()).isEqualTo(id);
    }

    @Test
    void theServersReasonsAreToldInOneLine() {
        assertThat(run(List.of("--secret", "short"))).isEqualTo(new Cli.Result(1, "", """
                Error: cannot create the client: 400 Bad Request: Field client_secret must contain a secret that is at least \
                6 characters long.
                """));
    }

    @Test
    void anIdIsTakenOnce() throws Exception {
        String id = "id-" + UUID.randomUUID();
        create(List.of("--id", id));

        assertThat(run(List.of("--id", id))).isEqualTo(new Cli.Result(1, "", """
                Error: cannot create the client: there is already a client %s
                """.formatted(id)));
    }

    /** Each as the server answers it, lists with one element. */
    private static Map<ClientField, String> values() {
        Map<ClientField, String> values = new LinkedHashMap<>();
        for (ClientField field : allBut(ClientField.JWKS, ClientField.SECTOR_IDENTIFIER_URI)) {
            values.put(
                    field,
                    switch (field.kind()) {
                        case BOOLEAN -> "true";
                        case DURATION -> "1h30m0s";
                        case JSON -> "{\"a\":[1,2.50]}";
                        case WORDS -> "openid";
                        case STRING, LIST, READ_ONLY ->
                            field.field().contains("uri") ? URI + field.field() : "some-" + field.field();
                    });
        }
        values.put(ClientField.CLIENT_ID, "every-flag-" + UUID.randomUUID());
        values.put(ClientField.ALLOWED_CORS_ORIGINS, "https://app.example.org");
        values.put(ClientField.TOKEN_ENDPOINT_AUTH_METHOD, "client_secret_post");
        values.put(ClientField.TOKEN_ENDPOINT_AUTH_SIGNING_ALG, "ES256");
        values.put(ClientField.REQUEST_OBJECT_SIGNING_ALG, "ES256");
        values.put(ClientField.USERINFO_SIGNED_RESPONSE_ALG, "RS256");
        values.put(ClientField.SUBJECT_TYPE, "public");
        values.put(ClientField.ACCESS_TOKEN_STRATEGY, "jwt");
        return values;
    }

    /** Keys exclude their URI; and the server fetches a sector identifier's. */
    private static ClientField[] allBut(ClientField... left) {
        List<ClientField> fields = new ArrayList<>(ClientField.writable());
        fields.removeAll(List.of(left));
        return fields.toArray(ClientField[]::new);
    }

    private Cli.Result run(List<String> flags) {
        List<String> arguments = new ArrayList<>(List.of("create", "oauth2-client", "--format", "json"));
        arguments.addAll(flags);
        return Cli.with("ORY_SDK_URL", hydra.toString()).execute(arguments.toArray(String[]::new));
    }

    private ObjectNode create(List<String> flags) throws Exception {
        Cli.Result result = run(flags);
        assertThat(result.stderr()).isEmpty();
        assertThat(result.exitCode()).isZero();
        ObjectNode client = (ObjectNode) Json.parse(result.stdout());
        created.add(client.path("client_id").asText());
        return client;
    }

    private ObjectNode get(String id) throws Exception {
        try (Response response = request(new Request.Builder().url(client(id)))) {
            return (ObjectNode) Json.parse(response.body().string());
        }
    }

    private HttpUrl client(String id) {
        return hydra.newBuilder()
                .addPathSegments("admin/clients")
                .addPathSegment(id)
                .build();
    }

    private Response request(Request.Builder request) throws Exception {
        return http.newCall(request.build()).execute();
    }
}
