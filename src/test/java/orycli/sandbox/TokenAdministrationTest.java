package orycli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Introspection, revocation and what becomes of tokens. What it compares with was sent by a real Hydra. */
final class TokenAdministrationTest {
    private static final String INACTIVE = "{\"active\":false}";
    private static final String MALFORMED =
            "{\"error\":\"invalid_request\",\"error_description\":\"The request is missing a"
                    + " required parameter, includes an invalid parameter value, includes a parameter more than once, or is"
                    + " otherwise malformed. ";
    private static final String USUAL =
            "Make sure that the various parameters are correct, be aware of case sensitivity and"
                    + " trim your parameters. Make sure that the client you are using has exactly whitelisted the redirect_uri you"
                    + " specified.\"}";

    private Sandbox sandbox;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(0);
        http = Http.to(sandbox);
        create("one");
        create("two");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void create(String id) throws IOException, InterruptedException {
        http.post(
                "/admin/clients",
                "{\"client_id\":\"" + id + "\",\"client_secret\":\"s3cret\",\"grant_types\":[\"client_credentials\"],"
                        + "\"scope\":\"read write\"}");
    }

    private String token(String clientId) throws IOException, InterruptedException {
        return http.form(
                        "/oauth2/token",
                        "grant_type=client_credentials&scope=read",
                        "Authorization",
                        Http.basic(clientId, "s3cret"))
                .json()
                .path("access_token")
                .textValue();
    }

    private String introspect(String form) throws IOException, InterruptedException {
        return http.form("/admin/oauth2/introspect", form).body();
    }

    private boolean isActive(String token) throws IOException, InterruptedException {
        return introspect("token=" + token).startsWith("{\"active\":true,");
    }

    private Http.Reply revoke(String form, String clientId, String secret) throws IOException, InterruptedException {
        return http.form("/oauth2/revoke", form, "Authorization", Http.basic(clientId, secret));
    }

    @Test
    void introspectsWithTheScopesThatTheTokenNeeds() throws Exception {
        String token = token("one");
        assertThat(isActive(token)).isTrue();
        assertThat(introspect("token=" + token + "&scope=read")).startsWith("{\"active\":true,");
        assertThat(introspect("token=" + token + "&scope=read+write")).isEqualTo(INACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"token=nope", "token=", "scope=x", "token_type_hint=access_token"})
    void knowsNoOtherTokens(String form) throws Exception {
        Http.Reply reply = http.form("/admin/oauth2/introspect", form);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(INACTIVE);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void refusesAnIntrospectionOfNothing() throws Exception {
        Http.Reply reply = http.form("/admin/oauth2/introspect", "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo(MALFORMED + "The POST body can not be empty.\"}");
    }

    @Test
    void revokesATokenOfTheClient() throws Exception {
        String token = token("one");
        String other = token("one");
        Http.Reply reply = revoke("token=" + token, "one", "s3cret");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(isActive(token)).isFalse();
        assertThat(isActive(other)).isTrue();
        assertThat(revoke("token=" + token, "one", "s3cret").status()).isEqualTo(200);
    }

    @Test
    void revokesNoTokenOfAnotherClient() throws Exception {
        String token = token("one");
        assertThat(revoke("token=" + token, "two", "s3cret").status()).isEqualTo(200);
        assertThat(isActive(token)).isTrue();
    }

    @Test
    void revokesNothingWithoutCredentials() throws Exception {
        String token = token("one");
        Http.Reply wrong = revoke("token=" + token, "one", "wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body())
                .isEqualTo("{\"error\":\"invalid_client\",\"error_description\":\"Client authentication failed (e.g.,"
                        + " unknown client, no client authentication included, or unsupported authentication"
                        + " method).\"}");
        Http.Reply missing = http.form("/oauth2/revoke", "token=" + token);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).isEqualTo(MALFORMED + USUAL);
        assertThat(revoke("", "one", "s3cret").body()).isEqualTo(MALFORMED + USUAL);
        assertThat(isActive(token)).isTrue();
    }

    @Test
    void deletesTheAccessTokensOfAClient() throws Exception {
        String token = token("one");
        String other = token("two");
        assertThat(http.delete("/admin/oauth2/tokens?client_id=one").status()).isEqualTo(204);
        assertThat(isActive(token)).isFalse();
        assertThat(isActive(other)).isTrue();
        assertThat(http.delete("/admin/oauth2/tokens?client_id=nope").status()).isEqualTo(204);
        assertThat(http.delete("/admin/oauth2/tokens").body())
                .isEqualTo(MALFORMED + "Query parameter 'client_id' is not defined but it should have been.\"}");
    }

    @Test
    void forgetsTheTokensOfADeletedClient() throws Exception {
        String token = token("one");
        http.delete("/admin/clients/one");
        create("one");
        assertThat(isActive(token)).isFalse();
    }

    @Test
    void tellsWhereItsEndpointsAre() throws Exception {
        String issuer = sandbox.endpoint().toString();
        Http.Reply reply = http.get("/.well-known/openid-configuration");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("issuer").textValue()).isEqualTo(issuer);
        assertThat(reply.json().path("token_endpoint").textValue()).isEqualTo(issuer + "/oauth2/token");
        assertThat(reply.json().path("jwks_uri").textValue()).isEqualTo(issuer + "/.well-known/jwks.json");
        assertThat(http.get("/admin/.well-known/openid-configuration").status()).isEqualTo(404);
    }

    @Test
    void refusesPagesOfOtherOrigins() throws Exception {
        Http.Reply reply = http.form("/oauth2/token", "grant_type=client_credentials", "Origin", "https://example.org");
        assertThat(reply.status()).isEqualTo(403);
    }
}
