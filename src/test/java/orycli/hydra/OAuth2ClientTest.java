package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.json.Json;

final class OAuth2ClientTest {
    @Test
    void readsWhatIsThereAndNothingElse() throws IOException {
        OAuth2Client client =
                client("{\"client_id\":\"a1\",\"audience\":null,\"scope\":\"\",\"grant_types\":[\"a\",1]}");

        assertThat(client.id()).isEqualTo("a1");
        assertThat(client.secret()).isEmpty();
        assertThat(client.text(ClientField.SCOPE)).isEmpty();
        assertThat(client.text(ClientField.OWNER)).isEmpty();
        assertThat(client.list(ClientField.AUDIENCE)).isEmpty();
        assertThat(client.list(ClientField.CONTACTS)).isEmpty();
        assertThat(client.list(ClientField.GRANT_TYPES)).containsExactly("a", "1");
    }

    @Test
    void encryptsTheSecretInItsPlaceAndDropsTheToken() throws IOException {
        OAuth2Client client = client("""
                {"client_id":"a1","client_secret":"s","registration_access_token":"t","new":[1.50]}""");

        assertThat(Json.write(client.encryptSecret(secret -> "<" + secret + ">").json()))
                .isEqualTo("{\"client_id\":\"a1\",\"client_secret\":\"<s>\",\"new\":[1.50]}");
        assertThat(client.secret()).contains("s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"client_secret\":\"theirs\"}|theirs",
                "{\"client_secret\":\"\"}|ours-for-sure",
                "{}|ours-for-sure",
                "{\"token_endpoint_auth_method\":\"none\"}|",
            })
    void hasTheSecretThatWasSet(String answer, String secret) throws IOException {
        assertThat(client(answer)
                        .withSecret(Optional.of("ours-for-sure"))
                        .secret()
                        .orElse(null))
                .isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"client_name\":\"a\"}|{\"client_name\":\"a\",\"scope\":\"x\"}|true",
                "{\"client_name\":\"a\"}|{\"client_name\":\"b\"}|false",
                "{\"client_name\":\"a\"}|{}|false",
                "{\"audience\":[]}|{}|true",
                "{\"audience\":[]}|{\"audience\":null}|true",
                "{\"audience\":[\"x\"]}|{\"audience\":[\"x\",\"y\"]}|false",
                "{\"metadata\":{}}|{\"metadata\":{}}|true",
                "{\"metadata\":{}}|{\"metadata\":{\"a\":1}}|false",
                "{\"scope\":\"\"}|{}|true",
                "{\"scope\":\"\"}|{\"scope\":\"offline_access offline openid\"}|true",
                "{\"scope\":\"x\"}|{\"scope\":\"offline_access offline openid\"}|false",
                "{\"client_secret\":\"x\"}|{}|true",
            })
    void isLikeWhatWasSent(String sent, String answer, boolean alike) throws IOException {
        assertThat(client(answer).isLike(new ClientRequest((ObjectNode) Json.parse(sent))))
                .isEqualTo(alike);
    }

    private static OAuth2Client client(String json) throws IOException {
        return new OAuth2Client((ObjectNode) Json.parse(json));
    }
}
