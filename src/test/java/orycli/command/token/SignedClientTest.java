package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.Cli;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** A client with a key: at every endpoint it signs for the token endpoint (OpenID Connect Core 1.0, section 9). */
final class SignedClientTest {
    private final Tokens tokens = new Tokens();

    @TempDir
    private Path directory;

    private Path key = Path.of("");

    @BeforeEach
    void writeTheKey() throws IOException {
        key = Files.writeString(directory.resolve("key"), """
                {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",\
                "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""");
    }

    @AfterEach
    void stop() {
        tokens.close();
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--client-id", "one", "--jwk", key.toString()));
        Cli.Result result = tokens.cli().execute(all.toArray(String[]::new));
        return result.exitCode();
    }

    private List<String> audiences() {
        return IntStream.range(0, tokens.count())
                .mapToObj(index -> tokens.field(index, "client_assertion").split("\\.", -1)[1])
                .map(SignedClientTest::audience)
                .toList();
    }

    private static String audience(String claims) {
        try {
            return Json.parse(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                    .path("aud")
                    .textValue();
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void signsForTheTokenEndpointWhereADeviceGetsItsCode() {
        tokens.answer(200, """
                {"device_code":"c","user_code":"ABCD1234","verification_uri":"https://id.example.org/device"}""").answer(200, Tokens.TOKEN);

        assertThat(run("perform", "device-code")).isZero();
        assertThat(audiences()).containsExactly(tokens.url() + "/oauth2/token", tokens.url() + "/oauth2/token");
    }

    @Test
    void signsForTheTokenEndpointThatIsNamed() {
        tokens.answer(200, """
                {"device_code":"c","user_code":"ABCD1234","verification_uri":"https://id.example.org/device"}""").answer(200, Tokens.TOKEN);

        assertThat(run("perform", "device-code", "--token-url", tokens.url() + "/tokens?key=opaque"))
                .isZero();
        assertThat(audiences()).containsExactly(tokens.url() + "/tokens", tokens.url() + "/tokens");
    }

    @Test
    void signsForTheTokenEndpointWhereItEndsAToken() {
        tokens.answer(200, "");

        assertThat(run("revoke", "token", "opaque-1")).isZero();
        assertThat(tokens.request(0).getUrl().encodedPath()).isEqualTo("/oauth2/revoke");
        assertThat(audiences()).containsExactly(tokens.url() + "/oauth2/token");
    }

    @Test
    void signsForWhomItIsTold() {
        tokens.answer(200, "").answer(200, Tokens.TOKEN);
        String named = "https://id.example.org/oauth2/token";

        assertThat(run("revoke", "token", "opaque-1", "--assertion-audience", named))
                .isZero();
        assertThat(run("perform", "client-credentials", "--assertion-audience", named))
                .isZero();
        assertThat(audiences()).containsExactly(named, named);
    }
}
