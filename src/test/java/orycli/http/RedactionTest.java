package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;

final class RedactionTest {
    private static final String SECRET = "p\"w<d>&é\\x y+z";
    private static final Redaction SECRET_REDACTION = Redaction.of(Stream.of(SECRET));

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

    @Test
    void takesOutASecretMemberOfJsonWithinAText() throws IOException {
        assertThat(redacted("{\"error\":\"{\\\"client_secret\\\":\\\"S-1\\\",\\\"a\\\":1.50}\"}"))
                .isEqualTo("{\"error\":\"{\\\"client_secret\\\":\\\"[redacted]\\\",\\\"a\\\":1.50}\"}");
    }

    static Stream<String> forms() {
        String json = "p\\\"w<d>&\u00e9\\\\x y+z";
        return Stream.of(
                SECRET,
                json,
                json.replace("<", "\\u003c")
                        .replace(">", "\\u003E")
                        .replace("&", "\\u0026")
                        .replace("é", "\\u00e9"),
                json.replace("\\", "\\\\").replace("\"", "\\\""),
                "p%22w%3Cd%3E%26%C3%A9%5Cx%20y%2Bz",
                "p%22w%3cd%3e%26%c3%a9%5cx+y%2bz",
                "p%2522w%253Cd%253E%2526%25C3%25A9%255Cx%2520y%252Bz",
                "p%22w<d>&é%5Cx y+z",
                "p&quot;w&lt;d&gt;&amp;é\\x y+z",
                "p&quot;w&lt;d&gt;&amp;&eacute;\\x y&#43;z",
                "p&#34;w&#60;d&#62;&#38;&#233;&#92;x&#32;y&#0043;z",
                "p&#x22;w&#x3c;d&#X3E;&#x26;&#xe9;&#x5C;x&#x20;y&#x2b;z",
                "p&amp;quot;w&amp;lt;d&amp;gt;&amp;amp;é\\x y+z");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void takesOutASecretInEveryForm(String form) {
        assertThat(SECRET_REDACTION.in("it is '" + form + "', \\ and 100 % wrong"))
                .isEqualTo("it is '[redacted]', \\ and 100 % wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12", "123", "id:", "client-one:"})
    void takesOutASecretInBase64(String before) {
        byte[] bytes = (before + SECRET + "!").getBytes(StandardCharsets.UTF_8);

        for (Base64.Encoder encoder : List.of(
                Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding())) {
            String encoded = encoder.encodeToString(bytes);
            assertThat(SECRET_REDACTION.in("Basic " + encoded + ", sent")).isEqualTo("Basic [redacted], sent");
            assertThat(SECRET_REDACTION.in("a=" + encoded.replace("=", "%3D").replace("+", "%2B") + "&b=1"))
                    .isIn("a=[redacted]&b=1", "[redacted]&b=1");
        }
    }

    @Test
    void leavesTextAsItIsThatHoldsNoSecret() {
        String text = "%41 &lt;b&gt; &unknown; 100% \\n \\u12 \\ & %zz &#99999999; cHc8 p\"w<d>";

        assertThat(SECRET_REDACTION.in(text)).isEqualTo(text);
    }

    @Test
    void takesOutASecretOfWhichTheEscapesAreAPart() {
        Redaction redaction = Redaction.of(Stream.of("abc%", "\\\\\\\\", "100%41", "&lt;&gt;"));

        assertThat(redaction.in("abc%20 \\\\\\\\ 100%41 100A &lt;&gt;"))
                .isEqualTo("[redacted]20 [redacted] [redacted] [redacted] [redacted]");
    }

    @Test
    void knowsCharactersOfTwoCodeUnits() {
        Redaction redaction = Redaction.of(Stream.of("a\uD83D\uDE00b"));

        assertThat(redaction.in("a\uD83D\uDE00b, a%F0%9F%98%80b, a\\ud83d\\ude00b, a&#x1F600;b"))
                .isEqualTo("[redacted], [redacted], [redacted], [redacted]");
    }

    private static String redacted(String json) throws IOException {
        return Json.write(Redaction.members(Json.parse(json)));
    }
}
