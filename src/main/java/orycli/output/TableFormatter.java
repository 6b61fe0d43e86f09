package orycli.output;

import java.util.ArrayList;
import java.util.List;
import orycli.text.Escapes;

/**
 * {@code table}: columns aligned with tabs, byte for byte as Go's {@code text/tabwriter} aligns cells that each end
 * with a tab (minwidth 0, tabwidth 8, padding 1, padchar tab, no flags).
 *
 * <p>Unlike there, a tab or newline within a value is escaped: it would break the value into cells, and other control
 * characters would reach the terminal.
 */
final class TableFormatter implements OutputFormatter {
    private static final int TAB_WIDTH = 8;
    private static final int PADDING = 1;

    @Override
    public String format(Document document) {
        return format(document.table());
    }

    @Override
    public ResultStream open(Shape shape, List<String> header, Sink sink) {
        return new ResultStream(shape, new TableRendering(shape, header), sink);
    }

    static String format(Table table) {
        List<List<String>> lines = new ArrayList<>();
        for (List<String> line : table.lines()) {
            lines.add(cells(line));
        }
        List<List<Integer>> tabStops = tabStops(lines);
        // Grown step by step it would take up to three times the memory, and a table may be long.
        StringBuilder out = new StringBuilder(length(lines, tabStops));
        for (int i = 0; i < lines.size(); i++) {
            for (int column = 0; column < lines.get(i).size(); column++) {
                String cell = lines.get(i).get(column);
                out.append(cell).append("\t".repeat(tabs(cell, tabStops.get(i).get(column))));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static int length(List<List<String>> lines, List<List<Integer>> tabStops) {
        int length = lines.size();
        for (int i = 0; i < lines.size(); i++) {
            for (int column = 0; column < lines.get(i).size(); column++) {
                String cell = lines.get(i).get(column);
                length += cell.length() + tabs(cell, tabStops.get(i).get(column));
            }
        }
        return length;
    }

    /** How many tabs fill up a cell that takes so many tab stops. */
    private static int tabs(String cell, int stops) {
        return (stops * TAB_WIDTH - width(cell) + TAB_WIDTH - 1) / TAB_WIDTH;
    }

    /** The line's cells, safe to print. An empty line is one empty cell: the tab behind it ends a cell all the same. */
    private static List<String> cells(List<String> line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line) {
            cells.add(Escapes.of(cell));
        }
        if (cells.isEmpty()) {
            cells.add("");
        }
        return cells;
    }

    /**
     * How many tab stops each cell takes. The width of a column is that of its widest cell in consecutive lines that
     * reach it: a line with fewer cells parts the lines above it from those below.
     */
    private static List<List<Integer>> tabStops(List<List<String>> lines) {
        List<List<Integer>> stops = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            stops.add(new ArrayList<>());
        }
        int columns = 0;
        for (List<String> line : lines) {
            columns = Math.max(columns, line.size());
        }
        for (int column = 0; column < columns; column++) {
            int start = 0;
            while (start < lines.size()) {
                int end = start;
                int widest = 0;
                while (end < lines.size() && lines.get(end).size() > column) {
                    widest = Math.max(widest, width(lines.get(end).get(column)) + PADDING);
                    end++;
                }
                for (int i = start; i < end; i++) {
                    stops.get(i).add((widest + TAB_WIDTH - 1) / TAB_WIDTH);
                }
                start = Math.max(end, start + 1);
            }
        }
        return stops;
    }

    /** As tabwriter counts: code points, not the columns of a terminal. */
    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
