package orycli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of cells, aligned when they are printed. A line may have fewer cells than another.
 *
 * @param lines from top to bottom, the header among them
 */
public record Table(List<List<String>> lines) {
    public Table {
        List<List<String>> copy = new ArrayList<>(lines.size());
        for (List<String> line : lines) {
            copy.add(List.copyOf(line));
        }
        lines = List.copyOf(copy);
    }

    /**
     * One result, as the reference prints it: a line for each column, its name before its value.
     *
     * @throws IllegalArgumentException where there are more or fewer cells than names
     */
    public static Table vertical(List<String> header, List<String> cells) {
        if (header.size() != cells.size()) {
            throw new IllegalArgumentException(header.size() + " columns, but " + cells.size() + " cells");
        }
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            lines.add(List.of(header.get(i), cells.get(i)));
        }
        return new Table(lines);
    }

    /** Any number of results, as the reference prints a list: a line of names, then a line for each result. */
    public static Table horizontal(List<String> header, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(rows);
        return new Table(lines);
    }

    /** This table, an empty line and the other one, aligned together, as the reference prints a list and its page. */
    public Table followedBy(Table other) {
        List<List<String>> all = new ArrayList<>(lines);
        all.add(List.of());
        all.addAll(other.lines);
        return new Table(all);
    }
}
