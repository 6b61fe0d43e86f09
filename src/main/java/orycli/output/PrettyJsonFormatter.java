package orycli.output;

import java.util.List;
import orycli.json.Json;

/** {@code json-pretty}: indented by two spaces. */
final class PrettyJsonFormatter implements OutputFormatter {
    @Override
    public String format(Document document) {
        return Json.writePretty(document.json()) + "\n";
    }

    @Override
    public ResultStream open(Shape shape, List<String> header, Sink sink) {
        return new ResultStream(shape, new TreeRendering(shape, Json.prettyWriter()), sink);
    }
}
