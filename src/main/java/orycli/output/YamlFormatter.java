package orycli.output;

import java.util.List;
import orycli.yaml.Yaml;

/** {@code yaml}. */
final class YamlFormatter implements OutputFormatter {
    @Override
    public String format(Document document) {
        return Yaml.write(document.json());
    }

    @Override
    public ResultStream open(Shape shape, List<String> header, Sink sink) {
        return new ResultStream(shape, new TreeRendering(shape, Yaml.writer()), sink);
    }
}
