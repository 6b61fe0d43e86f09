package orycli.output;

import orycli.json.Json;

/** {@code json}: one line. */
final class JsonFormatter implements OutputFormatter {
    @Override
    public String format(Document document) {
        return Json.write(document.json()) + "\n";
    }
}
