package orycli.output;

import java.util.ArrayList;
import java.util.List;

/** Results as a table, whose columns are as wide as the widest of all. */
final class TableRendering implements Rendering {
    private static final List<String> PAGE = List.of("NEXT PAGE TOKEN", "IS LAST PAGE");

    private final Shape shape;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    TableRendering(Shape shape, List<String> header) {
        this.shape = shape;
        this.header = List.copyOf(header);
    }

    @Override
    public String add(Result result) {
        rows.add(result.cells());
        return "";
    }

    @Override
    public String end(PageEnd page) {
        return switch (shape) {
            case ONE -> rows.isEmpty() ? "" : TableFormatter.format(Table.vertical(header, rows.get(0)));
            case ARRAY -> TableFormatter.format(Table.horizontal(header, rows));
            case PAGE ->
                TableFormatter.format(Table.horizontal(header, rows)
                        .followedBy(Table.vertical(PAGE, List.of(page.nextToken(), Boolean.toString(page.isLast())))));
        };
    }
}
