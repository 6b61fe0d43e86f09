package orycli.network;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who asks Ory Network. Each sees other projects, and means another one where none is named. */
interface Caller {
    /** A project whose clients may be managed, and what to send for that. */
    record Found(Project project, Credentials credentials) {}

    /** The console for this caller. */
    ConsoleClient console() throws IOException;

    /**
     * The console for whoever manages clients here.
     *
     * @throws NotSignedInException where nobody can
     */
    ConsoleClient consoleToManage() throws IOException;

    /**
     * The project whose clients are to be managed.
     *
     * @param wanted an id, or the beginning of an id or slug
     * @param workspace where to look for it
     * @return nothing where no project is named or selected
     * @throws NotSignedInException where nobody can manage clients
     */
    Optional<Found> toManage(Optional<String> wanted, Optional<String> workspace) throws IOException;

    /**
     * The project that is meant where none is named, with all that it has.
     *
     * @param workspace where to look for it
     * @return nothing where none is selected
     */
    Optional<Project> project(Optional<String> workspace) throws IOException;

    /**
     * The projects that are meant.
     *
     * @param named the workspace that is named: an id, or the beginning of an id or name
     * @param assumed what counts in its place where none is
     */
    List<Project> projects(Optional<String> named, Optional<String> assumed) throws IOException;
}
