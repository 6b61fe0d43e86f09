package orycli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.json.Json;
import orycli.sandbox.go.SyntaxException;

/** What is a URL here is what is one to Go 1.26. */
final class ClientValidatorTest {
    @ParameterizedTest
    @CsvSource({
        "https://a, https://a",
        "https://a//, https://a",
        "HTTPS://A.example.org/, https://A.example.org",
        "https://a:80, https://a:80",
        "https://a:, https://a:",
        "https://*.example.org, https://*.example.org",
        "https://@a, https://@a",
        "https://a?, https://a?",
        "https://a/%2F, https://a",
        "https://a#, https://a",
        "https:a.example.org, https:a.example.org",
        "https://, https:",
        "https:///, https:",
        "https://ü.de, https://%C3%BC.de",
        "https://%C3%BC, https://%C3%BC",
        "https://[::1]:80, https://[::1]:80"
    })
    void takesAnOrigin(String given, String kept) throws Exception {
        Client client = client("allowed_cors_origins", given);
        ClientValidator.validate(client);
        assertThat(client.texts(Field.ALLOWED_CORS_ORIGINS)).containsExactly(kept);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "https://a b | invalid character \" \" in host name",
                "https://a%20b | invalid URL escape \"%20\"",
                "https://a:x | invalid port \":x\" after host",
                "https://a:1:2 | invalid port \":1:2\" after host",
                "https://[::1 | missing ']' in host",
                "https://a[::1] | invalid IP-literal",
                "https://a/%zz | invalid URL escape \"%zz\"",
                "https://u b@a | net/url: invalid userinfo",
                ":x | missing protocol scheme",
                "a_b:c | first path segment in URL cannot contain colon"
            },
            delimiter = '|')
    void refusesAnOriginThatIsNoUrl(String given, String reason) throws Exception {
        Client client = client("allowed_cors_origins", given);
        assertThatThrownBy(() -> ClientValidator.validate(client))
                .hasMessageEndingWith(" Origin URL " + given
                        + " from allowed_cors_origins could not be parsed: parse \"" + given + "\": " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example.org",
                "com.example.app:/cb",
                "urn:ietf:wg:oauth:2.0:oob",
                "/relative",
                "javascript:alert(1)",
                "foo://a:1:2",
                "https://a/x y",
                "*"
            })
    void takesARedirectUri(String uri) throws Exception {
        ClientValidator.validate(client("redirect_uris", uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "relative", "1a:b", "https://a/%4", "https://a%4", "https://a|b", "https://[zz]", "a\tb"})
    void refusesARedirectUri(String uri) throws Exception {
        Client client = client("redirect_uris", uri);
        assertThatThrownBy(() -> ClientValidator.validate(client))
                .hasMessageEndingWith(" Unable to parse redirect URL: " + uri);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a/cb, https://a/out, true",
        "https://a/cb, https://a:443/out, false",
        "https://a/cb, https://A/out, false",
        "https://a/cb, http://a/out, false",
        "https://u@a/cb, https://a/out, true",
        "https://[::1]:80/cb, https://[::1]:80/out, true",
        "app:/cb, app:/out, true"
    })
    void wantsThePostLogoutUriAtTheOriginOfARedirectUri(String redirect, String logout, boolean takes)
            throws Exception {
        ObjectNode body = Json.nodes().objectNode();
        body.putArray("redirect_uris").add("https://other").add(redirect);
        body.putArray("post_logout_redirect_uris").add(logout);
        Client client = Client.decode(body);
        if (takes) {
            ClientValidator.validate(client);
        } else {
            assertThatThrownBy(() -> ClientValidator.validate(client))
                    .hasMessageContaining("must match the domain, port, scheme");
        }
    }

    @Test
    void countsTheBytesOfASecret() throws Exception {
        ClientValidator.validate(Client.decode(Json.parse("{\"client_secret\":\"\u00fc\u00fc\u00fc\"}")));
    }

    @Test
    void takesTheDocumentOfASectorForGood() throws Exception {
        ClientValidator.validate(Client.decode(Json.parse("{\"sector_identifier_uri\":\"https://a.invalid/x\"}")));
    }

    private static Client client(String list, String element) throws SyntaxException {
        ObjectNode body = Json.nodes().objectNode();
        ArrayNode elements = body.putArray(list);
        elements.add(element);
        return Client.decode(body);
    }
}
