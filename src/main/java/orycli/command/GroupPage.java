package orycli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orycli.command.manual.Entry;
import orycli.command.manual.Page;
import orycli.command.manual.Section;
import orycli.command.manual.Section.Kind;

/** What is said of a group of commands, for which picocli need not be loaded. */
final class GroupPage {
    private static final String QUESTIONS = "https://github.com/orgs/ory/discussions";
    private static final Entry HELP = new Entry(List.of("-h", "--help"), "", LeafCommand.SHOW_HELP, List.of());

    private GroupPage() {}

    /** @param name all its words, such as {@code ory create} */
    static Page of(CommandNode group, String name) {
        return name.equals(CommandTree.ROOT)
                ? root(group)
                : new Page(
                        name,
                        name + " COMMAND [FLAGS]",
                        group.summary(),
                        List.of(),
                        List.of(),
                        List.of(
                                new Section(Kind.COMMANDS, "Commands", commands(group)),
                                new Section(Kind.FLAGS, "Flags", List.of(HELP))),
                        List.of("See '" + name + " COMMAND --help'."));
    }

    private static Page root(CommandNode root) {
        List<Entry> commands = new ArrayList<>(commands(root));
        commands.add(Entry.word("help", "Explain a command, or one of the topics below."));
        return new Page(
                root.name(),
                root.name() + " COMMAND [FLAGS]",
                root.description(),
                List.of(),
                List.of(
                        "# try it, without a server",
                        "ory sandbox create oauth2-client --name \"my app\"",
                        "",
                        "# on your own Ory Hydra",
                        "ory create oauth2-client --endpoint http://127.0.0.1:4445 --name \"my app\"",
                        "",
                        "# on Ory Network: sign in, select a project, create",
                        "ory auth",
                        "ory use project silly-raman",
                        "ory create oauth2-client --name \"my app\" --redirect-uri http://localhost/cb"),
                List.of(
                        new Section(Kind.COMMANDS, "Commands", commands),
                        new Section(
                                Kind.FLAGS,
                                "Flags",
                                List.of(HELP, new Entry(List.of("--version"), "", "Print the version.", List.of()))),
                        new Section(
                                Kind.TOPICS,
                                "Help topics",
                                Stream.of(Topic.values()).map(Topic::entry).toList())),
                List.of(
                        "See 'ory COMMAND --help', and 'ory help TOPIC'.",
                        "Questions about Ory Hydra and Ory Network are answered at " + QUESTIONS + "."));
    }

    /** The commands below another one. */
    static List<Entry> commands(CommandNode node) {
        return node.children().stream()
                .map(child -> new Entry(
                        Stream.concat(Stream.of(child.name()), child.aliases().stream())
                                .toList(),
                        "",
                        child.summary(),
                        List.of()))
                .toList();
    }
}
