package orycli.command.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.Cli;
import orycli.FakeNetwork;

final class ProjectCommandsTest {
    private static final String LATER = "2099-01-01T00:00:00Z";
    private static final String KEY = "ORY_PROJECT_API_KEY";
    private static final String WORKSPACE_KEY = "ORY_WORKSPACE_API_KEY";
    private static final String CONSOLE = "GET api.console.localhost";
    private static final String IN_WORKSPACE =
            CONSOLE + "/workspaces/" + FakeNetwork.WORKSPACE + "/projects?page_size=250";

    @TempDir
    private Path home;

    private FakeNetwork network;

    @BeforeEach
    void start() throws IOException {
        network = new FakeNetwork(home).signedIn(LATER);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void selectsAProjectByItsIdWithoutARequest() throws IOException {
        assertThat(run("use", "project", FakeNetwork.SECOND)).isEqualTo(ok("ID\t" + FakeNetwork.SECOND + "\t\n"));

        assertThat(network.asked()).isEmpty();
        assertThat(network.configText()).isEqualTo(FakeNetwork.session(LATER, "rt-0", FakeNetwork.SECOND));
    }

    @Test
    void selectsAProjectByTheBeginningOfItsSlugWithOneRequest() throws IOException {
        assertThat(run("use", "project", "silv", "--format", "json"))
                .isEqualTo(ok("{\"id\":\"" + FakeNetwork.SECOND + "\"}\n"));

        assertThat(network.asked()).containsExactly(CONSOLE + "/projects");
        assertThat(network.configText()).contains("\"selected_project\":\"" + FakeNetwork.SECOND + "\"");
    }

    @Test
    void showsTheSelectedProjectAndChangesNothing() throws IOException {
        String before = network.configText();

        assertThat(run("use", "project", "-q")).isEqualTo(ok(FakeNetwork.FIRST + "\n"));
        assertThat(network.cli().and("ORY_PROJECT", FakeNetwork.SECOND).execute("use", "project", "-q"))
                .isEqualTo(ok(FakeNetwork.SECOND + "\n"));

        assertThat(network.asked()).isEmpty();
        assertThat(network.configText()).isEqualTo(before);
    }

    @Test
    void saysSoWhereNothingIsSelected() throws IOException {
        assertThat(run("use", "workspace")).isEqualTo(new Cli.Result(2, "", """
                Error: no workspace is named or selected; name one of those that 'ory list workspaces' shows
                See 'ory use workspace --help'.
                """));
        assertThat(run("use", "project", "")).isEqualTo(new Cli.Result(2, "", """
                Error: the project is empty
                See 'ory use project --help'.
                """));
    }

    @Test
    void selectsAWorkspaceByTheBeginningOfItsName() throws IOException {
        assertThat(run("use", "ws", "my")).isEqualTo(ok("ID\t" + FakeNetwork.WORKSPACE + "\t\n"));
        assertThat(run("use", "workspace", "-q")).isEqualTo(ok(FakeNetwork.WORKSPACE + "\n"));

        assertThat(network.asked()).containsExactly(CONSOLE + "/workspaces?page_size=250");
    }

    @Test
    void listsProjectsAsATable() {
        assertThat(run("list", "projects")).isEqualTo(ok("""
                ID\t\t\t\t\tNAME\tENVIRONMENT\tWORKSPACE\tSLUG\t\tSTATE\t
                11111111-0730-4ee8-a6df-9553cdfeef89\tFirst\tdev\t\t<none>\t\tsilly-raman\trunning\t
                22222222-0730-4ee8-a6df-9553cdfeef89\tSecond\tdev\t\t<none>\t\tsilver-fox\trunning\t
                """));
        assertThat(network.asked()).containsExactly(CONSOLE + "/projects");
    }

    @Test
    void listsProjectsInAllFormats() {
        String first = FakeNetwork.project(FakeNetwork.FIRST, "silly-raman", "First");
        String second = FakeNetwork.project(FakeNetwork.SECOND, "silver-fox", "Second");

        assertThat(run("list", "projects", "--format", "json")).isEqualTo(ok("[" + first + "," + second + "]\n"));
        assertThat(run("list", "projects", "--format", "jsonpath=#.slug"))
                .isEqualTo(ok("[\n  \"silly-raman\",\n  \"silver-fox\"\n]\n"));
        assertThat(run("list", "projects", "--format", "jsonpointer=/1/brand_new"))
                .isEqualTo(ok("1.50\n"));
        assertThat(run("list", "projects", "-q")).isEqualTo(ok(FakeNetwork.FIRST + "\n" + FakeNetwork.SECOND + "\n"));
        assertThat(run("list", "projects", "--format", "yaml").stdout())
                .startsWith("- id: 11111111-0730-4ee8-a6df-9553cdfeef89\n  slug: silly-raman\n");
    }

    @Test
    void listsTheProjectsOfAWorkspace() throws IOException {
        assertThat(run("list", "projects", "-q", "--workspace", "my").exitCode())
                .isZero();
        assertThat(network.cli()
                        .and("ORY_WORKSPACE", FakeNetwork.WORKSPACE)
                        .execute("list", "projects", "-q")
                        .exitCode())
                .isZero();
        run("use", "workspace", FakeNetwork.WORKSPACE);
        assertThat(run("list", "projects", "-q").exitCode()).isZero();

        assertThat(network.asked())
                .containsExactly(CONSOLE + "/workspaces?page_size=250", IN_WORKSPACE, IN_WORKSPACE, IN_WORKSPACE);
    }

    @Test
    void listsTheProjectsOfAKey() {
        Cli.Result first = ok(FakeNetwork.FIRST + "\n");
        Cli.Result both = ok(FakeNetwork.FIRST + "\n" + FakeNetwork.SECOND + "\n");

        assertThat(network.cli()
                        .and(KEY, "key-of-one")
                        .and("ORY_WORKSPACE", "any")
                        .execute("list", "projects", "-q"))
                .isEqualTo(first);
        assertThat(network.cli().and(WORKSPACE_KEY, "key-of-workspace").execute("list", "projects", "-q"))
                .isEqualTo(both);

        assertThat(network.asked())
                .containsExactly(CONSOLE + "/projects", CONSOLE + "/workspaces?page_size=250", IN_WORKSPACE);
    }

    @Test
    void getsAProject() {
        assertThat(run("get", "project", "silv")).isEqualTo(ok("""
                ID\t\t22222222-0730-4ee8-a6df-9553cdfeef89\t
                NAME\t\tSecond\t\t\t\t\t
                ENVIRONMENT\tdev\t\t\t\t\t
                WORKSPACE\t<none>\t\t\t\t\t
                SLUG\t\tsilver-fox\t\t\t\t
                STATE\t\trunning\t\t\t\t\t
                """));
        assertThat(network.asked()).containsExactly(CONSOLE + "/projects", CONSOLE + "/projects/" + FakeNetwork.SECOND);
    }

    @Test
    void getsTheSelectedProjectAndTheKeysProject() {
        assertThat(run("get", "project", "-q")).isEqualTo(ok(FakeNetwork.FIRST + "\n"));
        assertThat(run("get", "project", FakeNetwork.SECOND, "-q")).isEqualTo(ok(FakeNetwork.SECOND + "\n"));
        assertThat(network.cli().and(KEY, "key-of-one").execute("get", "project", "-q"))
                .isEqualTo(ok(FakeNetwork.FIRST + "\n"));

        String first = CONSOLE + "/projects/" + FakeNetwork.FIRST;
        assertThat(network.asked())
                .containsExactly(first, CONSOLE + "/projects/" + FakeNetwork.SECOND, CONSOLE + "/projects", first);
    }

    @Test
    void getsTheProjectOfTheKeyBesideAWorkspacesKey() {
        assertThat(network.cli()
                        .and(KEY, "key-of-one")
                        .and(WORKSPACE_KEY, "key-of-workspace")
                        .execute("get", "project", "-q"))
                .isEqualTo(ok(FakeNetwork.FIRST + "\n"));
    }

    @Test
    void looksForAnIdInTheWorkspaceThatIsNamed() {
        network.answer("/workspaces/" + FakeNetwork.WORKSPACE + "/projects", 200, "{\"projects\":[]}");

        assertThat(run("get", "project", FakeNetwork.FIRST, "--workspace", FakeNetwork.WORKSPACE))
                .isEqualTo(new Cli.Result(1, "", """
                        Error: no project's id or slug begins with '11111111-0730-4ee8-a6df-9553cdfeef89'
                        There are none.
                        """));
    }

    @Test
    void knowsAnIdHoweverItIsWritten() throws IOException {
        String id = "ecbbb3cb-0730-4ee8-a6df-9553cdfeef89";

        assertThat(run("use", "project", "ECBBB3CB-0730-4EE8-A6DF-9553CDFEEF89", "-q"))
                .isEqualTo(ok(id + "\n"));
        assertThat(run("use", "project", "ecbbb3cb07304ee8a6df9553cdfeef89", "-q"))
                .isEqualTo(ok(id + "\n"));
        assertThat(network.asked()).isEmpty();
        assertThat(network.configText()).contains("\"selected_project\":\"" + id + "\"");
    }

    @Test
    void listsTheWorkspacesOfAllPages() {
        network.answer("/workspaces?page_size=250", 200, """
                        {"workspaces":[{"id":"w1","name":"one"}],"has_next_page":true,"next_page_token":"t 2"}""")
                .answer("/workspaces?page_size=250&page_token=t%202", 200, """
                        {"workspaces":[{"id":"w2","name":"two"}],"has_next_page":false,"next_page_token":"t3"}""");

        assertThat(run("list", "workspaces", "-q")).isEqualTo(ok("w1\nw2\n"));
    }

    @Test
    void doesNotTurnPagesForEver() {
        String page = "{\"workspaces\":[],\"has_next_page\":true,\"next_page_token\":\"%s\"}";
        network.answer("/workspaces", 200, page.formatted("a"))
                .answer("/workspaces?page_size=250&page_token=a", 200, page.formatted("b"));

        assertThat(run("list", "workspaces")).isEqualTo(new Cli.Result(1, "", """
                Error: cannot list the workspaces: the server repeats a page
                """));
    }

    @Test
    void namesTheKeyThatIsRefused() {
        assertThat(network.cli().and(WORKSPACE_KEY, "wrong").execute("list", "projects"))
                .isEqualTo(new Cli.Result(4, "", """
                        Error: cannot list the workspaces: 401 Client Error: Access credentials are invalid
                        The API key in ORY_WORKSPACE_API_KEY was refused. Is it whole, and does it still exist?
                        """));
    }

    @Test
    void refusesAProjectWhoseSlugMakesNoAddress() {
        network.answer("/projects", 200, "[{\"id\":\"x\",\"slug\":\"evil.example#\"}]");

        assertThat(run("list", "projects").stderr()).isEqualTo("""
                Error: cannot list the projects: the server's answer is not what Ory Network's console answers
                """);
    }

    @Test
    void saysSoWhereThereIsNoSuchProject() {
        String id = "33333333-0730-4ee8-a6df-9553cdfeef89";

        assertThat(run("get", "project", id)).isEqualTo(new Cli.Result(1, "", """
                Error: cannot get the project 33333333-0730-4ee8-a6df-9553cdfeef89: 404 Client Error: not found
                """));
    }

    @Test
    void listsWorkspaces() {
        assertThat(run("list", "workspaces")).isEqualTo(ok("""
                ID\t\t\t\t\tNAME\tSUBSCRIPTION PLAN\t
                aaaaaaaa-0730-4ee8-a6df-9553cdfeef89\tmy team\t<none>\t\t\t
                """));
        assertThat(network.asked()).containsExactly(CONSOLE + "/workspaces?page_size=250");
    }

    @Test
    void saysSoWhereTheAnswerIsNotOneOfTheConsole() {
        network.answer("/projects", 200, "<html>");

        assertThat(run("list", "projects")).isEqualTo(new Cli.Result(1, "", """
                Error: cannot list the projects: the server's answer is not what Ory Network's console answers
                """));
    }

    @Test
    void aSessionThatWasEndedElsewhereIsToBeRenewed() {
        network.answer("/projects", 401, "{\"error\":{\"code\":401,\"reason\":\"gone at-0\"}}");

        assertThat(run("list", "projects")).isEqualTo(new Cli.Result(4, "", """
                Error: cannot list the projects: 401 Client Error: gone [redacted]
                The session was ended. Sign in again: ory auth logout && ory auth
                """));
    }

    @Test
    void theSandboxHasNoProjects() {
        assertThat(network.cli().execute("sandbox", "list", "projects").stderr())
                .endsWith("""
                        Error: the sandbox is an Ory Hydra, without projects and accounts
                        See 'ory list projects --help'.
                        """);
        assertThat(network.asked()).isEmpty();
    }

    @Test
    void theTraceHasNoTokens() {
        Cli.Result result = run("list", "projects", "-q", "--debug");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).contains("> Authorization: [redacted]").doesNotContain("at-0");
    }

    private Cli.Result run(String... words) {
        return network.cli().execute(words);
    }

    private static Cli.Result ok(String stdout) {
        return new Cli.Result(0, stdout, "");
    }
}
