package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

final class ClientRequestTest {
    @Test
    void keepsWhatItIsGivenInThatOrder() {
        ClientRequest request = ClientRequest.empty()
                .with(ClientField.SCOPE, List.of("a", "b"))
                .with(ClientField.AUDIENCE, List.of("a", "b"))
                .with(ClientField.SKIP_CONSENT, true)
                .with(ClientField.CLIENT_NAME, "");

        assertThat(Json.write(request.json())).isEqualTo("""
                {"scope":"a b","audience":["a","b"],"skip_consent":true,"client_name":""}""");
    }

    @Test
    void takesFromAnotherWhatItLacks() {
        ClientRequest request = ClientRequest.empty().with(ClientField.OWNER, "me");
        ClientRequest other =
                ClientRequest.empty().with(ClientField.CLIENT_NAME, "my app").with(ClientField.OWNER, "you");

        assertThat(Json.write(request.orElse(other).json())).isEqualTo("""
                {"owner":"me","client_name":"my app"}""");
    }

    @Test
    void cannotBeChangedFromOutside() {
        ObjectNode json = Json.nodes().objectNode().put("owner", "me");
        ClientRequest request = new ClientRequest(json);
        json.put("owner", "you");
        request.json().put("owner", "you");

        assertThat(Json.write(request.json())).isEqualTo("{\"owner\":\"me\"}");
    }

    @Test
    void readsWhatAServerAnswered() throws IOException {
        ClientRequest request = ClientRequest.of(Json.parse("""
                {"client_id":"a1","owner":null,"created_at":"2026-01-01","updated_at":"2026-01-01","metadata":{"a":null},\
                "registration_access_token":"t","registration_client_uri":"u","client_secret_expires_at":0}"""));

        assertThat(Json.write(request.json())).isEqualTo("{\"client_id\":\"a1\",\"metadata\":{\"a\":null}}");
    }

    @Test
    void namesTheFieldThatNoClientHas() {
        assertThatThrownBy(() -> ClientRequest.of(Json.nodes().objectNode().put("client_nam", "x")))
                .isInstanceOfSatisfying(
                        InvalidClientException.class,
                        e -> assertThat(e.unknownField()).contains("client_nam"))
                .hasMessage("it has the unknown field 'client_nam'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"a\""})
    void isAnObject(String json) {
        assertThatThrownBy(() -> ClientRequest.of(Json.parse(json)))
                .isInstanceOf(InvalidClientException.class)
                .hasMessage("it is not a JSON object");
    }

    @Test
    void takesAnEmptyIdOrSecretForNone() {
        ClientRequest request =
                ClientRequest.empty().with(ClientField.CLIENT_ID, "").with(ClientField.CLIENT_SECRET, "");

        assertThat(request.id()).isEmpty();
        assertThat(request.secret()).isEmpty();
        assertThat(Json.write(request.redacted())).isEqualTo("{\"client_id\":\"\",\"client_secret\":\"\"}");
    }

    @Test
    void showsItselfWithoutItsSecret() {
        ClientRequest request = ClientRequest.empty().with(ClientField.CLIENT_SECRET, "my-own-secret");

        assertThat(Json.write(request.redacted())).isEqualTo("{\"client_secret\":\"[redacted]\"}");
        assertThat(request.secret()).contains("my-own-secret");
    }
}
