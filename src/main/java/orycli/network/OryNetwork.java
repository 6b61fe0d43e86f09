package orycli.network;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import orycli.http.Sender;
import orycli.network.OryConfig.Token;

/** Ory Network, for whoever the keys and the session say is asking. */
public final class OryNetwork {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern UNHYPHENATED_ID =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");
    private static final String WORKSPACE_KEY_PREFIX = "ory_wak_";

    private final NetworkHosts hosts;
    private final Keys keys;
    private final Connections connections;
    private final Session session;

    /** What the environment holds: {@code ORY_PROJECT_API_KEY} and {@code ORY_WORKSPACE_API_KEY}. */
    public record Keys(Optional<String> project, Optional<String> workspace) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** How the hosts are reached. */
    @FunctionalInterface
    public interface Connections {
        Sender to(HttpUrl host) throws IOException;
    }

    /** A project's API, and who may use it. */
    public record Access(HttpUrl endpoint, Credentials credentials) {}

    public OryNetwork(
            NetworkHosts hosts,
            Keys keys,
            Connections connections,
            OryConfigFile file,
            Session.SignIn signIn,
            Clock clock) {
        this.hosts = hosts;
        this.keys = keys;
        this.connections = connections;
        this.session = new Session(
                file,
                () -> new Issuer(hosts.issuer(), hosts.consoleApi(), connections.to(hosts.issuer())),
                signIn,
                clock);
    }

    public Session session() {
        return session;
    }

    /**
     * The API of the project whose clients are to be managed, with one look-up where the project is the key's, the
     * selected one or named by its id.
     *
     * @param wanted an id, or the beginning of an id or slug; else the key's only project or the selected one
     * @param workspace where to look for it
     * @return nothing where no project is named or selected
     * @throws NotSignedInException where nobody is signed in, and there is no key that can manage clients
     */
    public Optional<Access> access(Optional<String> wanted, Optional<String> workspace) throws IOException {
        if (keys.project.isPresent()) {
            Credentials key = projectKey(keys.project.get());
            return Optional.of(access(keysProject(console(key), wanted), key));
        }
        OryConfig before = withoutProjectKey();
        if (wanted.isEmpty()
                && before.token().isPresent()
                && before.selectedProject().isEmpty()) {
            return Optional.empty();
        }
        OryConfig config = session.signedIn(before);
        ConsoleClient console = console(credentials(config));
        Optional<String> project = wanted.isPresent() ? wanted : config.selectedProject();
        if (project.isEmpty()) {
            throw new NetworkException(
                    "you are signed in, but no project is selected: select one with 'ory use project'",
                    ProjectResolver.list(console.projects()));
        }
        Project found = find(console, project.get(), workspace);
        return Optional.of(access(found, console.credentials()));
    }

    /**
     * The API at an address, which is that of a project as a whole, where a name may be the beginning of one.
     *
     * @throws NetworkException where it is of no project of the key's or of those of who is signed in
     */
    public Access accessAt(HttpUrl address) throws IOException {
        ConsoleClient console = console(
                keys.project.isPresent()
                        ? projectKey(keys.project.get())
                        : credentials(session.signedIn(withoutProjectKey())));
        List<Project> projects = console.projects();
        return projects.stream()
                .filter(project -> hosts.project(project).host().equals(address.host()))
                .findFirst()
                .map(project -> access(project, console.credentials()))
                .orElseThrow(() ->
                        new NetworkException("none of your projects is at " + address, ProjectResolver.list(projects)));
    }

    /** The configuration, which has to hold a session where there is a key that cannot manage clients. */
    private OryConfig withoutProjectKey() throws IOException {
        OryConfig config = session.config();
        if (keys.workspace.isPresent() && config.token().isEmpty()) {
            throw workspaceKey("ORY_WORKSPACE_API_KEY");
        }
        return config;
    }

    private Access access(Project project, Credentials credentials) {
        return new Access(hosts.project(project), credentials);
    }

    /**
     * The projects of the key, of a workspace, or all.
     *
     * @param named the workspace that is meant: an id, or the beginning of an id or name
     * @param assumed a workspace that counts where none is named, as the selected one does after it; with a project's
     *     key neither does
     */
    public List<Project> projects(Optional<String> named, Optional<String> assumed) throws IOException {
        if (isProjectsKey() && named.isEmpty()) {
            return console().projects();
        }
        Optional<OryConfig> config = hasKey() ? Optional.empty() : Optional.of(session.signedIn());
        ConsoleClient console = config.isPresent() ? console(credentials(config.get())) : console();
        Optional<String> workspace = named.or(() -> assumed);
        if (workspace.isPresent()) {
            return console.projects(workspaceId(console, workspace.get()));
        }
        if (keys.workspace.isPresent()) {
            return console.projects(keysWorkspace(console));
        }
        Optional<String> selected = config.flatMap(OryConfig::selectedWorkspace);
        return selected.isPresent() ? console.projects(selected.get()) : console.projects();
    }

    private static String keysWorkspace(ConsoleClient console) throws IOException {
        List<Workspace> workspaces = console.workspaces();
        if (workspaces.size() != 1) {
            throw new NetworkException("the API key in ORY_WORKSPACE_API_KEY is for " + workspaces.size()
                    + " workspaces, not for one; choose with --workspace");
        }
        return workspaces.get(0).id();
    }

    /**
     * A project with all that it has.
     *
     * @param wanted as for {@link #access}
     * @return nothing where no project is named or selected
     */
    public Optional<Project> project(Optional<String> wanted, Optional<String> workspace) throws IOException {
        if (wanted.isEmpty() && keys.project.isPresent()) {
            ConsoleClient console = console(projectKey(keys.project.get()));
            return Optional.of(console.project(keysProject(console, wanted).id()));
        }
        Optional<String> project =
                wanted.isPresent() ? wanted : session.config().selectedProject();
        if (project.isEmpty()) {
            return Optional.empty();
        }
        ConsoleClient console = console();
        Project found = find(console, project.get(), workspace);
        // A list may show less of a project.
        return Optional.of(workspace.isEmpty() && id(project.get()).isPresent() ? found : console.project(found.id()));
    }

    /** The id of the project that is meant; an id is taken as it is, without a request. */
    public String projectId(String wanted) throws IOException {
        Optional<String> id = id(wanted);
        return id.isPresent()
                ? id.get()
                : find(console(), wanted, Optional.empty()).id();
    }

    /** The id of the workspace that is meant; an id is taken as it is, without a request. */
    public String workspaceId(String wanted) throws IOException {
        Optional<String> id = id(wanted);
        return id.isPresent() ? id.get() : workspaceId(console(), wanted);
    }

    public List<Workspace> workspaces() throws IOException {
        return console().workspaces();
    }

    private ConsoleClient console() throws IOException {
        if (keys.workspace.isPresent()) {
            return console(new Credentials(Credentials.Kind.WORKSPACE_KEY, keys.workspace.get()));
        }
        return console(
                keys.project.isPresent()
                        ? new Credentials(Credentials.Kind.PROJECT_KEY, keys.project.get())
                        : credentials(session.signedIn()));
    }

    private ConsoleClient console(Credentials credentials) throws IOException {
        return new ConsoleClient(hosts.consoleApi(), connections.to(hosts.consoleApi()), credentials, this::renew);
    }

    /** A token may be refused before its time: it was revoked, or this computer's clock is slow. */
    private Optional<Credentials> renew(Credentials refused) throws IOException {
        return switch (refused.kind()) {
            case SESSION -> Optional.of(credentials(session.signedInWithout(refused.token())));
            case PROJECT_KEY, WORKSPACE_KEY -> Optional.empty();
        };
    }

    private static Credentials credentials(OryConfig signedIn) {
        return new Credentials(
                Credentials.Kind.SESSION,
                signedIn.token().map(Token::accessToken).orElseThrow());
    }

    private boolean hasKey() {
        return keys.workspace.isPresent() || keys.project.isPresent();
    }

    private boolean isProjectsKey() {
        return keys.workspace.isEmpty() && keys.project.isPresent();
    }

    private static Credentials projectKey(String key) throws NotSignedInException {
        if (key.startsWith(WORKSPACE_KEY_PREFIX)) {
            throw workspaceKey("ORY_PROJECT_API_KEY");
        }
        return new Credentials(Credentials.Kind.PROJECT_KEY, key);
    }

    private static NotSignedInException workspaceKey(String variable) {
        return new NotSignedInException(
                variable + " holds the key of a workspace, which cannot manage OAuth 2.0 clients",
                "Set ORY_PROJECT_API_KEY to the API key of a project, or sign in with 'ory auth'.");
    }

    private static Project keysProject(ConsoleClient console, Optional<String> wanted) throws IOException {
        List<Project> projects = console.projects();
        if (projects.isEmpty()) {
            throw new NetworkException("the API key in ORY_PROJECT_API_KEY has no project");
        }
        if (wanted.isPresent()) {
            return ProjectResolver.keysProject(projects, wanted.get());
        }
        if (projects.size() > 1) {
            throw new NetworkException(
                    "the API key in ORY_PROJECT_API_KEY is for " + projects.size()
                            + " projects; choose one with --project or ORY_PROJECT",
                    ProjectResolver.list(projects));
        }
        return projects.get(0);
    }

    private static Project find(ConsoleClient console, String wanted, Optional<String> workspace) throws IOException {
        if (workspace.isPresent()) {
            return ProjectResolver.project(console.projects(workspaceId(console, workspace.get())), wanted);
        }
        Optional<String> id = id(wanted);
        return id.isPresent() ? console.project(id.get()) : ProjectResolver.project(console.projects(), wanted);
    }

    private static String workspaceId(ConsoleClient console, String wanted) throws IOException {
        Optional<String> id = id(wanted);
        return id.isPresent()
                ? id.get()
                : ProjectResolver.workspace(console.workspaces(), wanted).id();
    }

    /** The text as an id is written, if it is one: of either case, and, as the reference reads them, without hyphens. */
    static Optional<String> id(String text) {
        String id = UNHYPHENATED_ID.matcher(text.toLowerCase(Locale.ROOT)).replaceFirst("$1-$2-$3-$4-$5");
        return Optional.of(id).filter(OryNetwork::isId);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
