package orycli.network;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import orycli.network.OryConfig.Token;

/** Whoever is signed in, or signs in when it is needed. */
final class Person implements Caller {
    private final Session session;
    private final ConsoleClient.Entry console;

    Person(Session session, ConsoleClient.Entry console) {
        this.session = session;
        this.console = console;
    }

    @Override
    public ConsoleClient console() throws IOException {
        return console(session.signedIn());
    }

    @Override
    public ConsoleClient consoleToManage() throws IOException {
        return console();
    }

    /** @param signedIn the configuration, with a token that is good */
    ConsoleClient console(OryConfig signedIn) throws IOException {
        return console.as(credentials(signedIn), this::renew);
    }

    /** A token may be refused before its time: it was revoked, or this computer's clock is slow. */
    private Optional<Credentials> renew(Credentials refused) throws IOException {
        return Optional.of(credentials(session.signedInWithout(refused.token())));
    }

    private static Credentials credentials(OryConfig signedIn) {
        return new Credentials(
                Credentials.Kind.SESSION,
                signedIn.token().map(Token::accessToken).orElseThrow());
    }

    @Override
    public Optional<Found> toManage(Optional<String> wanted, Optional<String> workspace) throws IOException {
        return toManage(session.config(), wanted, workspace);
    }

    /** @param before the configuration as it is before anybody signs in */
    Optional<Found> toManage(OryConfig before, Optional<String> wanted, Optional<String> workspace) throws IOException {
        if (wanted.isEmpty()
                && before.token().isPresent()
                && before.selectedProject().isEmpty()) {
            return Optional.empty();
        }
        OryConfig config = session.signedIn(before);
        ConsoleClient asked = console(config);
        Optional<String> project = wanted.or(config::selectedProject);
        if (project.isEmpty()) {
            throw new NetworkException(
                    "you are signed in, but no project is selected: select one with 'ory use project'",
                    ProjectResolver.list(asked.projects()));
        }
        Project found = ProjectResolver.find(asked, project.get(), workspace);
        return Optional.of(new Found(found, asked.credentials()));
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
        OryConfig config = session.signedIn();
        ConsoleClient asked = console(config);
        Optional<String> workspace = named.or(() -> assumed);
        if (workspace.isPresent()) {
            return asked.projects(ProjectResolver.workspaceId(asked, workspace.get()));
        }
        Optional<String> selected = config.selectedWorkspace();
        return selected.isPresent() ? asked.projects(selected.get()) : asked.projects();
    }
}
