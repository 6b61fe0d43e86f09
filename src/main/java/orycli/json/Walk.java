package orycli.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Goes through a tree from top to bottom. It does not recurse: no tree is too deep for the stack. */
final class Walk {
    private Walk() {}

    static void over(JsonNode root, TreeWriter writer) throws IOException {
        Deque<Level> open = new ArrayDeque<>();
        JsonNode node = root;
        while (true) {
            if (node.isContainerNode()) {
                open.push(Level.begin(node, writer));
            } else {
                writer.scalar(node);
            }
            while (!open.isEmpty() && !open.element().values.hasNext()) {
                open.pop().end(writer);
            }
            if (open.isEmpty()) {
                return;
            }
            Level level = open.element();
            if (level.isObject) {
                writer.name(level.names.next());
            }
            node = level.values.next();
        }
    }

    private record Level(boolean isObject, Iterator<String> names, Iterator<JsonNode> values) {
        static Level begin(JsonNode node, TreeWriter writer) throws IOException {
            if (node.isObject()) {
                writer.beginObject();
            } else {
                writer.beginArray();
            }
            return new Level(node.isObject(), node.fieldNames(), node.elements());
        }

        void end(TreeWriter writer) throws IOException {
            if (isObject) {
                writer.endObject();
            } else {
                writer.endArray();
            }
        }
    }
}
