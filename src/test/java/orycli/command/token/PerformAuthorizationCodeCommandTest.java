package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeNetwork;
import orycli.command.OryCommandLine;

final class PerformAuthorizationCodeCommandTest {
    private static final String WRONG_SIDE = "If that page cannot be found, ";
    private static final String TOKEN = """
            {"access_token":"ory_at_1","refresh_token":"ory_rt_1","expires_in":3599,"token_type":"bearer"}""";

    private final Tokens tokens = new Tokens();

    @AfterEach
    void stop() {
        tokens.close();
    }

    private Cli.Result perform(FakeBrowser browser, String... flags) {
        List<String> words = new ArrayList<>(
                List.of("perform", "authorization-code", "--port", "0", "--client-id", "one", "--format", "json"));
        words.addAll(List.of(flags));
        return tokens.cli().interactive().browser(browser).execute(words.toArray(String[]::new));
    }

    private static String idToken(String nonce) {
        String payload = "{\"sub\":\"dev<script>\",\"nonce\":\"" + nonce + "\"}";
        return "e30." + Base64.getUrlEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    private static String bringsTo(FakeBrowser browser) {
        return "\nIt brings the answer to " + browser.opened().queryParameter("redirect_uri")
                + ", which must be one of the client's redirect URIs.";
    }

    @Test
    void signsInForAPublicClient() {
        tokens.answer(200, TOKEN);
        FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");

        Cli.Result result = perform(browser);

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout())
                .startsWith("{\"access_token\":\"ory_at_1\",\"token_type\":\"bearer\",\"refresh_token\":\"ory_rt_1\",");
        assertThat(result.stderr())
                .isEqualTo("Sign in with your browser. If it has not opened, visit:\n  " + browser.opened()
                        + bringsTo(browser)
                        + "\nIf that page cannot be found, ORY_SDK_URL is not the server's public address."
                        + "\nIf that browser is on another computer, paste the address here at which it ends.\n");
        assertThat(browser.opened().encodedPath()).isEqualTo("/oauth2/auth");
        assertThat(browser.opened().queryParameterNames())
                .containsExactlyInAnyOrder(
                        "client_id",
                        "response_type",
                        "redirect_uri",
                        "scope",
                        "nonce",
                        "state",
                        "code_challenge",
                        "code_challenge_method");
        assertThat(browser.opened().queryParameter("scope")).isEqualTo("offline openid");
        assertThat(tokens.request(0).getUrl().encodedPath()).isEqualTo("/oauth2/token");
        assertThat(tokens.field(0, "client_id")).isEqualTo("one");
        assertThat(tokens.field(0, "code")).isEqualTo("ory_ac_1");
        assertThat(tokens.field(0, "redirect_uri")).isEqualTo(browser.opened().queryParameter("redirect_uri"));
        assertThat(tokens.field(0, "code_verifier")).hasSize(43);
    }

    @Test
    void asksForWhatTheFlagsSay() {
        tokens.answer(200, TOKEN);
        FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");

        Cli.Result result = perform(
                browser,
                "--client-secret",
                "s3cret",
                "--scope",
                "a,b",
                "--audience",
                "x,y",
                "--prompt",
                "login,consent",
                "--max-age",
                "0",
                "--response-mode",
                "query",
                "--state",
                "my-own-state",
                "--auth-url",
                "http://127.0.0.1:1/authorize?tenant=a%20b",
                "--token-url",
                tokens.url() + "/token?tenant=c%2Fd");

        assertThat(result.stderr()).as("the page is at --auth-url alone").doesNotContain(WRONG_SIDE);
        HttpUrl opened = browser.opened();
        assertThat(opened.toString()).startsWith("http://127.0.0.1:1/authorize?tenant=a%20b&client_id=one&");
        assertThat(opened.queryParameter("scope")).isEqualTo("a b");
        assertThat(opened.queryParameter("audience")).isEqualTo("x y");
        assertThat(opened.queryParameter("prompt")).isEqualTo("login consent");
        assertThat(opened.queryParameter("max_age")).isEqualTo("0");
        assertThat(opened.queryParameter("response_mode")).isEqualTo("query");
        assertThat(opened.queryParameter("state")).isEqualTo("my-own-state");
        assertThat(opened.queryParameter("nonce"))
                .as("there will be no ID token")
                .isNull();
        assertThat(tokens.request(0).getUrl().toString()).isEqualTo(tokens.url() + "/token?tenant=c%2Fd");
        assertThat(tokens.header(0, "Authorization")).isEqualTo("Basic b25lOnMzY3JldA==");
    }

    /** Nobody but the browser is told that its page is not there. */
    @Test
    void saysThatTheEndpointIsThePublicAddress() {
        tokens.answer(200, TOKEN);

        Cli.Result result = perform(FakeBrowser.withCode("ory_ac_1"), "--endpoint", tokens.url());

        assertThat(result.stderr()).contains("\n" + WRONG_SIDE + "--endpoint is not the server's public address.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ORY_PROJECT_API_KEY=key-of-one", "ORY_SDK_URL=http://silly-raman.projects.oryapis.localhost:"})
    void saysNoSuchThingOfOryNetwork(String variable, @TempDir Path home) throws IOException {
        try (FakeNetwork network = new FakeNetwork(home)) {
            network.answer("/oauth2/token", 200, Tokens.TOKEN);
            String[] both = (variable + (variable.endsWith(":") ? network.port() : "")).split("=", 2);
            FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");

            Cli.Result result = network.cli()
                    .and(both[0], both[1])
                    .interactive()
                    .browser(browser)
                    .execute("perform", "authorization-code", "-p", "0", "--client-id", "one", "-q");

            assertThat(result.stdout()).isEqualTo("ory_at_1\n");
            assertThat(browser.opened().host()).isEqualTo("silly-raman.projects.oryapis.localhost");
            assertThat(result.stderr()).doesNotContain(WRONG_SIDE);
        }
    }

    @Test
    void saysNoSuchThingInASandbox() {
        Cli.Result result = new Cli()
                .interactive()
                .browser(FakeBrowser.withCode("ory_ac_1"))
                .execute("sandbox", "perform", "authorization-code", "-p", "0", "--client-id", "one", "-q");

        assertThat(result.stderr())
                .contains("\nSign in with your browser.", "\nError: cannot get a token: 401 ")
                .doesNotContain(WRONG_SIDE);
    }

    @Test
    void showsAPageInWordsThatIsEscapedAndHasNoScript() {
        FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");
        tokens.answer(
                () -> """
                {"access_token":"at<b>&'","id_token":"%s","expires_in":3599,"token_type":"bearer"}""".formatted(idToken(String.valueOf(browser.opened().queryParameter("nonce")))));

        Cli.Result result = perform(browser);

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        FakeBrowser.Shown shown = browser.shown();
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.headers().get("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(shown.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(shown.html())
                .contains(
                        "<h1>You are signed in</h1>",
                        "<p>With it the client may use an API in your name. It is good until 20",
                        "<code>at&lt;b&gt;&amp;&#39;</code>",
                        "It says that you are dev&lt;script&gt;.",
                        "You can close this window.")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void refusesAnIdTokenOfAnotherSignIn() {
        FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");
        tokens.answer(200, """
                {"access_token":"ory_at_1","id_token":"%s","token_type":"bearer"}""".formatted(idToken("another")));

        Cli.Result result = perform(browser);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .endsWith(
                        "Error: the tokens are refused: the ID token belongs to another sign-in (its nonce is wrong)\n");
        assertThat(browser.shown().html())
                .contains("<h1>The sign-in failed</h1>", "The terminal says what.")
                .doesNotContain("ory_at_1");
    }

    @Test
    void saysThatThePersonSaidNo() {
        FakeBrowser browser = new FakeBrowser(callback -> FakeBrowser.get(callback.newBuilder()
                .addQueryParameter("error", "access_denied")
                .addQueryParameter("error_description", "<i>No.</i>")
                .build()));

        Cli.Result result = perform(browser);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).endsWith("Error: the sign-in failed: access_denied: <i>No.</i>\n");
        assertThat(browser.shown().html()).contains("The server says: access_denied: &lt;i&gt;No.&lt;/i&gt;");
        assertThat(tokens.count()).isZero();
    }

    @Test
    void saysThatTheCodeIsWrong() {
        tokens.refuse(400, "invalid_grant", "The provided authorization grant is invalid. No such code.");

        Cli.Result result = perform(FakeBrowser.withCode("ory_ac_wrong"), "--debug");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .endsWith("Error: cannot get a token: 400 Client Error: No such code.\n")
                .doesNotContain("ory_ac_wrong");
    }

    @Test
    void ignoresAnAnswerWithAnotherState() {
        FakeBrowser browser = FakeBrowser.withCode("right");
        List<FakeBrowser.Shown> seen = new ArrayList<>();
        Cli cli = tokens.cli().interactive().browser(address -> {
            seen.add(browser.load(FakeBrowser.get(redirectUri(address)
                    .newBuilder()
                    .addQueryParameter("state", "guessed")
                    .addQueryParameter("code", "planted")
                    .build())));
            browser.accept(address);
        });
        tokens.answer(200, TOKEN);

        Cli.Result result = cli.execute("perform", "authorization-code", "-p", "0", "--client-id", "one", "-q");

        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        assertThat(seen.get(0).status()).isEqualTo(400);
        assertThat(tokens.count()).isEqualTo(1);
        assertThat(tokens.field(0, "code")).isEqualTo("right");
    }

    /** It comes while the first one's browser waits for its page. */
    @Test
    void ignoresASecondAnswer() {
        FakeBrowser browser = FakeBrowser.withCode("first");
        List<FakeBrowser.Shown> seen = new ArrayList<>();
        tokens.answer(() -> {
            seen.add(browser.load(FakeBrowser.get(redirectUri(browser.opened().toString())
                    .newBuilder()
                    .addQueryParameter("state", browser.opened().queryParameter("state"))
                    .addQueryParameter("code", "second")
                    .build())));
            return TOKEN;
        });

        Cli.Result result = perform(browser, "-q");

        assertThat(seen.get(0).status()).isEqualTo(400);
        assertThat(seen.get(0).html())
                .contains("<h1>This sign-in was answered before</h1>", "<p>Nothing has changed.</p>");
        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        assertThat(result.stderr()).endsWith("Note: a second answer to the sign-in came, and was ignored.\n");
        assertThat(tokens.count()).isEqualTo(1);
        assertThat(tokens.field(0, "code")).isEqualTo("first");
        assertThat(browser.shown().html()).contains("<h1>You are signed in</h1>");
    }

    /** The page of the first one leads to where the second one begins; one that fails ends nothing. */
    @Test
    void goesOnAfterASignInUntilItIsInterrupted() {
        Thread program = Thread.currentThread();
        FakeBrowser first = FakeBrowser.withCode("ory_ac_1");
        List<String> addresses = new ArrayList<>();
        Cli cli = tokens.cli().interactive().browser(address -> {
            first.accept(address);
            Thread person = new Thread(() -> {
                goOn(first, address, addresses);
                program.interrupt();
            });
            person.setDaemon(true);
            person.start();
        });
        tokens.refuse(400, "invalid_grant", "No such code.").answer(200, TOKEN);

        Cli.Result result =
                cli.execute("perform", "authorization-code", "--no-shutdown", "-p", "0", "--client-id", "one", "-q");

        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        assertThat(result.stderr()).contains("\nError: cannot get a token: 400 Client Error: No such code.\n");
        assertThat(first.shown().html()).contains("<h1>The sign-in failed</h1>", "<a href=\"/\">Sign in again</a>");
        HttpUrl again = HttpUrl.get(addresses.get(0));
        for (String secret : List.of("state", "nonce", "code_challenge")) {
            assertThat(again.queryParameter(secret)).isNotEqualTo(first.opened().queryParameter(secret));
        }
        assertThat(tokens.field(1, "code")).isEqualTo("ory_ac_2");
        assertThat(tokens.field(1, "code_verifier")).isNotEqualTo(tokens.field(0, "code_verifier"));
    }

    private static void goOn(FakeBrowser first, String address, List<String> addresses) {
        first.shown();
        HttpUrl begin =
                redirectUri(address).newBuilder().encodedPath("/perform-flow").build();
        String next = address;
        // It shows the page of the first one, and then begins anew.
        while (next.equals(address)) {
            next = String.valueOf(first.load(FakeBrowser.get(begin)).headers().get("Location"));
        }
        addresses.add(next);
        FakeBrowser second = FakeBrowser.withCode("ory_ac_2");
        second.accept(next);
        second.shown();
    }

    private static HttpUrl redirectUri(String address) {
        return HttpUrl.get(String.valueOf(HttpUrl.get(address).queryParameter("redirect_uri")));
    }

    @Test
    void takesTheAnswerAsAForm() {
        tokens.answer(200, TOKEN);
        FakeBrowser browser = new FakeBrowser(callback -> FakeBrowser.post(
                callback.newBuilder().query(null).build(),
                new FormBody.Builder()
                        .add("state", String.valueOf(callback.queryParameter("state")))
                        .add("code", "ory_ac_1")
                        .build()));

        assertThat(perform(browser, "--response-mode", "form_post").exitCode()).isZero();
        assertThat(browser.opened().queryParameter("response_mode")).isEqualTo("form_post");
        assertThat(tokens.field(0, "code")).isEqualTo("ory_ac_1");
    }

    @Test
    void takesTheAnswerWithHttps() {
        tokens.answer(200, TOKEN);
        FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");

        assertThat(perform(browser, "--https").exitCode()).isZero();
        assertThat(browser.opened().queryParameter("redirect_uri")).startsWith("https://127.0.0.1:");
        assertThat(browser.certificates()).singleElement().satisfies(certificate -> {
            certificate.verify(certificate.getPublicKey());
            certificate.checkValidity();
            assertThat(certificate.getSubjectAlternativeNames())
                    .extracting(name -> String.valueOf(name.get(1)))
                    .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
    void listensWhereTheRedirectUriLeads(String host) throws IOException {
        tokens.answer(200, TOKEN);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            port = socket.getLocalPort();
        } catch (BindException e) {
            port = Assumptions.abort("this computer has no address " + host);
        }
        String redirect = "http://" + host + ":" + port + "/a%20path/cb";
        FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");

        Cli.Result result = tokens.cli()
                .interactive()
                .browser(browser)
                .execute(
                        "perform",
                        "authorization-code",
                        "--client-id",
                        "one",
                        "--redirect",
                        " " + redirect + "\n",
                        "-q");

        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        assertThat(tokens.field(0, "redirect_uri")).isEqualTo(redirect);
    }

    @Test
    void saysThatThePortIsInUse() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(socket.getLocalPort());

            assertThat(tokens.cli().execute("perform", "authorization-code", "--client-id", "one", "-p", port))
                    .isEqualTo(new Cli.Result(
                            1,
                            "",
                            "Error: cannot take the answer on port " + port
                                    + ": it is in use; choose another with --port\n"));
        }
    }

    @Test
    void namesThePortThatCannotBeHad() {
        assertThat(CallbackOptions.notHad("cannot take the answer", 80, new BindException("Permission denied")))
                .hasMessage("cannot take the answer on port 80: Permission denied; choose another with --port");
    }

    @Test
    void hasThePagesOfTheReference() {
        FakeBrowser browser = FakeBrowser.withCode("ory_ac_1");
        List<FakeBrowser.Shown> seen = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        Cli cli = tokens.cli().interactive().browser(address -> {
            addresses.add(address);
            HttpUrl redirect = redirectUri(address);
            for (String path : List.of("/", "/perform-flow", "/nothing")) {
                seen.add(browser.load(
                        FakeBrowser.get(redirect.newBuilder().encodedPath(path).build())));
            }
            browser.accept(address);
        });
        tokens.answer(200, TOKEN);

        cli.execute("perform", "authorization-code", "-p", "0", "--client-id", "one", "-q");

        assertThat(seen.get(0).html())
                .contains("<a href=\"/perform-flow\">Sign in at " + tokens.url().replace("http://", "") + "</a>")
                .doesNotContain("state=", "nonce=");
        assertThat(seen.get(1).status()).isEqualTo(302);
        assertThat(seen.get(1).headers().get("Location")).isEqualTo(addresses.get(0));
        assertThat(seen.get(2).status()).isEqualTo(404);
    }

    /** The answer may come through a tunnel, under any name. */
    @Test
    void showsItsPagesToNoWebSiteWhoseNameLeadsHere() {
        FakeBrowser browser = new FakeBrowser(callback -> FakeBrowser.get(callback.newBuilder()
                        .addQueryParameter("code", "ory_ac_1")
                        .build())
                .newBuilder()
                .header("Host", "tunnel.example.org")
                .build());
        List<FakeBrowser.Shown> seen = new ArrayList<>();
        Cli cli = tokens.cli().interactive().browser(address -> {
            HttpUrl redirect = HttpUrl.get(String.valueOf(HttpUrl.get(address).queryParameter("redirect_uri")));
            for (String host : List.of("evil.example:4446", "localhost:4446", "[::1]:4446", "a b")) {
                seen.add(browser.load(FakeBrowser.get(redirect.newBuilder()
                                .encodedPath("/perform-flow")
                                .build())
                        .newBuilder()
                        .header("Host", host)
                        .build()));
            }
            browser.accept(address);
        });
        tokens.answer(200, TOKEN);

        Cli.Result result = cli.execute("perform", "authorization-code", "-p", "0", "--client-id", "one", "-q");

        assertThat(seen).extracting(FakeBrowser.Shown::status).containsExactly(404, 302, 302, 404);
        assertThat(seen.get(0).headers().get("Location")).isNull();
        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
    }

    /** Whoever reads the log takes the address elsewhere. */
    @Test
    void opensNoBrowserWhereNobodySits() {
        tokens.answer(200, TOKEN);
        FakeBrowser elsewhere = FakeBrowser.withCode("ory_ac_1");
        List<String> opened = new ArrayList<>();
        ByteArrayOutputStream log = new ByteArrayOutputStream() {
            private boolean isRead;

            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                String text = toString(StandardCharsets.UTF_8);
                int address = text.indexOf("http://");
                if (!isRead && address >= 0 && text.endsWith("\n")) {
                    isRead = true;
                    elsewhere.accept(text.substring(address).strip());
                }
            }
        };

        int exitCode = OryCommandLine.create(tokens.cli().browser(opened::add).terminal(log))
                .execute("perform", "authorization-code", "--port", "0", "--client-id", "one");

        assertThat(exitCode).isZero();
        assertThat(opened).isEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .isEqualTo("Sign in with your browser. Visit:\n  " + elsewhere.opened() + bringsTo(elsewhere)
                        + "\nIf that page cannot be found, ORY_SDK_URL is not the server's public address.\n");
    }

    /** A person takes the address elsewhere, and pastes the one at which that browser ends. */
    @Test
    void opensNoBrowserWhereNoneIsWanted() throws IOException {
        tokens.answer(200, TOKEN);
        List<String> opened = new ArrayList<>();
        String pasted = "http://127.0.0.1:4446/callback?state=my-own-state&code=ory_ac_1";

        Cli.Result result = tokens.cli()
                .interactive()
                .stdin(pasted + "\n")
                .browser(opened::add)
                .execute(
                        "perform",
                        "authorization-code",
                        "--no-open",
                        "--port",
                        "0",
                        "--redirect",
                        "http://127.0.0.1:4446/callback",
                        "--state",
                        "my-own-state",
                        "--client-id",
                        "one",
                        "-q");

        assertThat(opened).isEmpty();
        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        assertThat(result.stderr())
                .startsWith("Sign in with your browser. Visit:\n  http")
                .endsWith("\nIf that browser is on another computer, paste the address here at which it ends.\n");
    }

    /** A server shortens or orders it as it likes when it sends a browser there. */
    @Test
    void sendsTheRedirectUriAsItIsTypedAndTakesWhatLeadsThere() throws IOException {
        tokens.answer(200, TOKEN);
        String redirect = "https://App.example.com:443/ü?x=1";
        List<String> opened = new ArrayList<>();

        Cli.Result result = tokens.cli()
                .interactive()
                .stdin("""
                        https://app.example.com/u?code=a
                        https://app.example.com/%C3%BC?code=ory_ac_1&state=my-own-state&x=1
                        """)
                .browser(opened::add)
                .execute(
                        "perform",
                        "authorization-code",
                        "--port",
                        "0",
                        "--redirect",
                        redirect,
                        "--state",
                        "my-own-state",
                        "--client-id",
                        "one",
                        "-q");

        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
        assertThat(result.stderr())
                .containsPattern("\nIt brings the answer to \\Q" + redirect + "\\E, which must be one of the client's"
                        + " redirect URIs and lead to port [1-9][0-9]+ of this computer\\.\n")
                .endsWith("\nWhat you typed was ignored: it is not an address that begins with"
                        + " https://app.example.com/%C3%BC.\n");
        assertThat(HttpUrl.get(opened.get(0)).queryParameter("redirect_uri")).isEqualTo(redirect);
        assertThat(tokens.field(0, "redirect_uri")).isEqualTo(redirect);
    }

    /** Its query is not part of the form. */
    @Test
    void takesTheAnswerAsAFormWhereTheRedirectUriHasAQuery() throws IOException {
        tokens.answer(200, TOKEN);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        FakeBrowser browser = new FakeBrowser(callback -> FakeBrowser.post(
                callback.newBuilder().query("x=1").build(),
                new FormBody.Builder()
                        .add("state", String.valueOf(callback.queryParameter("state")))
                        .add("code", "ory_ac_1")
                        .build()));

        Cli.Result result = tokens.cli()
                .interactive()
                .browser(browser)
                .execute(
                        "perform",
                        "authorization-code",
                        "--redirect",
                        "http://127.0.0.1:" + port + "/cb?x=1",
                        "--client-id",
                        "one",
                        "-q");

        assertThat(result.stdout()).isEqualTo("ory_at_1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--redirect myapp://cb | --redirect is not a URL such as http://127.0.0.1:4446/callback",
                "--redirect http://localhost/cb#a | --redirect has a fragment, which no redirect URI has",
                "--redirect http://localhost/cb?a=b&state=c | --redirect has 'state' in its query, which is for the server to add",
                "--auth-url nonsense | --auth-url is not a URL such as http://127.0.0.1:4444/oauth2/auth: 'nonsense'",
                "--response-mode fragment | --response-mode is query or form_post, not 'fragment'",
                "--response-mode form_pots | --response-mode is query or form_post, not 'form_pots'",
                "--redirect https://localhost:4446/callback | --redirect begins with https://, which takes --https",
                "--https --redirect http://127.0.0.1:4446/callback | --https takes the answer at an address that begins"
                        + " with https://, as --redirect does not",
                "--redirect= | --redirect is empty",
                "--auth-url http://127.0.0.1/a?x=1&client_id=evil | --auth-url has 'client_id' in its query, which is"
                        + " for this command to add",
                "--prompt login --auth-url http://127.0.0.1/a?prompt=none | --auth-url has 'prompt' in its query, which is"
                        + " for this command to add",
                "--state= | --state is empty",
                "--auth-url= | --auth-url is empty",
                "--port 70000 | --port is not between 0 and 65535",
                "--auth-url http://a/#b | --auth-url has a fragment, which no endpoint has",
                "--token-url http://a/?b=c#d | --token-url has a fragment, which no endpoint has",
                "--max-age soon | --max-age: 'soon' is not a number",
            })
    void saysWhatIsWrongWithTheFlags(String flags, String problem) {
        List<String> words = new ArrayList<>(List.of("perform", "authorization-code", "--client-id", "one"));
        words.addAll(List.of(flags.split(" ")));

        assertThat(tokens.cli().execute(words.toArray(String[]::new)))
                .isEqualTo(new Cli.Result(
                        2, "", "Error: " + problem + "\nSee 'ory perform authorization-code --help'.\n"));
    }
}
