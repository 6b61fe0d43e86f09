package orycli.output;

import java.util.List;
import orycli.json.Json;

/** {@code json}: one line. */
final class JsonFormatter implements OutputFormatter {
    @Override
    public String format(Document document) {
        return Json.write(document.json()) + "\n";
    }

    @Override
    public ResultStream open(Shape shape, List<String> header, Sink sink) {
        return new ResultStream(shape, new TreeRendering(shape, Json.writer()), sink);
    }
}
