package orycli.output;

import java.util.List;
import orycli.text.Escapes;

/**
 * {@code quiet}: the ids, one a line. An id is one line whatever it holds, so one with a newline in it is escaped; the
 * JSON formats show it exactly. For an empty list nothing is printed: the reference's empty line would read as an id.
 */
final class QuietFormatter implements OutputFormatter {
    @Override
    public String format(Document document) {
        StringBuilder out = new StringBuilder();
        for (String id : document.ids()) {
            out.append(line(id));
        }
        return out.toString();
    }

    @Override
    public ResultStream open(Shape shape, List<String> header, Sink sink) {
        return new ResultStream(shape, new QuietRendering(), sink);
    }

    static String line(String id) {
        return Escapes.of(id) + "\n";
    }
}
