package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

final class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret",
                "registration_access_token",
                "access_token",
                "refresh_token",
                "id_token",
                "d",
                "p",
                "q",
                "dp",
                "dq",
                "qi",
                "oth",
                "k",
                "Client_Secret"
            })
    void takesOutASecretMemberWhereverItIs(String member) throws IOException {
        assertThat(redacted("""
                {"%1$s":"S-1","jwks":{"keys":[{"%1$s":"S-2","kty":"RSA"},[{"%1$s":{"r":"S-3"}}],{"%1$s":["S-4"]}]}}\
                """.formatted(member))).isEqualTo("""
                {"%1$s":"[redacted]","jwks":{"keys":[{"%1$s":"[redacted]","kty":"RSA"},[{"%1$s":"[redacted]"}],\
                {"%1$s":"[redacted]"}]}}\
                """.formatted(member));
    }

    @Test
    void leavesEverythingElseAsItIs() throws IOException {
        String json = """
                {"client_id":"a1","metadata":{"a":["b",{"secret":"c"}],"key":1},"jwks":{"keys":[{"kty":"RSA","n":"x",\
                "e":"AQAB","x":"1","y":"2","kid":"d"}]},"token_type":"bearer","expires_in":3600,"rate":1.50,\
                "skip_consent":false,"contacts":null,"dd":"","ids":[]}\
                """;

        assertThat(redacted(json)).isEqualTo(json);
    }

    private static String redacted(String json) throws IOException {
        return Json.write(Redaction.members(Json.parse(json)));
    }
}
