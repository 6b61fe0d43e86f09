package orycli.network;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what a person means who names a project or workspace by an id, or by the beginning of an id or a name. */
final class ProjectResolver {
    /** More would not be read; {@code ory list} shows them all. */
    private static final int MOST_CANDIDATES = 10;

    private ProjectResolver() {}

    /** The project that is meant, of a workspace's or of all. What is found in a list may be less than the whole. */
    static Project find(ConsoleClient console, String wanted, Optional<String> workspace) throws IOException {
        if (workspace.isPresent()) {
            return project(console.projects(workspaceId(console, workspace.get())), wanted);
        }
        Optional<String> id = Ids.of(wanted);
        return id.isPresent() ? console.project(id.get()) : project(console.projects(), wanted);
    }

    /** As {@link #find}, with all that the project has. */
    static Project whole(ConsoleClient console, String wanted, Optional<String> workspace) throws IOException {
        Project found = find(console, wanted, workspace);
        boolean isWhole = workspace.isEmpty() && Ids.of(wanted).isPresent();
        return isWhole ? found : console.project(found.id());
    }

    /** The id of the workspace that is meant; an id is taken as it is, without a request. */
    static String workspaceId(ConsoleClient console, String wanted) throws IOException {
        Optional<String> id = Ids.of(wanted);
        return id.isPresent()
                ? id.get()
                : workspace(console.workspaces(), wanted).id();
    }

    /**
     * The project with this id or slug, or the only one whose id or slug begins so.
     *
     * @throws NetworkException where there is none, or more than one; the advice lists the candidates
     */
    private static Project project(List<Project> projects, String wanted) throws NetworkException {
        return find("project", "slug", "", projects, wanted, Project::id, Project::slug);
    }

    /** As {@link #project}, of the projects that a key is for. */
    static Project keysProject(List<Project> projects, String wanted) throws NetworkException {
        return find(
                "project",
                "slug",
                "the API key in ORY_PROJECT_API_KEY is for another project: ",
                projects,
                wanted,
                Project::id,
                Project::slug);
    }

    /**
     * The workspace with this id or name, or the only one whose id or name begins so.
     *
     * @throws NetworkException where there is none, or more than one; the advice lists the candidates
     */
    private static Workspace workspace(List<Workspace> workspaces, String wanted) throws NetworkException {
        return find("workspace", "name", "", workspaces, wanted, Workspace::id, Workspace::name);
    }

    private static <T> T find(
            String noun,
            String label,
            String noneBecause,
            List<T> all,
            String wanted,
            Function<T, String> id,
            Function<T, String> name)
            throws NetworkException {
        String idPrefix = Ids.of(wanted).orElse(wanted.toLowerCase(Locale.ROOT));
        List<T> exact = all.stream()
                .filter(one -> id.apply(one).equals(idPrefix) || name.apply(one).equals(wanted))
                .toList();
        List<T> found = exact.isEmpty()
                ? all.stream()
                        .filter(one -> id.apply(one).startsWith(idPrefix)
                                || name.apply(one).startsWith(wanted))
                        .toList()
                : exact;
        if (found.size() == 1) {
            return found.get(0);
        }
        List<T> candidates = found.isEmpty() ? all : found;
        String problem = found.isEmpty()
                ? noneBecause + "no " + noun + "'s id or " + label + " begins with '" + wanted + "'"
                : found.size() + " " + noun + "s have an id or " + label + " that begins with '" + wanted + "'";
        throw new NetworkException(problem, list("There are: ", candidates, id, name));
    }

    static String list(List<Project> projects) {
        return list("They are: ", projects, Project::id, Project::slug);
    }

    private static <T> String list(String before, List<T> all, Function<T, String> id, Function<T, String> name) {
        if (all.isEmpty()) {
            return "There are none.";
        }
        String list = all.stream()
                .limit(MOST_CANDIDATES)
                .map(one -> name.apply(one) + " (" + id.apply(one) + ")")
                .collect(Collectors.joining(", ", before, ""));
        int more = all.size() - MOST_CANDIDATES;
        return more > 0 ? list + ", and " + more + " more" : list;
    }
}
