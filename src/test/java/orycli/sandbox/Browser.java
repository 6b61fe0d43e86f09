package orycli.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orycli.json.Json;

/** A person at the pages of a sandbox, and the client that has sent them there. */
record Browser(Http http) {
    static final String CALLBACK = "http://127.0.0.1:9999/cb";
    static final String VERIFIER = "v".repeat(43);
    static final String CHALLENGE = Digest.of(VERIFIER);

    private static final Pattern CHALLENGE_FIELD = Pattern.compile("name=\"challenge\" value=\"([^\"]*)\"");
    private static final Pattern SCOPE_FIELD = Pattern.compile("name=\"scope\" value=\"([^\"]*)\"");

    /** A client that may use all flows, with the secret {@code s3cret}. */
    void create(String id, String more) throws IOException, InterruptedException {
        String client = "{'client_id':'" + id + "','client_secret':'s3cret','redirect_uris':['" + CALLBACK
                + "'],'scope':'openid offline read','audience':['https://a.example'],'grant_types':['authorization_code',"
                + "'refresh_token','urn:ietf:params:oauth:grant-type:device_code']"
                + (more.isEmpty() ? "" : "," + more) + "}";
        assertThat(http.post("/admin/clients", client.replace('\'', '"')).status())
                .isEqualTo(201);
    }

    /** The query of a request for authorization, with what is given in place of what is usual. */
    static String query(Map<String, String> given) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "client_id",
                "one",
                "response_type",
                "code",
                "redirect_uri",
                CALLBACK,
                "scope",
                "openid offline read",
                "state",
                "12345678",
                "nonce",
                "nnnnnnnn",
                "code_challenge",
                CHALLENGE,
                "code_challenge_method",
                "S256"));
        all.putAll(given);
        return form(all);
    }

    static String form(Map<String, String> values) {
        StringBuilder form = new StringBuilder();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                form.append(form.isEmpty() ? "" : "&").append(name).append('=').append(URLEncoder.encode(value, UTF_8));
            }
        });
        return form.toString();
    }

    Http.Reply open(Map<String, String> given) throws IOException, InterruptedException {
        return http.get("/oauth2/auth?" + query(given));
    }

    static String challenge(Http.Reply page) {
        Matcher field = CHALLENGE_FIELD.matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }

    /** Answers the page as it is. */
    Http.Reply answer(Http.Reply page, String decision) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("decision=" + decision + "&subject=me&challenge=" + challenge(page));
        for (Matcher scope = SCOPE_FIELD.matcher(page.body()); scope.find(); ) {
            form.append("&scope=").append(URLEncoder.encode(scope.group(1), UTF_8));
        }
        return http.form(
                "/sandbox/consent", form.toString(), "Origin", http.endpoint().toString());
    }

    /** Where the answer sends the browser. */
    String authorize(Map<String, String> given, String decision) throws IOException, InterruptedException {
        Http.Reply reply = answer(open(given), decision);
        assertThat(reply.status()).isEqualTo(303);
        return reply.header("Location");
    }

    String code(Map<String, String> given) throws IOException, InterruptedException {
        String location = authorize(given, "allow");
        Matcher code = Pattern.compile("[?&#]code=([^&]*)").matcher(location);
        assertThat(code.find()).as(location).isTrue();
        return URLDecoder.decode(code.group(1), UTF_8);
    }

    /** Asks for tokens with a code, with what is given in place of what is usual. */
    Http.Reply redeem(String code, Map<String, String> given) throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK, "code_verifier", VERIFIER));
        all.putAll(given);
        return token(all);
    }

    Http.Reply token(Map<String, String> form) throws IOException, InterruptedException {
        return http.form("/oauth2/token", form(form), "Authorization", Http.basic("one", "s3cret"));
    }

    JsonNode tokens() throws IOException, InterruptedException {
        Http.Reply reply = redeem(code(Map.of()), Map.of());
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    boolean isActive(JsonNode tokens, String name) throws IOException, InterruptedException {
        return introspect(tokens.path(name).textValue()).path("active").booleanValue();
    }

    JsonNode introspect(String token) throws IOException, InterruptedException {
        return http.form("/admin/oauth2/introspect", "token=" + token).json();
    }

    static JsonNode claims(JsonNode jwt) throws IOException {
        String[] parts = jwt.textValue().split("\\.", -1);
        return Json.parse(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
    }

    static void assertRefused(Http.Reply reply, int status, String error, String end) throws IOException {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("error").textValue()).isEqualTo(error);
        assertThat(reply.json().path("error_description").textValue()).endsWith(end);
    }
}
