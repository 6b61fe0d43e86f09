package orycli.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import orycli.json.TreeWriter;
import orycli.text.Escapes;

/**
 * A JSON tree as YAML, laid out as the reference does, that means the same to readers of YAML 1.1 (PyYAML and most
 * others) and of 1.2. SnakeYAML writes it; here is only which strings must not be bare, and how they are escaped.
 */
final class YamlWriter implements TreeWriter {
    /** What SnakeYAML takes for a string but other readers may not, or what the reference quotes without need. */
    private static final Pattern QUOTED = Pattern.compile(
            "[yYnN=]" // types of YAML 1.1
                    + "|[-+]?(?:[0-9][0-9_:]*|0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+)" // 08 and 0o17 are numbers of 1.2
                    + "|[-+.:_0-9eETtZ ]{51,}" // SnakeYAML looks for dates and numbers in short strings only
                    + "|.*(?:#|- ).*");

    private final Resolver resolver = new Resolver();
    private final StringWriter out = new StringWriter();
    private final Emitter emitter;

    YamlWriter() throws IOException {
        DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        options.setMaxSimpleKeyLength(512); // readers look 1024 characters ahead, and quoting may double a key's length
        emitter = new Emitter(out, options);
        emitter.emit(new StreamStartEvent(null, null));
        emitter.emit(new DocumentStartEvent(null, null, false, null, null));
    }

    @Override
    public void beginObject() throws IOException {
        emitter.emit(new MappingStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
    }

    @Override
    public void endObject() throws IOException {
        emitter.emit(new MappingEndEvent(null, null));
    }

    @Override
    public void beginArray() throws IOException {
        emitter.emit(new SequenceStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
    }

    @Override
    public void endArray() throws IOException {
        emitter.emit(new SequenceEndEvent(null, null));
    }

    @Override
    public void name(String name) throws IOException {
        line(name);
    }

    @Override
    public void scalar(JsonNode value) throws IOException {
        if (!value.isTextual()) {
            // YAML 1.1 knows a floating point number by its point.
            scalar(value.asText().replaceFirst("^(-?[0-9]+)E", "$1.0E"), ScalarStyle.PLAIN);
        } else if (isLiteral(value.textValue())) {
            scalar(value.textValue(), ScalarStyle.LITERAL);
        } else {
            line(value.textValue());
        }
    }

    @Override
    public String take() {
        // Only quoted strings have backslashes; the emitter has escaped those of escape() once more.
        String taken = out.toString().replace("\\\\", "\\");
        out.getBuffer().setLength(0);
        return taken;
    }

    @Override
    public String end() throws IOException {
        emitter.emit(new DocumentEndEvent(null, null, false));
        emitter.emit(new StreamEndEvent(null, null));
        return take();
    }

    private void line(String text) throws IOException {
        String escaped = escape(text);
        boolean quoted = !escaped.equals(text)
                || QUOTED.matcher(text).matches()
                || !resolver.resolve(NodeId.scalar, text, true).equals(Tag.STR);
        // The style of JSON is bare where YAML's syntax allows it and double-quoted elsewhere; the plain one
        // single-quotes.
        scalar(escaped, quoted ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.JSON_SCALAR_STYLE);
    }

    /** Of lines that are printed as they are. A space before the first would be taken for its indentation. */
    private static boolean isLiteral(String text) {
        String line = text.replace('\n', ' ');
        return !line.equals(text) && text.charAt(0) > ' ' && escape(line).equals(line);
    }

    /** As in JSON, whose escapes are YAML's too, rather than by SnakeYAML, which garbles halves of surrogate pairs. */
    private static String escape(String text) {
        return Escapes.ofYaml(text.replace("\\", "\\\\"));
    }

    private void scalar(String text, ScalarStyle style) throws IOException {
        // The tag is never written; without one, an empty document would begin with a marker.
        emitter.emit(new ScalarEvent(null, "!", new ImplicitTuple(true, true), text, null, null, style));
    }
}
