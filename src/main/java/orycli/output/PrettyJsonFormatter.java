package orycli.output;

import orycli.json.Json;

/** {@code json-pretty}: indented by two spaces. */
final class PrettyJsonFormatter implements OutputFormatter {
    @Override
    public String format(Document document) {
        return Json.writePretty(document.json()) + "\n";
    }
}
