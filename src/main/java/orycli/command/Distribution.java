package orycli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orycli.command.manual.Grammar;
import orycli.command.manual.ManPage;
import orycli.command.manual.Page;
import orycli.command.manual.Shell;
import orycli.terminal.Terminal;

/** Writes what the distribution holds beside the program: man pages and completion scripts. The build runs it. */
public final class Distribution {
    private static final Map<Shell, String> FILES =
            Map.of(Shell.BASH, "ory.bash", Shell.ZSH, "_ory", Shell.FISH, "ory.fish", Shell.POWERSHELL, "ory.ps1");

    private Distribution() {}

    /**
     * Writes them.
     *
     * @param arguments the folder {@code share} to write to
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), OryCommandLine.create(Terminal.system()).tree());
    }

    static void write(Path share, CommandNode tree) throws IOException {
        List<Page> pages = Manual.of(tree);
        Path manual = Files.createDirectories(share.resolve("man").resolve("man1"));
        for (Page page : pages) {
            Files.writeString(manual.resolve(ManPage.fileName(page)), manPage(page, pages));
        }
        Grammar grammar = new Grammar(pages);
        Path completions = Files.createDirectories(share.resolve("completions"));
        for (Map.Entry<Shell, String> file : FILES.entrySet()) {
            Files.writeString(
                    completions.resolve(file.getValue()), file.getKey().script(grammar));
        }
    }

    /** That of the program explains the topics, too; each page leads to those right above and below. */
    private static String manPage(Page page, List<Page> pages) {
        boolean isRoot = page.name().equals(CommandTree.ROOT);
        List<String> others = new ArrayList<>();
        for (Page other : pages) {
            boolean isAbove = page.name().startsWith(other.name() + " ");
            boolean isBelow = other.name().startsWith(page.name() + " ");
            boolean isNear =
                    isBelow && !other.name().substring(page.name().length() + 1).contains(" ");
            if (isAbove || isNear) {
                others.add(other.name());
            }
        }
        List<Page> topics = isRoot ? Stream.of(Topic.values()).map(Topic::page).toList() : List.of();
        return ManPage.of(page, topics, others);
    }
}
