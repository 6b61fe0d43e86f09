package orycli.output;

/** {@code yaml}. */
final class YamlFormatter implements OutputFormatter {
    @Override
    public String format(Document document) {
        return YamlWriter.write(document.json());
    }
}
