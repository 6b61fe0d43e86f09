package orycli.output;

import java.io.IOException;
import orycli.json.Json;
import orycli.json.TreeWriter;

/** Results as one JSON value, written as they come. */
final class TreeRendering implements Rendering {
    private final Shape shape;
    private final TreeWriter writer;
    private boolean isBegun;

    TreeRendering(Shape shape, TreeWriter writer) {
        this.shape = shape;
        this.writer = writer;
    }

    @Override
    public String add(Result result) throws IOException {
        begin();
        writer.tree(result.json());
        return shape == Shape.ONE ? writer.end() : writer.take();
    }

    @Override
    public String end(PageEnd page) throws IOException {
        if (shape == Shape.ONE) {
            return "";
        }
        begin();
        writer.endArray();
        if (shape == Shape.PAGE) {
            writer.name("next_page_token");
            writer.scalar(Json.nodes().textNode(page.nextToken()));
            writer.name("is_last_page");
            writer.scalar(Json.nodes().booleanNode(page.isLast()));
            writer.endObject();
        }
        return writer.end();
    }

    private void begin() throws IOException {
        if (!isBegun && shape == Shape.PAGE) {
            writer.beginObject();
            writer.name("items");
        }
        if (!isBegun && shape != Shape.ONE) {
            writer.beginArray();
        }
        isBegun = true;
    }
}
