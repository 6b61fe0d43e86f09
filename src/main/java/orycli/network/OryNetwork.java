package orycli.network;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import orycli.http.Sender;

/** Ory Network, for whoever the keys and the session say is asking. */
public final class OryNetwork {
    private final NetworkHosts hosts;
    private final Session session;
    /** Of two keys a project's manages clients, and a workspace's shows more. */
    private final Caller manager;

    private final Caller reader;

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
        this.session = new Session(
                file,
                () -> new Issuer(hosts.issuer(), hosts.consoleApi(), connections.to(hosts.issuer())),
                signIn,
                clock);
        ConsoleClient.Entry console = (credentials, renewal) ->
                new ConsoleClient(hosts.consoleApi(), connections.to(hosts.consoleApi()), credentials, renewal);
        Caller person = new Person(session, console);
        Optional<Caller> projectKey = keys.project.map(key -> new ProjectKey(key, console));
        Optional<Caller> workspaceKey = keys.workspace.map(key -> new WorkspaceKey(key, console, session));
        this.manager = projectKey.or(() -> workspaceKey).orElse(person);
        this.reader = workspaceKey.or(() -> projectKey).orElse(person);
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
        return manager.toManage(wanted, workspace).map(found -> access(found.project(), found.credentials()));
    }

    /**
     * The API at an address, which is that of a project as a whole, where a name may be the beginning of one.
     *
     * @throws NetworkException where it is of no project of the key's or of those of who is signed in
     */
    public Access accessAt(HttpUrl address) throws IOException {
        ConsoleClient console = manager.consoleToManage();
        List<Project> projects = console.projects();
        return projects.stream()
                .filter(project -> hosts.project(project).host().equals(address.host()))
                .findFirst()
                .map(project -> access(project, console.credentials()))
                .orElseThrow(() ->
                        new NetworkException("none of your projects is at " + address, ProjectResolver.list(projects)));
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
        return reader.projects(named, assumed);
    }

    /**
     * A project with all that it has.
     *
     * @param wanted as for {@link #access}
     * @return nothing where no project is named or selected
     */
    public Optional<Project> project(Optional<String> wanted, Optional<String> workspace) throws IOException {
        return wanted.isPresent()
                ? Optional.of(ProjectResolver.whole(reader.console(), wanted.get(), workspace))
                : manager.project(workspace);
    }

    /** The id of the project that is meant; an id is taken as it is, without a request. */
    public String projectId(String wanted) throws IOException {
        Optional<String> id = Ids.of(wanted);
        return id.isPresent()
                ? id.get()
                : ProjectResolver.find(reader.console(), wanted, Optional.empty())
                        .id();
    }

    /** The id of the workspace that is meant; an id is taken as it is, without a request. */
    public String workspaceId(String wanted) throws IOException {
        Optional<String> id = Ids.of(wanted);
        return id.isPresent() ? id.get() : ProjectResolver.workspaceId(reader.console(), wanted);
    }

    public List<Workspace> workspaces() throws IOException {
        return reader.console().workspaces();
    }
}
