package orycli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.json.Json;

/** The authorization code flow and what comes of it. What it compares with was sent by a real Hydra. */
final class AuthorizationCodeTest {
    private final Hands hands = new Hands();
    private Sandbox sandbox;
    private Http http;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(0, hands);
        http = Http.to(sandbox);
        browser = new Browser(http);
        browser.create("one", "");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void sendsTheBrowserBackWithACode() throws Exception {
        assertThat(browser.authorize(Map.of(), "allow"))
                .matches(
                        "http://127\\.0\\.0\\.1:9999/cb\\?code=ory_ac_[^&]*&scope=openid\\+offline\\+read&state=12345678");
    }

    @Test
    void sendsTheBrowserBackWithoutOne() throws Exception {
        assertThat(browser.authorize(Map.of(), "deny"))
                .isEqualTo("http://127.0.0.1:9999/cb?error=access_denied"
                        + "&error_description=The+resource+owner+denied+the+request&state=12345678");
        assertThat(browser.authorize(Map.of("response_mode", "fragment"), "deny"))
                .isEqualTo("http://127.0.0.1:9999/cb#error=access_denied"
                        + "&error_description=The+resource+owner+denied+the+request&state=12345678");
    }

    @Test
    void givesTokensForTheCode() throws Exception {
        Http.Reply reply = browser.redeem(browser.code(Map.of()), Map.of());
        assertThat(reply.status()).isEqualTo(200);
        JsonNode tokens = reply.json();
        assertThat(tokens)
                .isEqualTo(Json.parse(
                        "{\"access_token\":\"" + tokens.path("access_token").textValue()
                                + "\",\"expires_in\":3599,\"id_token\":\""
                                + tokens.path("id_token").textValue()
                                + "\",\"refresh_token\":\""
                                + tokens.path("refresh_token").textValue()
                                + "\",\"scope\":\"openid offline read\",\"token_type\":\"bearer\"}"));
        JsonNode claims = Browser.claims(tokens.path("id_token"));
        assertThat(claims)
                .isEqualTo(Json.parse("{\"at_hash\":\""
                        + Digest.halfOf(tokens.path("access_token").textValue())
                        + "\",\"aud\":[\"one\"],\"auth_time\":1782864000,\"exp\":1782867600,\"iat\":1782864000,"
                        + "\"iss\":\"" + sandbox.endpoint() + "\",\"jti\":\""
                        + claims.path("jti").textValue()
                        + "\",\"nonce\":\"nnnnnnnn\",\"rat\":1782864000,\"sid\":\""
                        + claims.path("sid").textValue()
                        + "\",\"sub\":\"me\"}"));
        assertThat(browser.introspect(tokens.path("refresh_token").textValue()))
                .isEqualTo(Json.parse("{\"active\":true,\"scope\":\"openid offline read\",\"client_id\":\"one\","
                        + "\"sub\":\"me\",\"exp\":1785456000,\"iat\":1782864000,\"nbf\":1782864000,\"aud\":[],"
                        + "\"iss\":\"" + sandbox.endpoint()
                        + "\",\"token_type\":\"Bearer\",\"token_use\":\"refresh_token\"}"));
    }

    @Test
    void givesNoMoreThanWasAllowed() throws Exception {
        Http.Reply page = browser.open(Map.of());
        String form = "decision=allow&subject=me&scope=read&scope=admin&challenge=" + Browser.challenge(page);
        String location = http.form("/sandbox/consent", form).header("Location");
        String code = location.replaceFirst(".*[?]code=([^&]*).*", "$1");
        assertThat(location).contains("&scope=read&");
        assertThat(browser.redeem(code, Map.of()).json().properties().stream().map(Map.Entry::getKey))
                .containsExactly("access_token", "expires_in", "scope", "token_type");
    }

    @Test
    void givesTokensOnceAndTakesThemBackIfTheCodeComesAgain() throws Exception {
        String code = browser.code(Map.of());
        JsonNode tokens = browser.redeem(code, Map.of()).json();
        Browser.assertRefused(
                browser.redeem(code, Map.of()), 400, "invalid_grant", " The authorization code has already been used.");
        assertThat(browser.isActive(tokens, "access_token")).isFalse();
        assertThat(browser.isActive(tokens, "refresh_token")).isFalse();
    }

    @Test
    void forgetsACodeAfterTenMinutes() throws Exception {
        String code = browser.code(Map.of());
        hands.forward(Duration.ofMinutes(10).plusSeconds(1));
        Browser.assertRefused(
                browser.redeem(code, Map.of()), 400, "invalid_grant", " or was issued to another client.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            code          | x                                            | or was issued to another client.
            redirect_uri  | http://127.0.0.1:9999/x                      | The 'redirect_uri' from this request does not match the one from the authorize request.
            code_verifier | short                                        | The PKCE code verifier must be at least 43 characters.
            code_verifier | ''                                           | The PKCE code verifier must be at least 43 characters.
            code_verifier | wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww/ | The PKCE code verifier must only contain [a-Z], [0-9], '-', '.', '_', '~'.
            code_verifier | wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww  | The PKCE code challenge did not match the code verifier.
            """)
    void refusesWhatDoesNotFitTheCode(String name, String value, String end) throws Exception {
        Browser.assertRefused(
                browser.redeem(browser.code(Map.of()), Map.of(name, value)), 400, "invalid_grant", " " + end);
    }

    @Test
    void givesTheProofKeyOneChance() throws Exception {
        String code = browser.code(Map.of());
        browser.redeem(code, Map.of("code_verifier", "w".repeat(43)));
        String end = " Unable to find initial PKCE data tied to this request";
        Browser.assertRefused(browser.redeem(code, Map.of()), 400, "invalid_grant", end);
        Browser.assertRefused(browser.redeem(code, Map.of("code_verifier", "")), 400, "invalid_grant", end);
    }

    @Test
    void asksForAProofKeyOnlyWhereThereWasOne() throws Exception {
        Map<String, String> none = Map.of("code_challenge", "", "code_challenge_method", "");
        Browser.assertRefused(
                browser.redeem(browser.code(none), Map.of()),
                400,
                "invalid_grant",
                " Unable to find initial PKCE data tied to this request");
        assertThat(browser.redeem(browser.code(none), Map.of("code_verifier", ""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesTheCodeOfAnotherClient() throws Exception {
        browser.create("two", "");
        Browser.assertRefused(
                browser.redeem(browser.code(Map.of("client_id", "two")), Map.of()),
                400,
                "invalid_grant",
                " The OAuth 2.0 Client ID from this request does not match the one from the authorize request.");
    }

    @Test
    void servesPublicClients() throws Exception {
        browser.create("public", "'token_endpoint_auth_method':'none'");
        String code = browser.code(Map.of("client_id", "public"));
        Http.Reply reply = http.form(
                "/oauth2/token",
                Browser.form(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        Browser.CALLBACK,
                        "code_verifier",
                        Browser.VERIFIER,
                        "client_id",
                        "public")));
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state                 | 1234567        | invalid_state             | Request parameter 'state' must be at least be 8 characters long to ensure sufficient entropy.
            scope                 | openid write   | invalid_scope             | The OAuth 2.0 Client is not allowed to request scope 'write'.
            audience              | https://b.test | invalid_request           | Requested audience 'https://b.test' has not been whitelisted by the OAuth 2.0 Client.
            response_type         | token          | unsupported_response_type | The client is not allowed to request response_type 'token'.
            response_type         | ''             | unsupported_response_type | `The request is missing the 'response_type' parameter.
            prompt                | none           | login_required            | Prompt 'none' was requested, but no existing login session was found.
            prompt                | nope           | invalid_request           | Used unknown value '[nope]' for prompt parameter
            code_challenge_method | plain          | invalid_request           | Clients must use code_challenge_method=S256, plain is not allowed.
            code_challenge_method | S512           | invalid_request           | The code_challenge_method is not supported, use S256 instead.
            registration          | x              | registration_not_supported | The OP does not support use of the registration parameter.
            """)
    void tellsTheClientWhatIsWrong(String name, String value, String error, String end) throws Exception {
        Http.Reply reply = browser.open(Map.of(name, value));
        assertThat(reply.status()).isEqualTo(303);
        Form told = Form.parse(reply.header("Location").substring((Browser.CALLBACK + "?").length()));
        assertThat(told.first("error")).isEqualTo(error);
        assertThat(told.first("error_description")).endsWith(end);
        assertThat(told.first("state")).isEqualTo(name.equals("state") ? value : "12345678");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            client_id     | nobody                  | 401 | The requested OAuth 2.0 Client does not exist.
            redirect_uri  | http://127.0.0.1:9999/x | 400 | The &#39;redirect_uri&#39; parameter does not match any of the OAuth 2.0 Client&#39;s pre-registered redirect urls.
            redirect_uri  | https://evil.example/cb | 400 | The &#39;redirect_uri&#39; parameter does not match any of the OAuth 2.0 Client&#39;s pre-registered redirect urls.
            redirect_uri  | ''                      | 400 | The &#39;redirect_uri&#39; parameter is required when using OpenID Connect 1.0.
            response_mode | <b>                     | 400 | Request with unsupported response_mode &#39;&lt;b&gt;&#39;.
            request       | x                       | 400 | The sandbox reads no request objects.
            """)
    void tellsThePersonWhatIsWrongWhereTheClientMayNotBeThere(String name, String value, int status, String words)
            throws Exception {
        Http.Reply reply = browser.open(Map.of(name, value));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1234/cb,true",
        "http://127.0.0.1:9999/cb2,false",
        "http://127.0.0.1:9999/cb?a=b,false",
        "http://localhost:9999/cb,false",
        "https://127.0.0.1:9999/cb,false",
        "http://[::1]:9999/cb,false",
        "http://127.0.0.1.evil.example/cb,false"
    })
    void mindsNoPortOnLoopback(String uri, boolean isGood) throws Exception {
        assertThat(browser.open(Map.of("redirect_uri", uri)).status()).isEqualTo(isGood ? 200 : 400);
    }

    @Test
    void keepsTheQueryOfTheRedirectUri() throws Exception {
        browser.create("query", "'redirect_uris':['https://app.example/cb?a=b%20c']");
        assertThat(browser.authorize(
                        Map.of("client_id", "query", "redirect_uri", "https://app.example/cb?a=b%20c"), "deny"))
                .startsWith("https://app.example/cb?a=b+c&error=access_denied&");
    }

    @Test
    void postsTheCodeWhereTheClientWantsThat() throws Exception {
        Http.Reply reply =
                browser.answer(browser.open(Map.of("response_mode", "form_post", "state", "\"><b>12345678")), "allow");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("<form method=\"post\" action=\"http://127.0.0.1:9999/cb\">")
                .containsPattern("<input type=\"hidden\" name=\"code\" value=\"ory_ac_[^\"]*\">")
                .contains("<input type=\"hidden\" name=\"state\" value=\"&#34;&gt;&lt;b&gt;12345678\">")
                .doesNotContain("<script");
    }

    @Test
    void wantsANonceThatNobodyGuesses() throws Exception {
        Browser.assertRefused(
                browser.redeem(browser.code(Map.of("nonce", "short")), Map.of()),
                400,
                "insufficient_entropy",
                " Parameter 'nonce' is set but does not satisfy the minimum entropy of 8 characters.");
    }

    @Test
    void honoursTheLifespansOfTheClient() throws Exception {
        http.patch(
                "/admin/clients/one",
                ("[{'op':'add','path':'/authorization_code_grant_access_token_lifespan','value':'10m'},"
                                + "{'op':'add','path':'/authorization_code_grant_refresh_token_lifespan','value':'2h'},"
                                + "{'op':'add','path':'/authorization_code_grant_id_token_lifespan','value':'20m'},"
                                + "{'op':'add','path':'/refresh_token_grant_access_token_lifespan','value':'5m'}]")
                        .replace('\'', '"'));
        JsonNode tokens = browser.tokens();
        assertThat(tokens.path("expires_in").intValue()).isEqualTo(599);
        assertThat(browser.introspect(tokens.path("refresh_token").textValue())
                        .path("exp")
                        .longValue())
                .isEqualTo(1782864000 + 7200);
        assertThat(Browser.claims(tokens.path("id_token")).path("exp").longValue())
                .isEqualTo(1782864000 + 1200);
        assertThat(refresh(tokens).json().path("expires_in").intValue()).isEqualTo(299);
    }

    private Http.Reply refresh(JsonNode tokens) throws Exception {
        return browser.token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token").textValue()));
    }

    @Test
    void refreshesTheTokensAndEndsTheOldOnes() throws Exception {
        JsonNode old = browser.tokens();
        hands.forward(Duration.ofMinutes(1));
        JsonNode fresh = refresh(old).json();
        assertThat(browser.isActive(old, "access_token")).isFalse();
        assertThat(browser.isActive(old, "refresh_token")).isFalse();
        assertThat(browser.isActive(fresh, "access_token")).isTrue();
        assertThat(browser.isActive(fresh, "refresh_token")).isTrue();
        JsonNode claims = Browser.claims(fresh.path("id_token"));
        assertThat(claims.path("nonce").textValue()).isEqualTo("nnnnnnnn");
        assertThat(claims.path("auth_time").longValue()).isEqualTo(1782864000);
        assertThat(claims.path("iat").longValue()).isEqualTo(1782864060);
    }

    @Test
    void endsAllTokensWhereARefreshTokenComesAgain() throws Exception {
        JsonNode old = browser.tokens();
        JsonNode fresh = refresh(old).json();
        Browser.assertRefused(refresh(old), 400, "invalid_grant", " The refresh token was already used.");
        assertThat(browser.isActive(fresh, "access_token")).isFalse();
        Browser.assertRefused(refresh(fresh), 400, "invalid_grant", " The refresh token is malformed or not valid.");
    }

    @Test
    void saysThatARefreshTokenIsOver() throws Exception {
        JsonNode tokens = browser.tokens();
        hands.forward(Duration.ofDays(30));
        Browser.assertRefused(refresh(tokens), 400, "invalid_grant", " The refresh token expired.");
        assertThat(browser.isActive(tokens, "refresh_token")).isFalse();
        hands.forward(Duration.ofDays(1));
        Browser.assertRefused(refresh(tokens), 400, "invalid_grant", " The refresh token is malformed or not valid.");
    }

    @Test
    void refreshesForTheSameClientOnly() throws Exception {
        browser.create("two", "");
        JsonNode tokens = browser.tokens();
        Http.Reply reply = http.form(
                "/oauth2/token",
                "grant_type=refresh_token&refresh_token="
                        + tokens.path("refresh_token").textValue(),
                "Authorization",
                Http.basic("two", "s3cret"));
        Browser.assertRefused(
                reply,
                400,
                "invalid_grant",
                " The OAuth 2.0 Client ID from this request does not match the ID during the initial token issuance.");
        assertThat(refresh(tokens).status()).isEqualTo(200);
    }

    @Test
    void refreshesNoMoreThanTheClientMayHaveNow() throws Exception {
        JsonNode tokens = browser.tokens();
        http.patch("/admin/clients/one", "[{\"op\":\"replace\",\"path\":\"/scope\",\"value\":\"openid offline\"}]");
        Browser.assertRefused(
                refresh(tokens), 400, "invalid_scope", " The OAuth 2.0 Client is not allowed to request scope 'read'.");
        http.patch(
                "/admin/clients/one",
                "[{\"op\":\"replace\",\"path\":\"/grant_types\",\"value\":[\"authorization_code\"]}]");
        Browser.assertRefused(
                refresh(tokens),
                400,
                "unauthorized_client",
                " The OAuth 2.0 Client is not allowed to use authorization grant 'refresh_token'.");
    }

    @Test
    void revokesAllThatWasGrantedAtOnce() throws Exception {
        JsonNode tokens = browser.tokens();
        JsonNode others = browser.tokens();
        http.form(
                "/oauth2/revoke",
                "token=" + tokens.path("refresh_token").textValue(),
                "Authorization",
                Http.basic("one", "s3cret"));
        assertThat(browser.isActive(tokens, "access_token")).isFalse();
        assertThat(browser.isActive(tokens, "refresh_token")).isFalse();
        assertThat(browser.isActive(others, "access_token")).isTrue();
    }

    @Test
    void deletesAccessTokensAlone() throws Exception {
        JsonNode tokens = browser.tokens();
        http.delete("/admin/oauth2/tokens?client_id=one");
        assertThat(browser.isActive(tokens, "access_token")).isFalse();
        assertThat(refresh(tokens).status()).isEqualTo(200);
    }

    @Test
    void tellsWhoHasGrantedAToken() throws Exception {
        JsonNode tokens = browser.tokens();
        Http.Reply reply = userInfo(tokens.path("access_token"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json())
                .isEqualTo(Json.parse("{\"aud\":[\"one\"],\"auth_time\":1782864000,\"iat\":1782864000,\"iss\":\""
                        + sandbox.endpoint() + "\",\"rat\":1782864000,\"sub\":\"me\"}"));
    }

    private Http.Reply userInfo(JsonNode token) throws Exception {
        return http.send("GET", "/userinfo", "", "Authorization", "Bearer " + token.textValue());
    }

    @Test
    void tellsNobodyElse() throws Exception {
        Http.Reply none = http.get("/userinfo");
        Browser.assertRefused(none, 401, "request_unauthorized", " valid credentials in the right format.");
        assertThat(none.header("WWW-Authenticate"))
                .isEqualTo(
                        "Bearer error=\"request_unauthorized\",error_description=\"The request could not be authorized."
                                + " Check that you provided valid credentials in the right format.\"");
        Http.Reply refresh = userInfo(browser.tokens().path("refresh_token"));
        assertThat(refresh.status()).isEqualTo(401);
        assertThat(refresh.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\",error_description=\"Only access tokens are allowed in the"
                        + " authorization header.\"");
    }

    @Test
    void signsWhatItTellsWhereTheClientWantsThat() throws Exception {
        http.patch(
                "/admin/clients/one",
                "[{\"op\":\"add\",\"path\":\"/userinfo_signed_response_alg\",\"value\":\"RS256\"}]");
        Http.Reply reply = userInfo(browser.tokens().path("access_token"));
        assertThat(reply.header("Content-Type")).isEqualTo("application/jwt");
        assertThat(Browser.claims(Json.nodes().textNode(reply.body()))
                        .path("sub")
                        .textValue())
                .isEqualTo("me");
    }
}
