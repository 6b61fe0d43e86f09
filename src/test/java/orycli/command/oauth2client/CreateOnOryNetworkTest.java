package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import orycli.Cli;
import orycli.FakeNetwork;

final class CreateOnOryNetworkTest {
    private static final String KEY = "ORY_PROJECT_API_KEY";
    private static final String LATER = "2099-01-01T00:00:00Z";
    private static final String PAST = "2020-01-01T00:00:00Z";
    private static final String POST_FIRST = "POST silly-raman.projects.oryapis.localhost/admin/clients";
    private static final String POST_SECOND = "POST silver-fox.projects.oryapis.localhost/admin/clients";
    private static final String LIST = "GET api.console.localhost/projects";
    private static final String REFRESH = "POST project.console.localhost/oauth2/token";

    @TempDir
    private Path home;

    private FakeNetwork network;

    @BeforeEach
    void start() throws IOException {
        network = new FakeNetwork(home);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void findsTheProjectOfTheKeyWithOneRequest() {
        assertThat(create(network.cli().and(KEY, "key-of-one"))).isEqualTo(ok());

        assertThat(network.asked()).containsExactly(LIST, POST_FIRST);
        assertThat(network.authorizations())
                .containsExactly(Optional.of("Bearer key-of-one"), Optional.of("Bearer key-of-one"));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void takesTheProjectThatIsNamedAmongThoseOfTheKey() {
        assertThat(create(network.cli().and(KEY, "key-of-two"), "--project", "silv"))
                .isEqualTo(ok());
        assertThat(create(network.cli().and(KEY, "key-of-two").and("ORY_PROJECT", FakeNetwork.FIRST)))
                .isEqualTo(ok());

        assertThat(network.asked()).containsExactly(LIST, POST_SECOND, LIST, POST_FIRST);
    }

    @Test
    void refusesAProjectThatIsNotOfTheKey() {
        assertThat(create(network.cli().and(KEY, "key-of-one"), "--project", "silver-fox"))
                .isEqualTo(failure(1, """
                        Error: the API key in ORY_PROJECT_API_KEY is for another project: no project's id or slug begins with \
                        'silver-fox'
                        There are: silly-raman (11111111-0730-4ee8-a6df-9553cdfeef89)
                        """));
        assertThat(network.asked()).containsExactly(LIST);
    }

    @Test
    void asksForAChoiceWhereTheKeyHasSeveralProjects() {
        assertThat(create(network.cli().and(KEY, "key-of-two"))).isEqualTo(failure(1, """
                Error: the API key in ORY_PROJECT_API_KEY is for 2 projects; choose one with --project or ORY_PROJECT
                They are: silly-raman (11111111-0730-4ee8-a6df-9553cdfeef89), silver-fox \
                (22222222-0730-4ee8-a6df-9553cdfeef89)
                """));
    }

    @Test
    void saysSoWhereTheKeyHasNoProject() {
        assertThat(create(network.cli().and(KEY, "key-of-none"))).isEqualTo(failure(1, """
                Error: the API key in ORY_PROJECT_API_KEY has no project
                """));
    }

    @Test
    void saysSoWhereTheKeyIsRefused() {
        assertThat(create(network.cli().and(KEY, "wrong"))).isEqualTo(failure(4, """
                Error: cannot list the projects: 401 Client Error: Access credentials are invalid
                The API key in ORY_PROJECT_API_KEY was refused. Is it whole, and does it still exist?
                """));
        assertThat(network.asked()).containsExactly(LIST);
    }

    @Test
    void aKeyMayEndWithALineBreak() {
        assertThat(create(network.cli().and(KEY, " key-of-one\r\n"))).isEqualTo(ok());

        assertThat(network.authorizations())
                .containsExactly(Optional.of("Bearer key-of-one"), Optional.of("Bearer key-of-one"));
    }

    @Test
    void whatCannotBeAKeyIsNotSent() {
        for (String key : new String[] {"key-of\n-one", "key of one", "k\u00eby", "\u201ckey-of-one\u201d"}) {
            assertThat(create(network.cli().and(KEY, key))).isEqualTo(failure(2, """
                    Error: the environment variable ORY_PROJECT_API_KEY has a character that no API key has
                    See 'ory create oauth2-client --help'.
                    """));
        }
        assertThat(network.asked()).isEmpty();
    }

    @Test
    void whatIsNotSentMayBeWrong() {
        network.answer("/admin/clients", 201, "{\"client_id\":\"a1\"}");
        Cli cli = network.cli().and(KEY, "no key");

        assertThat(cli.execute("create", "oauth2-client", "-q", "-e", "http://127.0.0.1:" + network.port()))
                .isEqualTo(new Cli.Result(0, "a1\n", ""));
    }

    @Test
    void anEmptyKeyIsNoKey() throws IOException {
        assertThat(create(network.cli().and(KEY, ""))).isEqualTo(failure(4, """
                Error: you are not signed in, and ORY_PROJECT_API_KEY is empty
                Set ORY_PROJECT_API_KEY to the API key of a project, or run 'ory auth' in a terminal.
                For your own Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in front.
                """));

        network.signedIn(LATER);
        assertThat(create(network.cli().and(KEY, ""))).isEqualTo(ok());
    }

    @Test
    void aWorkspacesKeyCannotManageClients() {
        Cli.Result refused = failure(4, """
                Error: %s holds the key of a workspace, which cannot manage OAuth 2.0 clients
                Set ORY_PROJECT_API_KEY to the API key of a project, or sign in with 'ory auth'.
                """);

        assertThat(create(network.cli().and("ORY_WORKSPACE_API_KEY", "key-of-workspace")))
                .isEqualTo(failure(4, refused.stderr().formatted("ORY_WORKSPACE_API_KEY")));
        assertThat(create(network.cli().and(KEY, "ory_wak_1")))
                .isEqualTo(failure(4, refused.stderr().formatted(KEY)));
        assertThat(network.asked()).isEmpty();
    }

    @Test
    void aWorkspaceBesideAKeyIsAnError() {
        assertThat(create(network.cli().and(KEY, "key-of-one"), "--workspace", "my team"))
                .isEqualTo(failure(2, """
                        Error: --workspace cannot be given beside ORY_PROJECT_API_KEY, which knows its project
                        See 'ory create oauth2-client --help'.
                        """));
    }

    @Test
    void writesToTheSelectedProjectOfTheSession() throws IOException {
        network.signedIn(LATER);

        assertThat(create(network.cli())).isEqualTo(ok());

        assertThat(network.asked())
                .containsExactly("GET api.console.localhost/projects/" + FakeNetwork.FIRST, POST_FIRST);
        assertThat(network.authorizations()).containsExactly(Optional.of("Bearer at-0"), Optional.of("Bearer at-0"));
        assertThat(home)
                .isDirectoryNotContaining(file -> file.getFileName().toString().endsWith(".lock"));
    }

    @Test
    void findsAProjectByTheBeginningOfItsSlugWithOneRequest() throws IOException {
        network.signedIn(LATER);

        assertThat(create(network.cli().and("ORY_PROJECT", "silly"), "--project", "silv"))
                .isEqualTo(ok());
        assertThat(create(network.cli().and("ORY_PROJECT", "2222"))).isEqualTo(ok());
        assertThat(create(network.cli()
                        .and("ORY_SDK_URL", "http://silver-fox.projects.oryapis.localhost:" + network.port())))
                .isEqualTo(ok());

        assertThat(network.asked()).containsExactly(LIST, POST_SECOND, LIST, POST_SECOND, LIST, POST_SECOND);
    }

    /** An address that is cut off must not lead to another project. */
    @Test
    void anAddressNamesItsProjectWhole() throws IOException {
        network.signedIn(LATER);

        for (String slug : new String[] {"silver", "22222222"}) {
            String url = "http://" + slug + ".projects.oryapis.localhost:" + network.port();
            assertThat(create(network.cli().and("ORY_SDK_URL", url))).isEqualTo(failure(1, """
                    Error: none of your projects is at %s/
                    They are: silly-raman (11111111-0730-4ee8-a6df-9553cdfeef89), silver-fox \
                    (22222222-0730-4ee8-a6df-9553cdfeef89)
                    """.formatted(url)));
        }
        assertThat(network.asked()).containsExactly(LIST, LIST);
    }

    @Test
    void anAddressWithAPathIsAnEndpointLikeAnyOther() {
        String url = "http://silver-fox.projects.oryapis.localhost:" + network.port() + "/behind/a/proxy";
        network.answer("/behind/a/proxy/admin/clients", 201, "{\"client_id\":\"a1\",\"client_secret\":\"s3cret\"}");

        assertThat(create(network.cli().and("ORY_SDK_URL", url).and(KEY, "key-of-two")))
                .isEqualTo(ok());

        assertThat(network.asked())
                .containsExactly("POST silver-fox.projects.oryapis.localhost/behind/a/proxy/admin/clients");
        assertThat(network.authorizations()).containsExactly(Optional.of("Bearer key-of-two"));
    }

    @Test
    void knowsAProjectsIdHoweverItIsWritten() {
        assertThat(create(network.cli().and(KEY, "key-of-two"), "--project", "2222222207304EE8A6DF9553CDFEEF89"))
                .isEqualTo(ok());

        assertThat(network.asked()).containsExactly(LIST, POST_SECOND);
    }

    @Test
    void looksForTheProjectInTheWorkspaceThatIsNamed() throws IOException {
        network.signedIn(LATER);

        assertThat(create(network.cli(), "--workspace", "my", "--project", "silv"))
                .isEqualTo(ok());

        assertThat(network.asked())
                .containsExactly(
                        "GET api.console.localhost/workspaces?page_size=250",
                        "GET api.console.localhost/workspaces/" + FakeNetwork.WORKSPACE + "/projects?page_size=250",
                        POST_SECOND);
    }

    @Test
    void listsTheCandidatesOfAnAmbiguousName() throws IOException {
        network.signedIn(LATER);

        assertThat(create(network.cli(), "--project", "sil")).isEqualTo(failure(1, """
                Error: 2 projects have an id or slug that begins with 'sil'
                There are: silly-raman (11111111-0730-4ee8-a6df-9553cdfeef89), silver-fox \
                (22222222-0730-4ee8-a6df-9553cdfeef89)
                """));
        assertThat(create(network.cli(), "--project", "nope")).isEqualTo(failure(1, """
                Error: no project's id or slug begins with 'nope'
                There are: silly-raman (11111111-0730-4ee8-a6df-9553cdfeef89), silver-fox \
                (22222222-0730-4ee8-a6df-9553cdfeef89)
                """));
    }

    @Test
    void saysSoWhereNoProjectIsSelectedOrTheNameIsEmpty() throws IOException {
        network.configure(FakeNetwork.session(LATER, "rt-0", "00000000-0000-0000-0000-000000000000"));

        assertThat(create(network.cli())).isEqualTo(failure(2, """
                Error: no project is named or selected; name one with --project, or select one with 'ory use project'
                See 'ory create oauth2-client --help'.
                """));
        assertThat(create(network.cli(), "--project", "")).isEqualTo(failure(2, """
                Error: the flag --project is empty
                See 'ory create oauth2-client --help'.
                """));
        assertThat(create(network.cli(), "--workspace", " ", "--project", "silly"))
                .isEqualTo(failure(2, """
                Error: the flag --workspace is empty
                See 'ory create oauth2-client --help'.
                """));
        assertThat(network.asked()).isEmpty();
    }

    @Test
    void sendsNothingWhereNoProjectIsSelectedThoughTheSessionHasExpired() throws IOException {
        network.configure(FakeNetwork.session(PAST, "rt-0", "00000000-0000-0000-0000-000000000000"));

        assertThat(create(network.cli()).exitCode()).isEqualTo(2);
        assertThat(network.asked()).isEmpty();
    }

    @Test
    void storesTheNewSessionBeforeItIsUsed() throws IOException {
        AtomicReference<String> stored = new AtomicReference<>("");
        network.signedIn(PAST).before("/projects/" + FakeNetwork.FIRST, () -> {
            try {
                stored.set(network.configText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(create(network.cli())).isEqualTo(ok());
        assertThat(stored.get()).contains("\"at-1\"", "\"rt-1\"");
    }

    @Test
    void refreshesASessionThatWouldExpireOnTheWay() throws IOException {
        network.signedIn(Instant.now().plusSeconds(5).toString());

        assertThat(create(network.cli())).isEqualTo(ok());
        assertThat(network.asked()).startsWith(REFRESH);
    }

    /** It was revoked, or this computer's clock is slow. */
    @Test
    void refreshesASessionThatIsRefusedBeforeItsTime() throws IOException {
        network.signedIn(LATER).revoke("at-0");

        assertThat(create(network.cli())).isEqualTo(ok());

        String get = "GET api.console.localhost/projects/" + FakeNetwork.FIRST;
        assertThat(network.asked()).containsExactly(get, REFRESH, get, POST_FIRST);
        assertThat(network.authorizations().get(3)).contains("Bearer at-1");
        assertThat(network.configText()).contains("\"at-1\"");
    }

    @Test
    void goesOnWithTheSessionThatTheReferenceRefreshedFaster() throws IOException {
        network.signedIn(PAST)
                .answer("/oauth2/token", 400, "{\"error\":\"invalid_grant\"}")
                .before(
                        "/oauth2/token",
                        () -> configure(FakeNetwork.session(LATER, "rt-9", FakeNetwork.SECOND)
                                .replace("at-0", "at-9")));

        assertThat(create(network.cli())).isEqualTo(ok());

        assertThat(network.authorizations()).contains(Optional.of("Bearer at-9"));
        assertThat(network.asked())
                .containsExactly(REFRESH, "GET api.console.localhost/projects/" + FakeNetwork.SECOND, POST_SECOND);
    }

    @Test
    void keepsWhatTheReferenceWroteDuringARefresh() throws IOException {
        network.signedIn(PAST)
                .before("/oauth2/token", () -> configure(FakeNetwork.session(PAST, "rt-0", FakeNetwork.SECOND)));

        assertThat(create(network.cli())).isEqualTo(ok());

        assertThat(network.asked()).endsWith(POST_SECOND);
        assertThat(network.configText()).contains("\"at-1\"", "\"selected_project\":\"" + FakeNetwork.SECOND + "\"");
    }

    @Test
    void leavesTheSessionOfSomebodyElseAlone() throws IOException {
        String others = FakeNetwork.session(LATER, "rt-9", FakeNetwork.SECOND)
                .replace("at-0", "at-9")
                .replace("dev@example.org", "bob@example.org");
        network.signedIn(PAST).before("/oauth2/token", () -> configure(others));

        assertThat(create(network.cli())).isEqualTo(ok());

        assertThat(network.configText()).isEqualTo(others);
        assertThat(network.asked()).endsWith(POST_SECOND);
    }

    @Test
    void doesNotReviveASessionThatWasEndedMeanwhile() throws IOException {
        network.signedIn(PAST).before("/oauth2/token", () -> configure("{\"version\":\"v1\"}"));

        assertThat(create(network.cli()).exitCode()).isEqualTo(4);
        assertThat(network.configText()).isEqualTo("{\"version\":\"v1\"}");
    }

    @Test
    void doesNotSignAnybodyOutWhereTheIssuerIsOutOfOrder() throws IOException {
        String session = FakeNetwork.session(PAST, "rt-0", FakeNetwork.FIRST);
        network.configure(session).answer("/oauth2/token", 403, "<html>Blocked</html>");

        assertThat(create(network.cli())).isEqualTo(failure(1, """
                Error: the session cannot be renewed: 403 Client Error
                """));
        assertThat(network.configText()).isEqualTo(session);
    }

    @Test
    void refreshesAnExpiredSessionOnceAndStoresItBeforeItIsUsed() throws IOException {
        network.configure("""
                {"version":"v1","future":[1.50],"access_token":{"access_token":"at-0","refresh_token":"rt-0","expiry":\
                "2020-01-01T00:00:00.5+02:00","extra":true},"selected_project":"%s"}""".formatted(FakeNetwork.FIRST));

        assertThat(create(network.cli())).isEqualTo(ok());
        assertThat(create(network.cli())).isEqualTo(ok());

        String get = "GET api.console.localhost/projects/" + FakeNetwork.FIRST;
        assertThat(network.asked()).containsExactly(REFRESH, get, POST_FIRST, get, POST_FIRST);
        assertThat(network.authorizations().get(1)).contains("Bearer at-1");
        assertThat(Objects.requireNonNull(network.requests().get(0).getBody()).utf8())
                .isEqualTo("client_id=ory-cli&grant_type=refresh_token&refresh_token=rt-0");
        assertThat(network.configText()).startsWith("""
                        {"version":"v1","future":[1.50],"access_token":{"access_token":"at-1","refresh_token":"rt-1",\
                        "extra":true,"token_type":"bearer","expiry":\"""");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsTheFileFromOthersEvenWhereItWasOpenToAll() throws IOException {
        network.signedIn(PAST);
        Files.setPosixFilePermissions(network.config(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(create(network.cli())).isEqualTo(new Cli.Result(0, ok().stdout(), """
                Warning: the configuration file %s was open to others; now it is its owner's alone
                """.formatted(network.config())));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(network.config())))
                .isEqualTo("rw-------");
    }

    @Test
    void aRefusedRefreshLeavesTheFileAlone() throws IOException {
        String session = FakeNetwork.session(PAST, "rt-gone", FakeNetwork.FIRST);
        network.configure(session);

        assertThat(create(network.cli())).isEqualTo(failure(4, """
                Error: your session has expired: 400 Client Error: The refresh token was used.
                Set ORY_PROJECT_API_KEY to the API key of a project, or run 'ory auth' in a terminal.
                For your own Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in front.
                """));
        assertThat(network.asked()).containsExactly(REFRESH);
        assertThat(network.configText()).isEqualTo(session);
    }

    @Test
    void namesThePlaceWhereTheFileIsBrokenAndLeavesItAlone() throws IOException {
        network.configure("{\"version\":\"v1\",\n \"access_token\": at-0}");

        assertThat(create(network.cli())).isEqualTo(failure(1, """
                Error: cannot read the configuration file %s: it is malformed (line 2, column 18)
                Correct it, or delete it and sign in again: ory auth
                """.formatted(network.config())));
        assertThat(network.configText()).isEqualTo("{\"version\":\"v1\",\n \"access_token\": at-0}");
    }

    @Test
    void asksToSignInAgainWhereTheFileIsOld() throws IOException {
        network.configure("{\"version\":\"v0alpha0\",\"session_token\":\"x\"}");

        assertThat(create(network.cli()).stderr())
                .startsWith("Error: the configuration file " + network.config()
                        + " is of an old version, whose sessions have ended\n");
        assertThat(network.configText()).isEqualTo("{\"version\":\"v0alpha0\",\"session_token\":\"x\"}");
    }

    @Test
    void refusesAFileOfAVersionToCome() throws IOException {
        network.configure("{\"version\":\"v2\"}");

        assertThat(create(network.cli())).isEqualTo(failure(1, """
                Error: cannot read the configuration file %s: it is of the version 'v2', which is newer than this program
                """.formatted(network.config())));
    }

    @Test
    void theFileIsThatOfTheFlagThenOfTheVariable() throws IOException {
        Path file = home.resolve("other.json");
        FakeNetwork.writePrivately(file, FakeNetwork.session(LATER, "rt-0", FakeNetwork.SECOND));

        assertThat(create(network.cli().and("ORY_CONFIG_PATH", "/nowhere"), "-c", file.toString()))
                .isEqualTo(ok());
        assertThat(create(network.cli().and("ORY_CONFIG_PATH", file.toString())))
                .isEqualTo(ok());

        assertThat(network.asked()).containsSubsequence(POST_SECOND, POST_SECOND);
    }

    @Test
    void passesTheRateLimitHeaderOnToOryNetworkOnly() {
        Cli cli = network.cli().and(KEY, "key-of-one").and("ORY_RATE_LIMIT_HEADER", "let-me");

        assertThat(create(cli)).isEqualTo(ok());

        assertThat(network.requests())
                .allSatisfy(request -> assertThat(request.getHeaders().get("Ory-RateLimit-Action"))
                        .isEqualTo("let-me"));
    }

    @Test
    void tracesNothingThatMayBeSecret() {
        network.answer("/projects", 200, """
                [{"id":"%s","slug":"silly-raman","smtp":"smtps://mailer:hunter2@mail.example"}]""".formatted(FakeNetwork.FIRST));
        Cli.Result result = create(network.cli().and(KEY, "key-of-one"), "--debug");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr())
                .contains("> GET http://api.console.localhost", "characters of application/json)")
                .doesNotContain("key-of-one", "hunter2", "s3cret");
    }

    @Test
    void repeatsNoKeyThatTheServerRepeats() {
        network.answer("/projects", 401, "{\"error\":{\"reason\":\"unknown key key-of-one\"}}");

        assertThat(create(network.cli().and(KEY, "key-of-one"), "--debug").stderr())
                .contains("Error: cannot list the projects: 401 Client Error: unknown key [redacted]\n")
                .doesNotContain("key-of-one");
    }

    @Test
    void sendsNothingOfOryNetworkToAnEndpoint() throws IOException {
        network.signedIn(LATER);
        Cli cli = network.cli().and(KEY, "key-of-one").and("ORY_RATE_LIMIT_HEADER", "let-me");
        network.answer("/admin/clients", 201, "{\"client_id\":\"a1\"}");

        assertThat(cli.execute("create", "oauth2-client", "-q", "-e", "http://127.0.0.1:" + network.port()))
                .isEqualTo(new Cli.Result(0, "a1\n", ""));

        assertThat(network.asked()).containsExactly("POST 127.0.0.1/admin/clients");
        assertThat(network.requests().get(0).getHeaders().names())
                .doesNotContain("Authorization", "Ory-RateLimit-Action");
    }

    @Test
    void refusesHostsThatAreNone() {
        assertThat(create(network.cli().and(KEY, "key-of-one").and("ORY_CONSOLE_URL", "console")))
                .isEqualTo(failure(2, """
                        Error: the environment variable ORY_CONSOLE_URL is not a URL such as https://console.ory.com
                        See 'ory create oauth2-client --help'.
                        """));
    }

    @Test
    void refusesHostsToWhichNoNameCanBeAdded() {
        assertThat(create(network.cli().and(KEY, "key-of-one").and("ORY_CONSOLE_URL", "http://[::1]:4000"))
                        .stderr())
                .startsWith(
                        "Error: the environment variable ORY_CONSOLE_URL must name a host, not an IP address, as https://console.ory.com does");
    }

    private void configure(String text) {
        try {
            network.configure(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cli.Result create(Cli cli, String... flags) {
        String[] words = new String[flags.length + 4];
        System.arraycopy(
                new String[] {"create", "oauth2-client", "--format", "jsonpath=client_secret"}, 0, words, 0, 4);
        System.arraycopy(flags, 0, words, 4, flags.length);
        return cli.execute(words);
    }

    private static Cli.Result ok() {
        return new Cli.Result(0, "\"s3cret\"\n", "");
    }

    private static Cli.Result failure(int exitCode, String stderr) {
        return new Cli.Result(exitCode, "", stderr);
    }
}
