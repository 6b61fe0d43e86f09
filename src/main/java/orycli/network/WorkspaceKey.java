package orycli.network;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whoever holds the API key of a workspace. It shows projects; clients are managed by who is signed in, if anybody is. */
final class WorkspaceKey implements Caller {
    private static final String VARIABLE = "ORY_WORKSPACE_API_KEY";
    private static final String PREFIX = "ory_wak_";

    private final Credentials key;
    private final ConsoleClient.Entry console;
    private final Session session;
    private final Person person;

    WorkspaceKey(String key, ConsoleClient.Entry console, Session session) {
        this.key = new Credentials(Credentials.Kind.WORKSPACE_KEY, key);
        this.console = console;
        this.session = session;
        this.person = new Person(session, console);
    }

    static boolean isOne(String key) {
        return key.startsWith(PREFIX);
    }

    static NotSignedInException cannotManageClients(String variable) {
        return new NotSignedInException(
                variable + " holds the key of a workspace, which cannot manage OAuth 2.0 clients",
                "Set ORY_PROJECT_API_KEY to the API key of a project, or sign in with 'ory auth'.");
    }

    @Override
    public ConsoleClient console() throws IOException {
        return console.as(key, ConsoleClient.Renewal.NONE);
    }

    @Override
    public ConsoleClient consoleToManage() throws IOException {
        return person.console(session.signedIn(somebodysConfig()));
    }

    @Override
    public Optional<Found> toManage(Optional<String> wanted, Optional<String> workspace) throws IOException {
        return person.toManage(somebodysConfig(), wanted, workspace);
    }

    private OryConfig somebodysConfig() throws IOException {
        OryConfig config = session.config();
        if (config.token().isEmpty()) {
            throw cannotManageClients(VARIABLE);
        }
        return config;
    }

    @Override
    public Optional<Project> project(Optional<String> workspace) throws IOException {
        Optional<String> selected = session.config().selectedProject();
        return selected.isPresent()
                ? Optional.of(ProjectResolver.whole(console(), selected.get(), workspace))
                : Optional.empty();
    }

    @Override
    public List<Project> projects(Optional<String> named, Optional<String> assumed) throws IOException {
        ConsoleClient asked = console();
        Optional<String> workspace = named.or(() -> assumed);
        return asked.projects(
                workspace.isPresent() ? ProjectResolver.workspaceId(asked, workspace.get()) : ofKey(asked));
    }

    private static String ofKey(ConsoleClient asked) throws IOException {
        List<Workspace> workspaces = asked.workspaces();
        if (workspaces.size() != 1) {
            throw new NetworkException("the API key in " + VARIABLE + " is for " + workspaces.size()
                    + " workspaces, not for one; choose with --workspace");
        }
        return workspaces.get(0).id();
    }
}
