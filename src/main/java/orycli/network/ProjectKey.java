package orycli.network;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whoever holds the API key of a project, or of several. */
final class ProjectKey implements Caller {
    private static final String VARIABLE = "ORY_PROJECT_API_KEY";

    private final Credentials key;
    private final ConsoleClient.Entry console;

    ProjectKey(String key, ConsoleClient.Entry console) {
        this.key = new Credentials(Credentials.Kind.PROJECT_KEY, key);
        this.console = console;
    }

    @Override
    public ConsoleClient console() throws IOException {
        return console.as(key, ConsoleClient.Renewal.NONE);
    }

    @Override
    public ConsoleClient consoleToManage() throws IOException {
        if (WorkspaceKey.isOne(key.token())) {
            throw WorkspaceKey.cannotManageClients(VARIABLE);
        }
        return console();
    }

    @Override
    public Optional<Found> toManage(Optional<String> wanted, Optional<String> workspace) throws IOException {
        return Optional.of(new Found(ofKey(consoleToManage(), wanted), key));
    }

    @Override
    public Optional<Project> project(Optional<String> workspace) throws IOException {
        ConsoleClient asked = consoleToManage();
        return Optional.of(asked.project(ofKey(asked, Optional.empty()).id()));
    }

    /** A workspace that is not named by hand does not count: the key's projects need not be in it. */
    @Override
    public List<Project> projects(Optional<String> named, Optional<String> assumed) throws IOException {
        ConsoleClient asked = console();
        return named.isPresent() ? asked.projects(ProjectResolver.workspaceId(asked, named.get())) : asked.projects();
    }

    private static Project ofKey(ConsoleClient asked, Optional<String> wanted) throws IOException {
        List<Project> projects = asked.projects();
        if (projects.isEmpty()) {
            throw new NetworkException("the API key in " + VARIABLE + " has no project");
        }
        if (wanted.isPresent()) {
            return ProjectResolver.keysProject(projects, wanted.get());
        }
        if (projects.size() > 1) {
            throw new NetworkException(
                    "the API key in " + VARIABLE + " is for " + projects.size()
                            + " projects; choose one with --project or ORY_PROJECT",
                    ProjectResolver.list(projects));
        }
        return projects.get(0);
    }
}
