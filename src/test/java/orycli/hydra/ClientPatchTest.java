package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.json.Json;

final class ClientPatchTest {
    @Test
    void replacesWhatIsGivenInTheOrderOfTheNames() throws IOException {
        ClientPatch patch = ClientPatch.of(request("""
                {"skip_consent":false,"client_id":"other","scope":"x y","metadata":{"v":2},"redirect_uris":[]}"""), Set.of());

        assertThat(Json.write(patch.json())).isEqualTo("""
                [{"op":"replace","path":"/metadata","value":{"v":2}},\
                {"op":"replace","path":"/redirect_uris","value":[]},\
                {"op":"replace","path":"/scope","value":"x y"},\
                {"op":"replace","path":"/skip_consent","value":false}]""");
        assertThat(patch.isRepeatable()).isTrue();
        assertThat(patch.isEmpty()).isFalse();
        assertThat(patch.secret()).isEmpty();
    }

    @Test
    void putsFieldsBackToTheirDefaults() throws IOException {
        ClientPatch patch = ClientPatch.of(
                request("{\"client_name\":\"a\",\"owner\":\"me\"}"),
                EnumSet.of(ClientField.SCOPE, ClientField.OWNER, ClientField.JWKS_URI, ClientField.METADATA));

        assertThat(Json.write(patch.json())).isEqualTo("""
                [{"op":"replace","path":"/client_name","value":"a"},\
                {"op":"add","path":"/jwks_uri","value":null},\
                {"op":"add","path":"/metadata","value":{}},\
                {"op":"replace","path":"/owner","value":"me"},\
                {"op":"add","path":"/scope","value":null}]""");
        assertThat(patch.isRepeatable()).isTrue();
    }

    @Test
    void isEmptyWhereNothingIsGiven() throws IOException {
        assertThat(ClientPatch.of(ClientRequest.empty(), Set.of()).isEmpty()).isTrue();
        assertThat(ClientPatch.of(request("{\"client_id\":\"a1\"}"), Set.of()).isEmpty())
                .isTrue();
        assertThat(ClientPatch.empty().isRepeatable()).isTrue();
    }

    @Test
    void appendsAndMustThenBeSentOnce() throws IOException {
        ClientPatch replacing = ClientPatch.of(request("{\"owner\":\"me\"}"), Set.of());
        ClientPatch patch = replacing.append(ClientField.REDIRECT_URIS, "http://a/,b");

        assertThat(Json.write(patch.json())).isEqualTo("""
                [{"op":"replace","path":"/owner","value":"me"},\
                {"op":"add","path":"/redirect_uris/-","value":"http://a/,b"}]""");
        assertThat(patch.isRepeatable()).isFalse();
        assertThat(replacing.isRepeatable()).isTrue();
    }

    @Test
    void appendsToListsThatAreAlwaysThere() {
        assertThat(ClientPatch.canAppend(ClientField.REDIRECT_URIS)).isTrue();
        assertThat(ClientPatch.canAppend(ClientField.REQUEST_URIS)).isFalse();
        assertThat(ClientPatch.canAppend(ClientField.POST_LOGOUT_REDIRECT_URIS)).isFalse();
        assertThat(ClientPatch.canAppend(ClientField.SCOPE)).isFalse();
        assertThat(ClientPatch.canAppend(ClientField.OWNER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"audience":["a","b"]}  | AUDIENCE | c    |      | [{"op":"replace","path":"/audience","value":["a","b","c"]}]
            {"audience":["a","b"]}  | AUDIENCE |      | a    | [{"op":"replace","path":"/audience","value":["b"]}]
            {"audience":["a","b"]}  | AUDIENCE | c    | a    | [{"op":"replace","path":"/audience","value":["b","c"]}]
            {"audience":["a","b"]}  | AUDIENCE |      | a,b  | [{"op":"replace","path":"/audience","value":[]}]
            {"audience":["a","b"]}  | AUDIENCE | a    | a    | [{"op":"replace","path":"/audience","value":["b","a"]}]
            {"audience":["a","a"]}  | AUDIENCE | a    | x    | []
            {"audience":null}       | AUDIENCE | x    |      | [{"op":"replace","path":"/audience","value":["x"]}]
            {}                      | AUDIENCE | x    |      | [{"op":"replace","path":"/audience","value":["x"]}]
            {}                      | AUDIENCE |      | x    | []
            {"scope":"a  b c"}      | SCOPE    | d    | b    | [{"op":"replace","path":"/scope","value":"a c d"}]
            {"scope":"a b"}         | SCOPE    | b    | x    | []
            {"scope":""}            | SCOPE    | a    |      | [{"op":"replace","path":"/scope","value":"a"}]
            {}                      | SCOPE    | a,b  |      | [{"op":"replace","path":"/scope","value":"a b"}]
            """)
    void changesAListThatIsKnown(String client, ClientField list, String added, String removed, String patch)
            throws IOException {
        ClientPatch changing = ClientPatch.empty().changing(client(client), list, values(added), values(removed));

        assertThat(Json.write(changing.json())).isEqualTo(patch);
        assertThat(changing.isRepeatable()).isTrue();
    }

    @Test
    void showsItselfWithoutItsSecret() throws IOException {
        ClientPatch patch = ClientPatch.of(request("{\"client_secret\":\"my-own-secret\",\"owner\":\"me\"}"), Set.of());

        assertThat(patch.secret()).contains("my-own-secret");
        assertThat(Json.write(patch.redacted())).isEqualTo("""
                [{"op":"replace","path":"/client_secret","value":"[redacted]"},\
                {"op":"replace","path":"/owner","value":"me"}]""");
        assertThat(Json.write(patch.json())).contains("my-own-secret");
        assertThat(Json.write(ClientPatch.of(ClientRequest.empty(), Set.of(ClientField.CLIENT_SECRET))
                        .redacted()))
                .isEqualTo("[{\"op\":\"add\",\"path\":\"/client_secret\",\"value\":null}]");
    }

    @Test
    void tellsWhatItWouldChange() throws IOException {
        OAuth2Client before = client("""
                {"client_id":"a1","owner":"me","scope":"a","audience":["x"],"contacts":null,"redirect_uris":[]}""");
        ClientPatch patch = ClientPatch.of(request("""
                                {"owner":"me","scope":"b","contacts":[],"client_secret":"my-own-secret","skip_consent":true}"""), Set.of(ClientField.TOS_URI, ClientField.REDIRECT_URIS))
                .append(ClientField.AUDIENCE, "y")
                .append(ClientField.AUDIENCE, "z");

        assertThat(FieldChange.of(before, patch))
                .map(ClientPatchTest::line)
                .containsExactly(
                        "client_secret: null -> \"[redacted]\"",
                        "scope: \"a\" -> \"b\"",
                        "skip_consent: null -> true",
                        "audience: [\"x\"] -> [\"x\",\"y\",\"z\"]");
        assertThat(Json.write(before.json())).contains("\"audience\":[\"x\"]");
    }

    @Test
    void tellsWhatAReplacementWouldChange() throws IOException {
        OAuth2Client before = client("""
                {"client_id":"a1","owner":"me","scope":"a","audience":["x"],"contacts":[],"created_at":"2024"}""");

        assertThat(FieldChange.of(before, request("{\"client_name\":\"n\",\"scope\":\"a\"}")))
                .map(ClientPatchTest::line)
                .containsExactly("client_name: null -> \"n\"", "owner: \"me\" -> null", "audience: [\"x\"] -> null");
    }

    private static String line(FieldChange change) {
        return change.field().field() + ": " + Json.write(change.from()) + " -> " + Json.write(change.to());
    }

    private static List<String> values(String text) {
        return text == null ? List.of() : List.of(text.split(","));
    }

    private static ClientRequest request(String json) throws IOException {
        return ClientRequest.of(Json.parse(json));
    }

    private static OAuth2Client client(String json) throws IOException {
        return new OAuth2Client((ObjectNode) Json.parse(json));
    }
}
