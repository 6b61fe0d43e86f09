package orycli.command.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import orycli.json.Json;
import orycli.network.Project;
import orycli.network.Workspace;
import orycli.output.Document;
import orycli.output.Table;

/** Projects and workspaces as they are printed. */
final class ProjectTable {
    private static final List<String> PROJECT = List.of("ID", "NAME", "ENVIRONMENT", "WORKSPACE", "SLUG", "STATE");
    private static final List<String> WORKSPACE = List.of("ID", "NAME", "SUBSCRIPTION PLAN");
    private static final String NONE = "<none>";

    private ProjectTable() {}

    static Document one(Project project) {
        return new Document(project.json(), Table.vertical(PROJECT, cells(project)), List.of(project.id()));
    }

    static Document projects(List<Project> projects) {
        return new Document(
                array(projects.stream().map(Project::json).toList()),
                Table.horizontal(
                        PROJECT, projects.stream().map(ProjectTable::cells).toList()),
                projects.stream().map(Project::id).toList());
    }

    static Document workspaces(List<Workspace> workspaces) {
        return new Document(
                array(workspaces.stream().map(Workspace::json).toList()),
                Table.horizontal(
                        WORKSPACE, workspaces.stream().map(ProjectTable::cells).toList()),
                workspaces.stream().map(Workspace::id).toList());
    }

    /** What is selected. */
    static Document id(String id) {
        return new Document(
                Json.nodes().objectNode().put("id", id), Table.vertical(List.of("ID"), List.of(id)), List.of(id));
    }

    private static ArrayNode array(List<ObjectNode> objects) {
        return Json.nodes().arrayNode().addAll(objects);
    }

    private static List<String> cells(Project project) {
        return List.of(
                project.id(),
                project.name(),
                project.environment(),
                project.workspaceId().orElse(NONE),
                project.slug(),
                project.state());
    }

    private static List<String> cells(Workspace workspace) {
        return List.of(
                workspace.id(), workspace.name(), workspace.subscriptionPlan().orElse(NONE));
    }
}
