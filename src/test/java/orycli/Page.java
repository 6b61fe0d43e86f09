package orycli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown: its lines, and its blocks of code. */
public record Page(Path path, List<String> lines) {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    /** Such as {@code ```sh not-run=network}. */
    private static final Pattern FENCE = Pattern.compile("```(\\S*)(?: not-run=(\\S+))?(.*)");

    private static final Pattern ROW = Pattern.compile("\\|(.*)\\|");

    /**
     * A block of code.
     *
     * @param line where its text begins, from 1 on
     * @param notRun why its commands are not run by a test, where they are not
     */
    public record Block(int line, String language, Optional<String> notRun, String text) {}

    public static Page of(String path) {
        try {
            return new Page(Path.of(path), Files.readAllLines(ROOT.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those for users, whose command lines are run. */
    static Stream<Page> ofUsers() {
        return all().filter(page -> page.path.startsWith("docs") || page.path.equals(Path.of("README.md")));
    }

    /** All pages of the repository. */
    static Stream<Page> all() {
        return Stream.of("", "docs", ".github", ".github/ISSUE_TEMPLATE").flatMap(Page::in);
    }

    private static Stream<Page> in(String folder) {
        if (!Files.isDirectory(ROOT.resolve(folder))) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files
                    .map(file -> ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(Page::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return String.join("\n", lines);
    }

    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                continue;
            }
            if (!fence.group(3).isEmpty()) {
                throw new IllegalStateException(path + ":" + (i + 1) + ": what is " + fence.group(3) + "?");
            }
            int end = i + 1;
            while (!lines.get(end).equals("```")) {
                end++;
            }
            String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
            blocks.add(new Block(i + 2, fence.group(1), Optional.ofNullable(fence.group(2)), text));
            i = end;
        }
        return blocks;
    }

    /** The cells of the rows of all tables below the heading, without the tables' heads. */
    public List<List<String>> rows(String heading) {
        int begin = lines.indexOf(heading) + 1;
        if (begin == 0) {
            throw new IllegalArgumentException(path + " has no heading " + heading);
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = begin; i < lines.size() && !lines.get(i).startsWith("#"); i++) {
            Matcher row = ROW.matcher(lines.get(i));
            if (row.matches()
                    && i + 1 < lines.size()
                    && !lines.get(i + 1).startsWith("|--")
                    && !lines.get(i).startsWith("|--")) {
                rows.add(Stream.of(row.group(1).split("(?<!\\\\)\\|", -1))
                        .map(cell -> cell.strip().replace("\\|", "|"))
                        .toList());
            }
        }
        return rows;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
