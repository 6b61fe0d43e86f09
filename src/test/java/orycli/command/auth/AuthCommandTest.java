package orycli.command.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.Cli;
import orycli.FakeNetwork;

final class AuthCommandTest {
    private static final String LATER = "2099-01-01T00:00:00Z";
    private static final String PAST = "2020-01-01T00:00:00Z";
    private static final String ACCOUNT = """
            ID\t\t\t99999999-0730-4ee8-a6df-9553cdfeef89\t
            EMAIL\t\t\tdev@example.org\t\t\t\t
            SELECTED PROJECT\t%s\t
            SELECTED WORKSPACE\t<none>\t\t\t\t\t
            """;
    private static final String TOKEN = "POST project.console.localhost/oauth2/token";
    private static final String USER_INFO = "GET project.console.localhost/userinfo";

    @TempDir
    private Path home;

    private FakeNetwork network;

    private final OkHttpClient http =
            new OkHttpClient.Builder().followRedirects(false).build();

    /** Where the browser was sent on to, in order; and where it was opened at. */
    private final List<String> pages = new ArrayList<>();

    private HttpUrl opened = HttpUrl.get("http://localhost/");
    private CompletableFuture<Void> browsing = CompletableFuture.completedFuture(null);

    @BeforeEach
    void start() throws IOException {
        network = new FakeNetwork(home);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void signsInWithABrowser() throws Exception {
        Cli.Result result = auth(url -> url.addQueryParameter("code", "code-1"));

        assertThat(result).isEqualTo(new Cli.Result(0, """
                ID\t\t\t99999999-0730-4ee8-a6df-9553cdfeef89\t
                EMAIL\t\t\tdev@example.org\t\t\t\t
                SELECTED PROJECT\t<none>\t\t\t\t\t
                SELECTED WORKSPACE\t<none>\t\t\t\t\t
                """, """
                Sign in to Ory Network with your browser. If it has not opened, visit:
                  %s
                If that browser is on another computer, paste the address here at which it ends.
                You are now signed in as: dev@example.org
                """.formatted(opened)));
        assertThat(pages).containsExactly("http://console.localhost:" + network.port() + "/cli-auth-success");
        assertThat(network.asked()).containsExactly(TOKEN, USER_INFO);
        assertThat(network.configText()).startsWith("""
                {"version":"v1","access_token":{"access_token":"at-1","token_type":"bearer","refresh_token":"rt-1",\
                "expiry":\"""").endsWith("""
                ,"expires_in":3600},"selected_project":"00000000-0000-0000-0000-000000000000","selected_workspace":\
                "00000000-0000-0000-0000-000000000000","session_identity_traits":\
                {"ID":"99999999-0730-4ee8-a6df-9553cdfeef89","email":"dev@example.org","name":"Dev"}}
                """);
    }

    @Test
    void asksForACodeWithPkceAndARedirectToLoopback() throws Exception {
        auth(url -> url.addQueryParameter("code", "code-1"));

        assertThat(opened.newBuilder().query(null).build())
                .hasToString("http://project.console.localhost:" + network.port() + "/oauth2/auth");
        assertThat(opened.queryParameterNames())
                .containsExactlyInAnyOrder(
                        "client_id",
                        "response_type",
                        "redirect_uri",
                        "scope",
                        "audience",
                        "prompt",
                        "state",
                        "code_challenge",
                        "code_challenge_method");
        assertThat(opened.queryParameter("client_id")).isEqualTo("ory-cli");
        assertThat(opened.queryParameter("response_type")).isEqualTo("code");
        assertThat(opened.queryParameter("code_challenge_method")).isEqualTo("S256");
        assertThat(opened.queryParameter("scope")).isEqualTo("offline_access email profile");
        assertThat(opened.queryParameter("prompt")).isEqualTo("login consent");
        assertThat(opened.queryParameter("audience")).isEqualTo("http://api.console.localhost:" + network.port());
        assertThat(opened.queryParameter("redirect_uri")).matches("http://127\\.0\\.0\\.1:[0-9]+/callback");
        assertThat(opened.queryParameter("state")).hasSizeGreaterThanOrEqualTo(32);
        HttpUrl form = FakeNetwork.form(network.requests().get(0));
        assertThat(form.queryParameter("grant_type")).isEqualTo("authorization_code");
        assertThat(form.queryParameter("code")).isEqualTo("code-1");
        assertThat(form.queryParameter("redirect_uri")).isEqualTo(opened.queryParameter("redirect_uri"));
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(Objects.requireNonNull(form.queryParameter("code_verifier"))
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(opened.queryParameter("code_challenge"))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    /** A state or a verifier that can be known before the sign-in protects nobody. */
    @Test
    void makesUpASecretForEachPurposeOfEachSignIn() throws Exception {
        auth(url -> url.addQueryParameter("code", "code-1"));
        HttpUrl first = opened;
        network.cli().execute("auth", "logout");
        auth(url -> url.addQueryParameter("code", "code-2"));

        assertThat(opened.queryParameter("state")).isNotEqualTo(first.queryParameter("state"));
        assertThat(opened.queryParameter("code_challenge")).isNotEqualTo(first.queryParameter("code_challenge"));
        assertThat(FakeNetwork.form(network.requests().get(0)).queryParameter("code_verifier"))
                .hasSize(43)
                .isNotEqualTo(first.queryParameter("state"));
    }

    @Test
    void saysSoWhereThePersonRefuses() throws Exception {
        Cli.Result result = auth(url -> url.addQueryParameter("error", "access_denied")
                .addQueryParameter("error_description", "The resource owner denied the request"));

        assertThat(result).isEqualTo(failure(4, """
                Error: the sign-in failed: access_denied: The resource owner denied the request
                """));
        assertThat(pages)
                .containsExactly(
                        "http://console.localhost:" + network.port()
                                + "/error?error=access_denied&error_description=The%20resource%20owner%20denied%20the%20request");
        assertThat(network.asked()).isEmpty();
        assertThat(network.config()).doesNotExist();
    }

    /** Any page in the browser can send one. */
    @Test
    void waitsOnWhereAnAnswerHasTheWrongState() throws Exception {
        Cli.Result result = authWith(callback -> {
            HttpUrl answer =
                    callback.newBuilder().addQueryParameter("code", "code-1").build();
            pages.add(visit(
                    answer.newBuilder().setQueryParameter("state", "guessed").build()));
            pages.add(visit(answer));
        });

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr().lines().skip(3)).containsExactly("You are now signed in as: dev@example.org");
        assertThat(pages).containsExactly("null", "http://console.localhost:" + network.port() + "/cli-auth-success");
        assertThat(network.asked()).containsExactly(TOKEN, USER_INFO);
    }

    @Test
    void refusesAnAnswerWithoutACode() throws Exception {
        assertThat(auth(url -> url)).isEqualTo(failure(4, """
                Error: the sign-in failed: the answer has no code
                """));
    }

    @Test
    void ignoresASecondCallback() throws Exception {
        Cli.Result result = authWith(callback -> {
            HttpUrl answer =
                    callback.newBuilder().addQueryParameter("code", "code-1").build();
            network.before("/userinfo", () -> pages.add(visit(answer)));
            pages.add(visit(answer));
        });

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr().lines().skip(3))
                .contains(
                        "Note: a second answer to the sign-in came, and was ignored.",
                        "You are now signed in as: dev@example.org");
        assertThat(pages)
                .containsExactly(
                        "http://console.localhost:" + network.port()
                                + "/error?error=second%20callback&error_description=The%20sign-in%20was%20answered%20before.",
                        "http://console.localhost:" + network.port() + "/cli-auth-success");
        assertThat(network.asked()).containsExactly(TOKEN, USER_INFO);
    }

    /** Some browsers look at an address before they visit it. */
    @Test
    void waitsForAnAnswerThatIsOne() throws Exception {
        Cli.Result result = authWith(callback -> {
            HttpUrl answer =
                    callback.newBuilder().addQueryParameter("code", "code-1").build();
            pages.add(visit(new Request.Builder().url(answer).head().build()));
            pages.add(visit(
                    new Request.Builder().url(answer.resolve("/favicon.ico")).build()));
            pages.add(visit(answer));
        });

        assertThat(result.exitCode()).isZero();
        assertThat(pages)
                .containsExactly("null", "null", "http://console.localhost:" + network.port() + "/cli-auth-success");
    }

    @Test
    void letsNobodysNameSteerTheTerminal() throws Exception {
        network.answer("/userinfo", 200, """
                {"sub":"%s","email":"a\\u001b[31m@b\\nError: pwned"}""".formatted(FakeNetwork.PERSON));

        assertThat(auth(url -> url.addQueryParameter("code", "code-1")).stderr())
                .endsWith("You are now signed in as: a\\u001B[31m@b\\nError: pwned\n");
    }

    @Test
    void storesNoAccountThatTheReferenceCannotRead() throws Exception {
        network.answer("/userinfo", 200, "{\"sub\":\"dev\",\"email\":\"dev@example.org\"}");

        assertThat(auth(url -> url.addQueryParameter("code", "code-1"))).isEqualTo(failure(1, """
                Error: cannot ask who is signed in: the server's answer names nobody
                """));
        assertThat(network.config()).doesNotExist();
    }

    @Test
    void saysSoWhereTheIssuerAnswersWithAPage() throws Exception {
        network.answer("/oauth2/token", 200, "<html>");

        assertThat(auth(url -> url.addQueryParameter("code", "code-1"))).isEqualTo(failure(1, """
                Error: the sign-in failed: the server's answer is no token
                """));
    }

    @Test
    void saysSoWhereTheIssuerDoesNotSayWhoItIs() throws Exception {
        network.answer("/userinfo", 500, "<html>");

        assertThat(auth(url -> url.addQueryParameter("code", "code-1"))).isEqualTo(failure(1, """
                Error: cannot ask who is signed in: 500 Server Error
                """));
        assertThat(network.config()).doesNotExist();
    }

    @Test
    void findsAFolderThatIsMissingBeforeAnybodySignsIn() {
        Path file = home.resolve("missing").resolve("config.json");
        Cli cli = network.cli().interactive().browser(address -> {
            throw new AssertionError(address);
        });

        assertThat(cli.execute("auth", "-c", file.toString())).isEqualTo(new Cli.Result(1, "", """
                Error: cannot write the configuration file %s: no such directory
                """.formatted(file)));
    }

    @Test
    void saysSoWhereTheIssuerRefusesTheCode() throws Exception {
        network.answer("/oauth2/token", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"No code-1.\"}");

        assertThat(auth(url -> url.addQueryParameter("code", "code-1"))).isEqualTo(failure(4, """
                Error: the sign-in failed: 400 Client Error: No [redacted].
                """));
        assertThat(pages)
                .containsExactly("http://console.localhost:" + network.port()
                        + "/error?error=sign-in%20failed&error_description="
                        + "The%20sign-in%20could%20not%20be%20completed.%20The%20terminal%20says%20why.");
    }

    @Test
    void saysSoWhereTheIssuerIsDead() throws Exception {
        Cli cli = network.cli().interactive().and("ORY_CONSOLE_URL", "http://console.localhost:1");

        Cli.Result result = browsing(
                        cli,
                        callback -> pages.add(visit(callback.newBuilder()
                                .addQueryParameter("code", "code-1")
                                .build())))
                .execute("auth");
        browsing.join();

        assertThat(result)
                .isEqualTo(failure(5, "Error: cannot reach http://project.console.localhost:1: connection refused\n"));
        assertThat(network.config()).doesNotExist();
    }

    @Test
    void failsAtOnceWhereNobodySitsThere() {
        assertThat(network.cli()
                        .browser(address -> {
                            throw new AssertionError(address);
                        })
                        .execute("auth", "-y"))
                .isEqualTo(new Cli.Result(4, "", """
                        Error: you are not signed in
                        Sign in from a terminal, with a browser on the same computer. Other commands take the API key of a \
                        project in ORY_PROJECT_API_KEY instead.
                        """));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void findsABrokenFileBeforeAnybodySignsIn() throws Exception {
        network.configure("{");

        assertThat(auth(url -> url.addQueryParameter("code", "code-1")))
                .isEqualTo(new Cli.Result(1, "", """
                Error: cannot read the configuration file %s: it ends too early (line 1, column 2)
                Correct it, or delete it and sign in again: ory auth
                """.formatted(network.config())));
    }

    @Test
    void showsTheAccountWithoutARequestAndWithoutAToken() throws IOException {
        network.signedIn(LATER);

        assertThat(network.cli().execute("auth"))
                .isEqualTo(new Cli.Result(0, ACCOUNT.formatted(FakeNetwork.FIRST), ""));
        assertThat(network.cli().execute("auth", "--format", "json")).isEqualTo(new Cli.Result(0, """
                {"version":"v1","selected_project":"11111111-0730-4ee8-a6df-9553cdfeef89","selected_workspace":\
                "00000000-0000-0000-0000-000000000000","session_identity_traits":\
                {"ID":"99999999-0730-4ee8-a6df-9553cdfeef89","email":"dev@example.org","name":"Dev"}}
                """, ""));
        for (String format : List.of("json-pretty", "yaml", "jsonpath=@this", "jsonpath=access_token", "table")) {
            Cli.Result result = network.cli().execute("auth", "--format", format);
            assertThat(result.stdout() + result.stderr()).doesNotContain("at-0", "rt-0");
        }
        assertThat(network.asked()).isEmpty();
    }

    @Test
    void refreshesAnExpiredSessionWithOneRequest() throws IOException {
        network.signedIn(PAST);

        assertThat(network.cli().execute("auth", "-q")).isEqualTo(new Cli.Result(0, FakeNetwork.PERSON + "\n", ""));
        assertThat(network.asked()).containsExactly(TOKEN);
    }

    /** A refresh token is good once: sent again, the issuer would take it for a stolen one and end the session. */
    @Test
    void sendsARefreshTokenOnceThoughTheAnswerIsLost() throws IOException {
        network.signedIn(PAST).hangUp("/oauth2/token");
        String before = network.configText();
        Cli cli = network.cli();

        assertThat(cli.execute("auth", "-q")).isEqualTo(new Cli.Result(5, "", brokenConnection()));
        assertThat(network.asked()).containsExactly(TOKEN);
        assertThat(cli.pauses()).isEmpty();
        assertThat(network.configText()).isEqualTo(before);
    }

    @Test
    void sendsACodeOnceThoughTheAnswerIsLost() throws Exception {
        network.hangUp("/oauth2/token");

        assertThat(auth(url -> url.addQueryParameter("code", "code-1"))).isEqualTo(failure(5, brokenConnection()));
        assertThat(network.asked()).containsExactly(TOKEN);
        assertThat(network.config()).doesNotExist();
    }

    @Test
    void asksBeforeACommandSignsInAndGoesOn() throws Exception {
        network.configure(
                FakeNetwork.session(PAST, "rt-gone", FakeNetwork.FIRST).replace("\"v1\"", "\"v1\",\"future\":1"));
        Cli cli = browsing(
                network.cli().interactive().stdin("y\n"),
                callback -> pages.add(visit(callback.newBuilder()
                        .addQueryParameter("code", "code-1")
                        .build())));

        Cli.Result result = cli.execute("create", "oauth2-client", "--format", "jsonpath=client_secret");
        browsing.join();

        assertThat(result).isEqualTo(new Cli.Result(0, "\"s3cret\"\n", """
                Your session has expired: 400 Client Error: The refresh token was used. Sign in to Ory Network now? [y/N] \
                Sign in to Ory Network with your browser. If it has not opened, visit:
                  %s
                If that browser is on another computer, paste the address here at which it ends.
                You are now signed in as: dev@example.org
                """.formatted(opened)));
        assertThat(network.asked())
                .containsExactly(
                        TOKEN,
                        TOKEN,
                        USER_INFO,
                        "GET api.console.localhost/projects/" + FakeNetwork.FIRST,
                        "POST silly-raman.projects.oryapis.localhost/admin/clients");
        assertThat(network.configText()).contains("\"future\":1", "\"at-1\"", FakeNetwork.FIRST);
    }

    @Test
    void signsInWithoutAQuestionWhereYesIsGiven() throws Exception {
        Cli cli = browsing(
                network.cli().interactive(),
                callback -> pages.add(visit(callback.newBuilder()
                        .addQueryParameter("code", "code-1")
                        .build())));

        Cli.Result result = cli.execute("list", "projects", "-q", "-y");
        browsing.join();

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).startsWith("Sign in to Ory Network with your browser.");
    }

    @Test
    void doesNotSignInWhereThePersonSaysNo() throws IOException {
        String session = FakeNetwork.session(PAST, "rt-gone", FakeNetwork.FIRST);
        network.configure(session);

        Cli.Result result = network.cli().interactive().stdin("n\n").execute("list", "projects");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stdout()).isEmpty();
        assertThat(network.configText()).isEqualTo(session);
    }

    @Test
    void whatSomebodyElseHadSelectedIsSelectedNoMore() throws Exception {
        network.configure(FakeNetwork.session(PAST, "rt-gone", FakeNetwork.FIRST)
                .replace(FakeNetwork.PERSON, FakeNetwork.SECOND));

        assertThat(auth(url -> url.addQueryParameter("code", "code-1")).exitCode())
                .isZero();

        assertThat(network.configText()).doesNotContain(FakeNetwork.FIRST, FakeNetwork.SECOND);
    }

    @Test
    void anOldFileIsReplacedOnlyByANewSession() throws Exception {
        network.configure("{\"version\":\"v0alpha0\",\"session_token\":\"old\"}");

        assertThat(auth(url -> url.addQueryParameter("error", "access_denied")).exitCode())
                .isEqualTo(4);
        assertThat(network.configText()).contains("v0alpha0");

        Cli.Result selected = network.cli().execute("use", "project", FakeNetwork.FIRST);
        assertThat(selected.exitCode()).isEqualTo(4);
        assertThat(network.configText()).contains("v0alpha0");

        assertThat(auth(url -> url.addQueryParameter("code", "code-1")).exitCode())
                .isZero();
        assertThat(network.configText()).contains("\"v1\"", "at-1").doesNotContain("old");
    }

    @Test
    void signsOut() throws IOException {
        network.signedIn(LATER);

        assertThat(network.cli().execute("auth", "logout"))
                .isEqualTo(new Cli.Result(0, "You signed out successfully.\n", ""));

        assertThat(network.asked()).containsExactly("POST project.console.localhost/oauth2/revoke");
        assertThat(Objects.requireNonNull(network.requests().get(0).getBody()).utf8())
                .isEqualTo("client_id=ory-cli&token=rt-0");
        assertThat(network.configText()).isEqualTo("""
                {"version":"v1","access_token":null,"selected_project":"00000000-0000-0000-0000-000000000000",\
                "selected_workspace":"00000000-0000-0000-0000-000000000000","session_identity_traits":\
                {"ID":"00000000-0000-0000-0000-000000000000","email":"","name":""}}
                """);
    }

    @Test
    void forgetsTheSessionEvenWhereItCannotBeRevoked() throws IOException {
        network.signedIn(LATER).answer("/oauth2/revoke", 500, "");

        assertThat(network.cli().execute("auth", "logout"))
                .isEqualTo(new Cli.Result(0, "You signed out successfully.\n", """
                        Warning: the session is forgotten here, but may still be good elsewhere: the session could not be \
                        ended: 500 Server Error
                        """));
        assertThat(network.configText()).doesNotContain("rt-0");
    }

    @Test
    void signsOutWithTheTraceToo() throws IOException {
        network.signedIn(LATER);

        Cli.Result result = network.cli().execute("auth", "--debug", "logout");

        assertThat(result.stdout()).isEqualTo("You signed out successfully.\n");
        assertThat(result.stderr()).contains("/oauth2/revoke").doesNotContain("rt-0");
    }

    @Test
    void forgetsTheSessionThoughTheAnswerIsLost() throws IOException {
        network.signedIn(LATER).hangUp("/oauth2/revoke");

        assertThat(network.cli().execute("auth", "logout"))
                .isEqualTo(new Cli.Result(0, "You signed out successfully.\n", """
                        Warning: the session is forgotten here, but may still be good elsewhere: Ory Network cannot be reached
                        """));
        assertThat(network.configText()).doesNotContain("rt-0");
    }

    @Test
    void forgetsTheSessionThoughTheIssuerIsDead() throws IOException {
        network.signedIn(LATER);

        assertThat(network.cli()
                        .and("ORY_CONSOLE_URL", "http://console.localhost:1")
                        .execute("auth", "logout"))
                .isEqualTo(new Cli.Result(0, "You signed out successfully.\n", """
                        Warning: the session is forgotten here, but may still be good elsewhere: Ory Network cannot be reached
                        """));
        assertThat(network.configText()).doesNotContain("rt-0");
    }

    @Test
    void leavesNothingBesideTheFile() throws Exception {
        auth(url -> url.addQueryParameter("code", "code-1"));

        try (var files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(".ory-cloud.json", ".ory-cloud.json.lock");
        }
    }

    private interface Browser {
        void signIn(HttpUrl callback);
    }

    private Cli.Result auth(UnaryOperator<HttpUrl.Builder> answer) {
        return authWith(
                callback -> pages.add(visit(answer.apply(callback.newBuilder()).build())));
    }

    private Cli.Result authWith(Browser browser) {
        Cli.Result result = browsing(network.cli().interactive(), browser).execute("auth");
        browsing.join();
        return result;
    }

    /** The browser does what it does while the program waits. */
    private Cli browsing(Cli cli, Browser browser) {
        return cli.browser(address -> {
            opened = HttpUrl.get(address);
            HttpUrl callback = HttpUrl.get(Objects.requireNonNull(opened.queryParameter("redirect_uri")))
                    .newBuilder()
                    .addQueryParameter("state", opened.queryParameter("state"))
                    .build();
            browsing = CompletableFuture.runAsync(() -> browser.signIn(callback));
        });
    }

    private String visit(HttpUrl url) {
        return visit(new Request.Builder().url(url).build());
    }

    private String visit(Request request) {
        try (Response response = http.newCall(request).execute()) {
            return String.valueOf(response.header("Location"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String brokenConnection() {
        return """
                Error: cannot reach http://project.console.localhost:%d: the connection broke before the answer was complete
                Does it speak TLS? Then write https:// in place of http://.
                """.formatted(network.port());
    }

    /** After the lines that ask to sign in. */
    private Cli.Result failure(int exitCode, String stderr) {
        return new Cli.Result(exitCode, "", """
                Sign in to Ory Network with your browser. If it has not opened, visit:
                  %s
                If that browser is on another computer, paste the address here at which it ends.
                """.formatted(opened) + stderr);
    }
}
