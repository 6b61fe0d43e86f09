package orycli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.json.Json;

/** Devices without a browser. What it compares with was sent by a real Hydra, unless it says otherwise. */
final class DeviceCodeTest {
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

    private Http.Reply request(String form) throws Exception {
        return http.form("/oauth2/device/auth", form, "Authorization", Http.basic("one", "s3cret"));
    }

    private JsonNode request() throws Exception {
        return request("client_id=one&scope=openid+offline+read").json();
    }

    private Http.Reply poll(JsonNode device) throws Exception {
        return browser.token(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                device.path("device_code").textValue()));
    }

    private Http.Reply verify(String userCode) throws Exception {
        return http.form("/oauth2/device/verify", "user_code=" + userCode);
    }

    @Test
    void givesTokensOnceTheUserHasAllowedThem() throws Exception {
        JsonNode device = request();
        String userCode = device.path("user_code").textValue();
        assertThat(userCode).matches("[BCDFGHJKLMNPQRSTVWXZ]{8}");
        String uri = sandbox.endpoint() + "/oauth2/device/verify";
        assertThat(device)
                .isEqualTo(Json.parse(
                        "{\"device_code\":\"" + device.path("device_code").textValue()
                                + "\",\"user_code\":\"" + userCode + "\",\"verification_uri\":\"" + uri
                                + "\",\"verification_uri_complete\":\"" + uri + "?user_code=" + userCode
                                + "\",\"expires_in\":600,\"interval\":5}"));
        Browser.assertRefused(poll(device), 400, "authorization_pending", " the user-interaction steps.");

        assertThat(http.get("/oauth2/device/verify?user_code=" + userCode).body())
                .contains("<input name=\"user_code\" required autocomplete=\"off\" value=\"" + userCode + "\">");
        Http.Reply done = browser.answer(verify(userCode), "allow");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("<h1>The device is connected</h1>");

        JsonNode tokens = poll(device).json();
        assertThat(tokens.path("scope").textValue()).isEqualTo("openid offline read");
        assertThat(browser.isActive(tokens, "access_token")).isTrue();
        assertThat(browser.isActive(tokens, "refresh_token")).isTrue();
        JsonNode claims = Browser.claims(tokens.path("id_token"));
        assertThat(claims.path("sub").textValue()).isEqualTo("me");
        assertThat(claims.has("nonce")).isFalse();
        Browser.assertRefused(poll(device), 400, "invalid_grant", " or was issued to another client.");
    }

    /** Hydra goes on with authorization_pending; RFC 8628, section 3.5, has an error for it. */
    @Test
    void tellsThatTheUserHasDeniedThem() throws Exception {
        JsonNode device = request();
        Http.Reply done = browser.answer(verify(device.path("user_code").textValue()), "deny");
        assertThat(done.body()).contains("<h1>The device is not connected</h1>");
        Browser.assertRefused(poll(device), 403, "access_denied", " limited in scope or otherwise restricted.");
    }

    /** A real one is not waited for. */
    @Test
    void tellsThatItIsTooLate() throws Exception {
        JsonNode device = request();
        hands.forward(Duration.ofMinutes(10).plusSeconds(1));
        Browser.assertRefused(
                poll(device), 400, "expired_token", " Device code expired at '2026-07-01T00:10:00.400Z'.");
        assertThat(verify(device.path("user_code").textValue()).status()).isEqualTo(400);
    }

    @Test
    void takesACodeAsPeopleTypeIt() throws Exception {
        String code = request().path("user_code").textValue().toLowerCase(Locale.ROOT);
        Http.Reply page = verify(code.substring(0, 4) + "-" + code.substring(4) + "+");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Sign in to the sandbox</h1>");
    }

    @Test
    void asksAgainForACodeThatNobodyWaitsWith() throws Exception {
        Http.Reply page = verify("%22%3E%3Cb%3E");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body())
                .contains("No device waits with this code, or not any more.")
                .contains("value=\"&#34;&gt;&lt;b&gt;\"");
        String used = request().path("user_code").textValue();
        browser.answer(verify(used), "allow");
        assertThat(verify(used).status()).isEqualTo(400);
    }

    @Test
    void givesTokensToTheSameClientOnly() throws Exception {
        browser.create("two", "");
        JsonNode device = request();
        browser.answer(verify(device.path("user_code").textValue()), "allow");
        Http.Reply reply = http.form(
                "/oauth2/token",
                "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code="
                        + device.path("device_code").textValue(),
                "Authorization",
                Http.basic("two", "s3cret"));
        Browser.assertRefused(
                reply,
                400,
                "invalid_grant",
                " The OAuth 2.0 Client ID from this request does not match the one from the authorize request.");
        assertThat(poll(device).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                    | invalid_request | The POST body can not be empty.
            scope=read                            | invalid_request | Provided client_id mismatch.
            client_id=two                         | invalid_request | Provided client_id mismatch.
            client_id=one&scope=write             | invalid_scope   | The OAuth 2.0 Client is not allowed to request scope 'write'.
            client_id=one&audience=https://b.test | invalid_request | Requested audience 'https://b.test' has not been whitelisted by the OAuth 2.0 Client.
            """)
    void refusesWhatIsNoDeviceRequest(String form, String error, String end) throws Exception {
        Browser.assertRefused(request(form), 400, error, " " + end);
    }

    @Test
    void servesOnlyClientsWithTheGrantType() throws Exception {
        http.patch(
                "/admin/clients/one",
                "[{\"op\":\"replace\",\"path\":\"/grant_types\",\"value\":[\"authorization_code\"]}]");
        Browser.assertRefused(
                request("client_id=one"),
                400,
                "invalid_grant",
                " The requested OAuth 2.0 Client does not have the 'urn:ietf:params:oauth:grant-type:device_code' grant.");
        Browser.assertRefused(
                poll(Json.nodes().objectNode().put("device_code", "x")),
                400,
                "unauthorized_client",
                " The OAuth 2.0 Client is not allowed to use authorization grant"
                        + " 'urn:ietf:params:oauth:grant-type:device_code'.");
    }
}
