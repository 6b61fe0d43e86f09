package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.hydra.ClientField.Kind;
import orycli.json.Json;

final class ClientRequestTest {
    private static final String PRIVATE =
            "jwks holds a private key, which would go to the server; give the public keys alone";
    private static final String NO_SET = "jwks needs a \"keys\" array: wrap a single key in {\"keys\":[…]}";

    @Test
    void keepsWhatItIsGivenInThatOrder() {
        ClientRequest request = ClientRequest.builder()
                .set(ClientField.SCOPE, List.of("a", "b"))
                .set(ClientField.AUDIENCE, List.of("a", "b"))
                .set(ClientField.SKIP_CONSENT, true)
                .set(ClientField.CLIENT_NAME, "")
                .build();

        assertThat(json(request)).isEqualTo("""
                {"scope":"a b","audience":["a","b"],"skip_consent":true,"client_name":""}""");
        assertThat(request.has(ClientField.AUDIENCE)).isTrue();
        assertThat(request.has(ClientField.OWNER)).isFalse();
        assertThat(request.get(ClientField.SCOPE)).contains(JsonNodeFactory.instance.textNode("a b"));
        assertThat(request.get(ClientField.OWNER)).isEmpty();
    }

    @Test
    void isNotChangedByWhatIsCollectedLater() {
        ClientRequest.Builder builder = ClientRequest.builder().set(ClientField.OWNER, "me");
        ClientRequest request = builder.build();
        builder.set(ClientField.OWNER, "you");

        assertThat(json(request)).isEqualTo("{\"owner\":\"me\"}");
    }

    @Test
    void takesFromAnotherWhatItLacks() {
        ClientRequest request =
                ClientRequest.builder().set(ClientField.OWNER, "me").build();
        ClientRequest other = ClientRequest.builder()
                .set(ClientField.CLIENT_NAME, "my app")
                .set(ClientField.OWNER, "you")
                .build();

        assertThat(json(request.over(other))).isEqualTo("""
                {"owner":"me","client_name":"my app"}""");
        assertThat(json(request)).isEqualTo("{\"owner\":\"me\"}");
        assertThat(json(other)).isEqualTo("{\"client_name\":\"my app\",\"owner\":\"you\"}");
    }

    @Test
    void takesNoKeysForUnset() throws IOException {
        ClientRequest request = ClientRequest.builder()
                .set(ClientField.JWKS, Json.parse("{}"))
                .set(ClientField.METADATA, Json.parse("{}"))
                .set(ClientField.JWKS, Json.parse("null"))
                .build();

        assertThat(json(request)).isEqualTo("{\"metadata\":{}}");
    }

    @Test
    void readsWhatAServerAnswered() throws IOException {
        ClientRequest request = ClientRequest.of(Json.parse("""
                {"client_id":"a1","owner":null,"created_at":"2026-01-01","updated_at":"2026-01-01","metadata":{"a":null},\
                "registration_access_token":"t","registration_client_uri":"u","client_secret_expires_at":0,"jwks":{}}"""));

        assertThat(json(request)).isEqualTo("{\"client_id\":\"a1\",\"metadata\":{\"a\":null}}");
    }

    @Test
    void readsWhatTheGoProgramPrints() throws IOException {
        assertThat(json(ClientRequest.of(Json.parse("""
                {"AdditionalProperties":{},"client_id":"a1","skip_consent":false,"jwks":{"keys":[]}}"""))))
                .isEqualTo("{\"client_id\":\"a1\",\"skip_consent\":false,\"jwks\":{\"keys\":[]}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"client_nam":1}                           | it has the unknown field 'client_nam'
            {"id":1,"name":2,"owner":"me"}             | it has the unknown fields 'id' and 'name'
            {"id":1,"a b":2,"":3,"owner":1}            | it has the unknown fields 'id', 'a b' and ''
            """)
    void namesAllFieldsThatNoClientHas(String json, String message) {
        assertThatThrownBy(() -> ClientRequest.of(Json.parse(json)))
                .isInstanceOf(InvalidClientException.class)
                .hasMessage(message);
    }

    @Test
    void tellsWhichFieldsItDoesNotKnow() {
        assertThatThrownBy(() -> ClientRequest.of(Json.parse("{\"b\":1,\"owner\":\"me\",\"a\":2}")))
                .isInstanceOfSatisfying(
                        InvalidClientException.class,
                        e -> assertThat(e.unknownFields()).containsExactly("b", "a"));
        assertThatThrownBy(() -> ClientRequest.of(Json.parse("[]")))
                .isInstanceOfSatisfying(
                        InvalidClientException.class,
                        e -> assertThat(e.unknownFields()).isEmpty());
    }

    @Test
    void leavesOutWhatItDoesNotKnowWhereThatIsAsked() throws IOException {
        ClientRequest.Reading reading =
                ClientRequest.read(Json.parse("{\"b\":1,\"owner\":\"me\",\"AdditionalProperties\":{},\"a\":2}"));

        assertThat(json(reading.request())).isEqualTo("{\"owner\":\"me\"}");
        assertThat(reading.unknown()).containsExactly("b", "a");
        assertThatThrownBy(() -> ClientRequest.read(Json.parse("{\"b\":1,\"owner\":2}")))
                .isInstanceOf(InvalidClientException.class)
                .hasMessage("owner must be a string");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"client_name":1}                              | client_name must be a string
            {"client_secret":["a"]}                        | client_secret must be a string
            {"client_id":{}}                               | client_id must be a string
            {"scope":["a"]}                                | scope must be a string, its words separated by spaces
            {"redirect_uris":"http://a"}                   | redirect_uris must be a list of strings
            {"contacts":["a",1]}                           | contacts must be a list of strings
            {"audience":{"a":"b"}}                         | audience must be a list of strings
            {"skip_consent":"true"}                        | skip_consent must be true or false
            {"skip_consent":0}                             | skip_consent must be true or false
            {"implicit_grant_id_token_lifespan":3600}      | implicit_grant_id_token_lifespan must be a duration such as "1h30m"
            {"implicit_grant_id_token_lifespan":"1 h"}     | implicit_grant_id_token_lifespan must be a duration such as "1h30m"
            {"implicit_grant_id_token_lifespan":""}        | implicit_grant_id_token_lifespan must be a duration such as "1h30m"
            {"owner":1,"skip_consent":1}                   | owner must be a string; skip_consent must be true or false
            """)
    void saysWhatAFieldMustBe(String json, String message) {
        assertThatThrownBy(() -> ClientRequest.of(Json.parse(json)))
                .isInstanceOf(InvalidClientException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h30m0s", "0s", "1.5h", "100ms", "3µs", "3μs"})
    void readsGosDurations(String duration) throws IOException {
        for (ClientField field : ClientField.writable()) {
            if (field.kind() == Kind.DURATION) {
                String json = "{\"" + field.field() + "\":\"" + duration + "\"}";
                assertThat(json(ClientRequest.of(Json.parse(json)))).isEqualTo(json);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"client_id":""}            | no URL can name a client with the id '': it is empty
            {"client_id":".."}          | no URL can name a client with the id '..': it is taken out of every path
            {"client_id":"shop/"}       | no URL can name a client with the id 'shop/': the slash at its end is cut off
            {"client_secret":"a\\r"}    | the client's secret cannot be used: it holds a control character
            {"client_secret":"a\\nb"}   | the client's secret cannot be used: it holds a control character
            {"client_secret":"\\ud800"} | the client's secret cannot be used: it holds half of a surrogate pair
            """)
    void refusesAnIdOrASecretThatCannotBeSent(String json, String message) {
        assertThatThrownBy(() -> ClientRequest.of(Json.parse(json)))
                .isInstanceOf(InvalidClientException.class)
                .hasMessage(message);
    }

    @Test
    void aSecretMayHaveLettersOfAnyLanguage() throws IOException {
        assertThat(ClientRequest.of(Json.parse("{\"client_secret\":\"pässwörd \uD83D\uDE00\"}"))
                        .problem())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"a\",\"y\":\"b\"}|" + NO_SET,
                "[]|" + NO_SET,
                "\"a\"|" + NO_SET,
                "{\"keys\":{}}|" + NO_SET,
                "{\"Keys\":[]}|" + NO_SET,
                "{\"kty\":\"RSA\",\"d\":\"hunter2\"}|" + PRIVATE,
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"hunter2\"}]}|" + PRIVATE,
            })
    void keysArePublicAndInASet(String jwks, String message) throws IOException {
        assertThatThrownBy(() -> ClientRequest.of(Json.parse("{\"jwks\":" + jwks + "}")))
                .isInstanceOf(InvalidClientException.class)
                .hasMessage(message);
        assertThat(ClientRequest.builder()
                        .set(ClientField.JWKS, Json.parse(jwks))
                        .build()
                        .problem())
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []     | it holds a list; 'ory import oauth2-client' takes a list of clients
            [{}]   | it holds a list; 'ory import oauth2-client' takes a list of clients
            1      | it is not a JSON object
            null   | it is not a JSON object
            "a"    | it is not a JSON object
            """)
    void isAnObject(String json, String message) {
        assertThatThrownBy(() -> ClientRequest.of(Json.parse(json)))
                .isInstanceOf(InvalidClientException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> ClientRequest.read(Json.parse(json)))
                .isInstanceOf(InvalidClientException.class)
                .hasMessage(message);
    }

    @Test
    void takesAnEmptyIdOrSecretForNone() {
        ClientRequest request = ClientRequest.builder()
                .set(ClientField.CLIENT_ID, "")
                .set(ClientField.CLIENT_SECRET, "")
                .build();

        assertThat(request.id()).isEmpty();
        assertThat(request.secret()).isEmpty();
        assertThat(Json.write(request.redacted())).isEqualTo("{\"client_id\":\"\",\"client_secret\":\"\"}");
    }

    @Test
    void showsItselfWithoutItsSecret() {
        ClientRequest request = ClientRequest.builder()
                .set(ClientField.CLIENT_SECRET, "my-own-secret")
                .build();

        assertThat(Json.write(request.redacted())).isEqualTo("{\"client_secret\":\"[redacted]\"}");
        assertThat(request.secret()).contains("my-own-secret");
    }

    private static String json(ClientRequest request) {
        return Json.write(request.json());
    }
}
