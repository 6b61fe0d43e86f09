package orycli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.json.Json;

/** {@code POST /oauth2/token} for clients that act for themselves. What it compares with was sent by a real Hydra. */
final class ClientCredentialsTest {
    private static final String MALFORMED = "The request is missing a required parameter, includes an invalid parameter"
            + " value, includes a parameter more than once, or is otherwise malformed. ";
    private static final String FAILED = "Client authentication failed (e.g., unknown client, no client authentication"
            + " included, or unsupported authentication method).";
    private static final String GRANT = "grant_type=client_credentials";

    private final Hands hands = new Hands();
    private Sandbox sandbox;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(0, hands);
        http = Http.to(sandbox);
        create("one", "'scope':'read foo.*','audience':['https://api.example.org/v1']");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void create(String id, String more) throws IOException, InterruptedException {
        String grants = more.contains("'grant_types'") ? "" : ",'grant_types':['client_credentials']";
        String body = "{'client_id':'" + id + "','client_secret':'s3cr+t: %'" + grants
                + (more.isEmpty() ? "" : "," + more) + "}";
        assertThat(http.post("/admin/clients", body.replace('\'', '"')).status())
                .isEqualTo(201);
    }

    private Http.Reply token(String form, String secret) throws IOException, InterruptedException {
        return http.form("/oauth2/token", form, "Authorization", Http.basic("one", secret));
    }

    private JsonNode tokenOf(String id, String form) throws IOException, InterruptedException {
        Http.Reply reply = http.form("/oauth2/token", form, "Authorization", Http.basic(id, "s3cr+t: %"));
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode introspect(JsonNode answer) throws IOException, InterruptedException {
        return http.form(
                        "/admin/oauth2/introspect",
                        "token=" + answer.path("access_token").textValue())
                .json();
    }

    @Test
    void givesATokenForAnHour() throws Exception {
        Http.Reply reply = token(GRANT + "&scope=read+foo.bar&audience=https://api.example.org/v1/x", "s3cr+t: %");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Pragma")).isEqualTo("no-cache");
        String token = reply.json().path("access_token").textValue();
        assertThat(token).matches("ory_at_[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");
        assertThat(reply.body())
                .isEqualTo("{\"access_token\":\"" + token
                        + "\",\"expires_in\":3599,\"scope\":\"read foo.bar\",\"token_type\":\"bearer\"}");
        assertThat(http.form("/admin/oauth2/introspect", "token=" + token).body())
                .isEqualTo("{\"active\":true,\"scope\":\"read foo.bar\",\"client_id\":\"one\",\"sub\":\"one\","
                        + "\"exp\":1782867600,\"iat\":1782864000,\"nbf\":1782864000,"
                        + "\"aud\":[\"https://api.example.org/v1/x\"],\"iss\":\"" + sandbox.endpoint()
                        + "\",\"token_type\":\"Bearer\",\"token_use\":\"access_token\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grant_type=client_credentials&scope=read+write | 400 | invalid_scope | The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope 'write'.
            grant_type=client_credentials&scope=foo        | 400 | invalid_scope | The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope 'foo'.
            """)
    void refusesAScopeThatTheClientMayNotHave(String form, int status, String error, String description)
            throws Exception {
        assertRefused(token(form, "s3cr+t: %"), status, error, description);
    }

    private static void assertRefused(Http.Reply reply, int status, String error, String description)
            throws IOException {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.json())
                .isEqualTo(Json.nodes().objectNode().put("error", error).put("error_description", description));
    }

    @Test
    void givesAScopeOnce() throws Exception {
        assertThat(tokenOf("one", GRANT + "&scope=read+read+foo.bar+read")
                        .path("scope")
                        .textValue())
                .isEqualTo("read foo.bar");
    }

    /** RFC 7523, section 2.1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one |                                | unauthorized_client | The OAuth 2.0 Client is not allowed to use"
                        + " authorization grant 'urn:ietf:params:oauth:grant-type:jwt-bearer'.",
                "jwt |                                | invalid_request | The assertion request parameter must be set when"
                        + " using grant_type of 'urn:ietf:params:oauth:grant-type:jwt-bearer'.",
                "jwt | e30                            | invalid_grant | Unable to parse JSON Web Token passed in"
                        + " 'assertion' request parameter.",
                "jwt | e30.e30.e30                    | invalid_grant | The JWT in 'assertion' request parameter MUST"
                        + " contain an 'iss' (issuer) claim.",
                "jwt | e30.eyJpc3MiOiJhIn0.e30        | invalid_grant | The JWT in 'assertion' request parameter MUST"
                        + " contain a 'sub' (subject) claim.",
                "jwt | e30.eyJpc3MiOiJhIiwic3ViIjoiYiJ9.e30 | invalid_grant | No public JWK was registered for issuer 'a'"
                        + " and subject 'b', and public key is required to check signature of JWT in 'assertion' request"
                        + " parameter.",
            })
    void trustsNobodysAssertion(String id, String assertion, String error, String hint) throws Exception {
        create("jwt", "'grant_types':['urn:ietf:params:oauth:grant-type:jwt-bearer']");
        Http.Reply reply = http.form(
                "/oauth2/token",
                "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer"
                        + (assertion == null ? "" : "&assertion=" + assertion),
                "Authorization",
                Http.basic(id, "s3cr+t: %"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").textValue()).isEqualTo(error);
        assertThat(reply.json().path("error_description").textValue()).endsWith(" " + hint);
    }

    @ParameterizedTest
    @CsvSource({"https://api.example.org/v12", "https://api.example.org", "http://api.example.org/v1", "plain"})
    void refusesAnAudienceThatTheClientMayNotHave(String audience) throws Exception {
        assertRefused(
                token(GRANT + "&audience=" + audience, "s3cr+t: %"),
                400,
                "invalid_request",
                MALFORMED + "Requested audience '" + audience + "' has not been whitelisted by the OAuth 2.0 Client.");
    }

    @Test
    void givesNoRefreshToken() throws Exception {
        String client = "{'client_id':'two','client_secret':'s3cr+t: %','scope':'offline offline_access',"
                + "'grant_types':['client_credentials','refresh_token']}";
        http.post("/admin/clients", client.replace('\'', '"'));

        JsonNode answer = tokenOf("two", GRANT + "&scope=offline+offline_access");

        assertThat(answer.path("scope").textValue()).isEqualTo("offline offline_access");
        assertThat(answer.has("refresh_token")).isFalse();
    }

    @Test
    void refusesAnAudienceThatIsNoUrl() throws Exception {
        assertRefused(
                token(GRANT + "&audience=:x", "s3cr+t: %"),
                400,
                "invalid_request",
                MALFORMED + "Unable to parse requested audience ':x'.");
    }

    @Test
    void takesSeveralAudiences() throws Exception {
        create("two", "'audience':['a','b']");
        assertThat(introspect(tokenOf("two", GRANT + "&audience=a+b")).path("aud"))
                .isEqualTo(Json.parse("[\"a\",\"b\"]"));
        assertThat(introspect(tokenOf("two", GRANT + "&audience=b&audience=a")).path("aud"))
                .isEqualTo(Json.parse("[\"b\",\"a\"]"));
    }

    @Test
    void refusesWhatIsNoTokenRequest() throws Exception {
        assertRefused(token("", "x"), 400, "invalid_request", MALFORMED + "The POST body can not be empty.");
        assertRefused(
                http.send(
                        "POST",
                        "/oauth2/token",
                        "{\"grant_type\":\"client_credentials\"}",
                        "Content-Type",
                        "application/json"),
                400,
                "invalid_request",
                MALFORMED + "The POST body can not be empty.");
        assertRefused(
                token("scope=read", "x"),
                400,
                "invalid_request",
                MALFORMED + "Request parameter 'grant_type' is missing");
        assertRefused(
                token("grant_type=password", "x"),
                400,
                "invalid_request",
                MALFORMED
                        + "Make sure that the various parameters are correct, be aware of case sensitivity and trim your"
                        + " parameters. Make sure that the client you are using has exactly whitelisted the redirect_uri"
                        + " you specified.");
        assertThat(http.get("/oauth2/token").status()).isEqualTo(404);
        assertThat(http.form("/admin/oauth2/token", GRANT).status()).isEqualTo(404);
    }

    @Test
    void refusesAGrantTypeThatTheClientDoesNotHave() throws Exception {
        create("codes", "'grant_types':['authorization_code']");
        assertRefused(
                http.form("/oauth2/token", GRANT, "Authorization", Http.basic("codes", "s3cr+t: %")),
                400,
                "unauthorized_client",
                "The client is not authorized to request a token using this method. The OAuth 2.0 Client is not allowed to"
                        + " use authorization grant 'client_credentials'.");
    }

    @Test
    void refusesAPublicClient() throws Exception {
        create("public", "'token_endpoint_auth_method':'none'");
        assertRefused(
                http.form("/oauth2/token", GRANT + "&client_id=public"),
                400,
                "invalid_grant",
                "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token"
                        + " is invalid, expired, revoked, does not match the redirection URI used in the authorization"
                        + " request, or was issued to another client. The OAuth 2.0 Client is marked as public and is"
                        + " thus not allowed to use authorization grant 'client_credentials'.");
    }

    @Test
    void refusesWrongCredentials() throws Exception {
        assertRefused(token(GRANT, "wrong"), 401, "invalid_client", FAILED);
        assertRefused(token(GRANT, ""), 401, "invalid_client", FAILED);
        assertRefused(
                http.form("/oauth2/token", GRANT, "Authorization", Http.basic("nobody", "wrong")),
                401,
                "invalid_client",
                FAILED);
        assertRefused(http.form("/oauth2/token", GRANT + "&client_id=one"), 401, "invalid_client", FAILED);
    }

    @ParameterizedTest
    @CsvSource({"''", "Bearer x", "Basic !", "Basic b25l"})
    void refusesMissingCredentials(String authorization) throws Exception {
        assertRefused(
                http.form("/oauth2/token", GRANT, "Authorization", authorization),
                400,
                "invalid_request",
                MALFORMED
                        + "Client credentials missing or malformed in both HTTP Authorization header and HTTP POST body.");
    }

    @Test
    void refusesASecretThatIsNotEncodedAsInAForm() throws Exception {
        String raw = Base64.getEncoder().encodeToString("one:s3cr+t: %".getBytes(StandardCharsets.UTF_8));
        assertRefused(
                http.form("/oauth2/token", GRANT, "Authorization", "Basic " + raw),
                400,
                "invalid_request",
                MALFORMED + "The client secret in the HTTP authorization header could not be decoded from"
                        + " 'application/x-www-form-urlencoded'.");
    }

    @Test
    void takesTheMethodOfTheClientAndNoOther() throws Exception {
        create("post", "'token_endpoint_auth_method':'client_secret_post'");
        String secret = "&client_secret=s3cr%2Bt%3A+%25";
        assertThat(http.form("/oauth2/token", GRANT + "&client_id=post" + secret)
                        .status())
                .isEqualTo(200);
        assertRefused(
                http.form("/oauth2/token", GRANT, "Authorization", Http.basic("post", "s3cr+t: %")),
                401,
                "invalid_client",
                FAILED + " The OAuth 2.0 Client supports client authentication method 'client_secret_post', but method"
                        + " 'client_secret_basic' was requested. You must configure the OAuth 2.0 client's"
                        + " 'token_endpoint_auth_method' value to accept 'client_secret_basic'.");
        assertRefused(
                http.form("/oauth2/token", GRANT + "&client_id=one" + secret),
                401,
                "invalid_client",
                FAILED + " The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method"
                        + " 'client_secret_post' was requested. You must configure the OAuth 2.0 client's"
                        + " 'token_endpoint_auth_method' value to accept 'client_secret_post'.");
    }

    @Test
    void honoursTheLifespanOfTheClient() throws Exception {
        create("short", "'client_credentials_grant_access_token_lifespan':'90s'");
        JsonNode answer = tokenOf("short", GRANT);
        assertThat(answer.path("expires_in").intValue()).isEqualTo(89);
        hands.forward(Duration.ofSeconds(89));
        assertThat(introspect(answer).path("active").booleanValue()).isTrue();
        hands.forward(Duration.ofSeconds(1));
        assertThat(introspect(answer)).isEqualTo(Json.parse("{\"active\":false}"));
    }

    @Test
    void signsAccessTokensWhereTheClientWantsIt() throws Exception {
        create("jwt", "'access_token_strategy':'jwt','scope':'a b','audience':['x']");
        JsonNode answer = tokenOf("jwt", GRANT + "&scope=a+b&audience=x");
        String[] parts = answer.path("access_token").textValue().split("\\.", -1);
        JsonNode key = http.get("/.well-known/jwks.json").json().path("keys").path(0);
        JsonNode header = Json.parse(new String(bytes(parts[0]), StandardCharsets.UTF_8));
        JsonNode claims = Json.parse(new String(bytes(parts[1]), StandardCharsets.UTF_8));
        assertThat(header)
                .isEqualTo(Json.nodes()
                        .objectNode()
                        .put("alg", "RS256")
                        .put("kid", key.path("kid").textValue())
                        .put("typ", "JWT"));
        assertThat(claims)
                .isEqualTo(Json.parse("{\"aud\":[\"x\"],\"client_id\":\"jwt\",\"exp\":1782867600,\"ext\":{},"
                        + "\"iat\":1782864000,\"iss\":\"" + sandbox.endpoint() + "\",\"jti\":\""
                        + claims.path("jti").textValue()
                        + "\",\"nbf\":1782864000,\"scp\":[\"a\",\"b\"],\"sub\":\"jwt\"}"));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key.path("n")), number(key.path("e")))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(bytes(parts[2]))).isTrue();
        assertThat(introspect(answer).path("scope").textValue()).isEqualTo("a b");
    }

    private static byte[] bytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static BigInteger number(JsonNode text) {
        return new BigInteger(1, bytes(text.textValue()));
    }

    @Test
    void takesARotatedSecretUntilItIsDropped() throws Exception {
        String rotated = rotate();
        assertThat(token(GRANT, "s3cr+t: %").status()).isEqualTo(200);
        assertThat(token(GRANT, rotated).status()).isEqualTo(200);
        http.delete("/admin/clients/one/secrets/rotate");
        assertRefused(token(GRANT, "s3cr+t: %"), 401, "invalid_client", FAILED);
        assertThat(token(GRANT, rotated).status()).isEqualTo(200);
    }

    private String rotate() throws IOException, InterruptedException {
        return http.post("/admin/clients/one/secrets/rotate", "")
                .json()
                .path("client_secret")
                .textValue();
    }

    @Test
    void takesTheFiveYoungestOfTheRotatedSecrets() throws Exception {
        String second = rotate();
        for (int i = 0; i < 5; i++) {
            rotate();
        }
        assertThat(token(GRANT, "s3cr+t: %").status()).isEqualTo(401);
        assertThat(token(GRANT, second).status()).isEqualTo(200);
    }

    @Test
    void keepsTheSecretsInAnUpdateThatGivesNone() throws Exception {
        String rotated = rotate();
        http.patch("/admin/clients/one", "[{\"op\":\"replace\",\"path\":\"/client_name\",\"value\":\"x\"}]");
        http.put("/admin/clients/one", "{\"grant_types\":[\"client_credentials\"]}");
        assertThat(token(GRANT, "s3cr+t: %").status()).isEqualTo(200);
        assertThat(token(GRANT, rotated).status()).isEqualTo(200);
    }

    @Test
    void endsAllSecretsWithAnUpdateThatGivesOne() throws Exception {
        String rotated = rotate();
        http.put("/admin/clients/one", "{\"grant_types\":[\"client_credentials\"],\"client_secret\":\"another\"}");
        assertThat(token(GRANT, "s3cr+t: %").status()).isEqualTo(401);
        assertThat(token(GRANT, rotated).status()).isEqualTo(401);
        assertThat(token(GRANT, "another").status()).isEqualTo(200);
    }
}
