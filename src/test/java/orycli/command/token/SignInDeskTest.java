package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;

/** A server that has its logins and consents asked at the port that waits for a sign-in. */
final class SignInDeskTest {
    private static final String GO_ON = "{\"redirect_to\":\"http://127.0.0.1:1/on?login_verifier=hidden-verifier\"}";
    private static final String LOGIN = """
            {"challenge":"hidden-challenge","skip":%s,"subject":"%s","client":{"client_id":"one","client_name":"<b>One"}}""";
    private static final String CONSENT = """
            {"challenge":"hidden-challenge","skip":%s,"subject":"me","requested_scope":["openid","a\\"b"],\
            "requested_access_token_audience":["api"],"client":{"client_id":"one","client_name":""}}""";

    private final Tokens server = new Tokens();
    private String said = "";
    private final FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");

    @AfterEach
    void stop() {
        server.close();
    }

    /** What the browser is shown, that loads these pages of the port before it brings the answer. */
    private List<FakeBrowser.Shown> visit(List<String> flags, String... visits) {
        List<FakeBrowser.Shown> shown = new ArrayList<>();
        server.answer(200, Tokens.TOKEN);
        Cli cli = server.cli().interactive().browser(address -> {
            HttpUrl here = HttpUrl.get(String.valueOf(HttpUrl.get(address).queryParameter("redirect_uri")));
            for (String visit : visits) {
                shown.add(browser.load(request(here, visit)));
            }
            browser.accept(address);
        });
        List<String> words =
                new ArrayList<>(List.of("perform", "authorization-code", "-p", "0", "--client-id", "one", "-q"));
        words.addAll(flags);

        Cli.Result result = cli.execute(words.toArray(String[]::new));

        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        said = result.stderr();
        assertThat(said).doesNotContain("hidden");
        return shown;
    }

    /** A path with a query, or behind a {@code POST} one with a form. */
    private static Request request(HttpUrl here, String visit) {
        HttpUrl url =
                HttpUrl.get(here.resolve("/") + visit.replaceFirst("^POST ", "").substring(1));
        if (!visit.startsWith("POST ")) {
            return FakeBrowser.get(url);
        }
        FormBody.Builder form = new FormBody.Builder();
        for (int i = 0; i < url.querySize(); i++) {
            form.add(url.queryParameterName(i), String.valueOf(url.queryParameterValue(i)));
        }
        return FakeBrowser.post(url.newBuilder().query(null).build(), form.build());
    }

    private String asked(int index) {
        return server.request(index).getMethod() + " "
                + server.request(index).getUrl().toString().replace(server.url(), "");
    }

    @Test
    void asksWhoSomebodyIs() {
        server.answer(200, LOGIN.formatted("false", "")).answer(200, GO_ON);

        List<FakeBrowser.Shown> shown = visit(
                List.of("--debug"),
                "/login?login_challenge=hidden-challenge",
                "POST /login?ls=hidden-challenge&username=me&remember=on&action=accept");

        assertThat(shown.get(0).status()).isEqualTo(200);
        assertThat(shown.get(0).html())
                .contains(
                        "The client &lt;b&gt;One asks who you are.",
                        "<form method=\"post\" action=\"/login\">",
                        "<input type=\"hidden\" name=\"ls\" value=\"hidden-challenge\">",
                        "<input name=\"username\" required value=\"\">")
                .doesNotContain("<script");
        assertThat(asked(0)).isEqualTo("GET /admin/oauth2/auth/requests/login?login_challenge=hidden-challenge");
        assertThat(shown.get(1).status()).isEqualTo(302);
        assertThat(shown.get(1).headers().get("Location"))
                .isEqualTo("http://127.0.0.1:1/on?login_verifier=hidden-verifier");
        assertThat(asked(1)).isEqualTo("PUT /admin/oauth2/auth/requests/login/accept?login_challenge=hidden-challenge");
        assertThat(server.form(1)).isEqualTo("{\"remember\":true,\"remember_for\":3600,\"subject\":\"me\"}");
    }

    @Test
    void asksWhatTheClientMayHave() {
        server.answer(200, CONSENT.formatted("true")).answer(200, GO_ON);

        List<FakeBrowser.Shown> shown = visit(
                List.of(),
                "/consent?consent_challenge=hidden-challenge",
                "POST /consent?cs=hidden-challenge&scope=openid&audience=api&action=accept");

        assertThat(shown.get(0).html())
                .contains(
                        "The client one asks for access in the name of me.",
                        "<input type=\"checkbox\" name=\"scope\" value=\"openid\" checked> openid",
                        "<input type=\"checkbox\" name=\"scope\" value=\"a&#34;b\" checked> a&#34;b",
                        "<input type=\"hidden\" name=\"audience\" value=\"api\">");
        assertThat(asked(1))
                .isEqualTo("PUT /admin/oauth2/auth/requests/consent/accept?consent_challenge=hidden-challenge");
        assertThat(server.form(1))
                .isEqualTo("{\"grant_scope\":[\"openid\"],\"grant_access_token_audience\":[\"api\"],"
                        + "\"remember\":false,\"remember_for\":3600}");
    }

    @Test
    void asksNothingThatIsRememberedWhereThatIsSkipped() {
        server.answer(200, LOGIN.formatted("true", "me"))
                .answer(200, GO_ON)
                .answer(200, CONSENT.formatted("true"))
                .answer(200, GO_ON);

        List<FakeBrowser.Shown> shown = visit(
                List.of("--skip"),
                "/login?login_challenge=hidden-challenge",
                "/consent?consent_challenge=hidden-challenge");

        assertThat(shown).extracting(FakeBrowser.Shown::status).containsExactly(302, 302);
        assertThat(server.form(1)).isEqualTo("{\"subject\":\"me\"}");
        assertThat(server.form(3))
                .isEqualTo("{\"grant_scope\":[\"openid\",\"a\\\"b\"],\"grant_access_token_audience\":[\"api\"],"
                        + "\"remember\":true,\"remember_for\":3600}");
    }

    @ParameterizedTest
    @CsvSource({"--skip, false", "--no-open=false, true"})
    void asksWhatIsNotRememberedOrNotSkipped(String flag, String isKnown) {
        server.answer(200, LOGIN.formatted(isKnown, "me"));

        List<FakeBrowser.Shown> shown = visit(List.of(flag), "/login?login_challenge=hidden-challenge");

        assertThat(shown.get(0).html()).contains("<h1>Sign in</h1>", "value=\"me\"");
    }

    @ParameterizedTest
    @CsvSource({"login, ls", "consent, cs"})
    void saysNoForAPerson(String question, String field) {
        server.answer(200, GO_ON);

        List<FakeBrowser.Shown> shown =
                visit(List.of(), "POST /" + question + "?" + field + "=hidden-challenge&action=deny");

        assertThat(shown.get(0).status()).isEqualTo(302);
        assertThat(asked(0))
                .isEqualTo("PUT /admin/oauth2/auth/requests/" + question + "/reject?" + question
                        + "_challenge=hidden-challenge");
        assertThat(server.form(0)).startsWith("{\"error\":\"access_denied\",");
    }

    @Test
    void forgetsWhatWasAllowedBefore() {
        server.answer(204, "").answer(200, GO_ON);

        visit(List.of(), "POST /login?ls=hidden-challenge&username=me%26you&revoke-consents=on&action=accept");

        assertThat(asked(0)).isEqualTo("DELETE /admin/oauth2/auth/sessions/consent?subject=me%26you&all=true");
        assertThat(asked(1)).startsWith("PUT /admin/oauth2/auth/requests/login/accept?");
    }

    @Test
    void takesTheCodeOfADevice() {
        server.answer(200, GO_ON);

        List<FakeBrowser.Shown> shown = visit(
                List.of(),
                "/device?device_challenge=hidden-challenge&user_code=AB%22CD",
                "POST /device?device_challenge=hidden-challenge&user_code=ABCD");

        assertThat(shown.get(0).html()).contains("required value=\"AB&#34;CD\"");
        assertThat(shown.get(1).status()).isEqualTo(302);
        assertThat(asked(0))
                .isEqualTo("PUT /admin/oauth2/auth/requests/device/accept?device_challenge=hidden-challenge");
        assertThat(server.form(0)).isEqualTo("{\"user_code\":\"ABCD\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/login                            | the field login_challenge is missing",
                "/consent?consent_challenge=       | the field consent_challenge is missing",
                "POST /login?ls=x&action=accept    | the field username is missing",
                "POST /login?ls=x&username=me      | the field action is neither accept nor deny",
                "POST /device?device_challenge=x   | the field user_code is missing",
            })
    void saysWhatIsMissing(String visit, String words) {
        List<FakeBrowser.Shown> shown = visit(List.of(), visit);

        assertThat(shown.get(0).status()).isEqualTo(400);
        assertThat(shown.get(0).html()).contains("<h1>This cannot be asked</h1>\n<p>" + words + "</p>");
        assertThat(said).doesNotContain("Error");
        assertThat(server.count()).isEqualTo(1);
    }

    /** As the public side of a Hydra does, at which there is no such thing. */
    @Test
    void saysOnceWhichAddressIsTheWrongOne() {
        server.answer(404, "404 page not found").answer(404, "404 page not found");
        String why = "cannot get the login request: 404 Client Error";
        String advice = "Where logins and consents are asked here, --endpoint is the server's admin API, such as"
                + " http://127.0.0.1:4445, and --auth-url and --token-url name the public side.";
        String login = "/login?login_challenge=hidden-challenge";

        List<FakeBrowser.Shown> shown = visit(List.of(), login, login);

        assertThat(shown)
                .hasSize(2)
                .allSatisfy(page -> assertThat(page.html())
                        .contains("<p>" + why + "</p>\n<p>" + advice.replace("'", "&#39;") + "</p>\n"));
        assertThat(said).endsWith("\nWarning: " + why + "\n" + advice + "\n").containsOnlyOnce(why);
    }

    @Test
    void saysWhyTheServerDoesNotTell() {
        server.refuse(404, "Not Found", "<i>No such hidden-challenge.");

        List<FakeBrowser.Shown> shown = visit(List.of(), "/login?login_challenge=hidden-challenge");

        assertThat(shown.get(0).status()).isEqualTo(502);
        assertThat(shown.get(0).html())
                .contains("<p>cannot get the login request: 404 ", "&lt;i&gt;No such [redacted].")
                .doesNotContain("hidden-challenge");
    }

    @Test
    void aDeviceHasThePageOfItsCodeAtAPort() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        HttpUrl here = HttpUrl.get("http://127.0.0.1:" + port);
        List<FakeBrowser.Shown> shown = new ArrayList<>();
        server.answer(200, """
                        {"device_code":"opaque","user_code":"ABCD","verification_uri":"http://a.example/"}""").answer(() -> {
            for (String visit : List.of("/device?device_challenge=x", "/device/done", "/nothing")) {
                shown.add(browser.load(request(here, visit)));
            }
            return Tokens.TOKEN;
        });

        Cli.Result result = server.cli()
                .execute("perform", "device-code", "--port", Integer.toString(port), "--client-id", "tv", "-q");

        assertThat(result).isEqualTo(new Cli.Result(0, "ory_at_1\n", """
                The page http://127.0.0.1:%d/device is there, for a server that has the code asked on it.
                To sign in, open this address on any device:
                  http://a.example/
                It asks for the code ABCD.
                """.formatted(port)));
        assertThat(shown).extracting(FakeBrowser.Shown::status).containsExactly(200, 200, 404);
        assertThat(shown.get(0).html()).contains("<form method=\"post\" action=\"/device\">");
        assertThat(shown.get(1).html()).contains("<h1>The device has been approved</h1>");
    }

    @Test
    void aDevicesPortMustBeFree() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(socket.getLocalPort());

            assertThat(server.cli().execute("perform", "device-code", "-p", port, "--client-id", "tv"))
                    .isEqualTo(new Cli.Result(
                            1,
                            "",
                            "Error: cannot ask for the code on port " + port
                                    + ": it is in use; choose another with --port\n"));
        }
        assertThat(server.cli().execute("perform", "device-code", "-p", "-2", "--client-id", "tv"))
                .isEqualTo(new Cli.Result(2, "", """
                        Error: --port is not between 0 and 65535
                        See 'ory perform device-code --help'.
                        """));
    }
}
