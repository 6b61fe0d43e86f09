package orycli.command;

import java.util.ArrayList;
import java.util.List;
import orycli.command.manual.Page;

/** The pages of all commands. */
final class Manual {
    private final List<Page> pages = new ArrayList<>();

    private Manual() {}

    /** That of the program first, then each command's before those of its own. */
    static List<Page> of(CommandNode root) {
        Manual manual = new Manual();
        manual.add(root, root.name());
        return manual.pages;
    }

    private void add(CommandNode node, String name) {
        pages.add(
                node.isGroup()
                        ? GroupPage.of(node, name)
                        : CommandPage.of(node, LeafCommand.of(node, name).getCommandSpec()));
        node.children().forEach(child -> add(child, name + " " + child.name()));
    }
}
