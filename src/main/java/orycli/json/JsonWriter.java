package orycli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import orycli.text.Escapes;

/** Writes JSON that is safe to print. */
final class JsonWriter implements TreeWriter {
    private final StringWriter text = new StringWriter();
    private final JsonGenerator out;

    private JsonWriter(JsonFactory factory) throws IOException {
        out = factory.createGenerator(text);
    }

    static JsonWriter onOneLine(JsonFactory factory) throws IOException {
        return new JsonWriter(factory);
    }

    static JsonWriter pretty(JsonFactory factory) throws IOException {
        JsonWriter writer = new JsonWriter(factory);
        writer.out.setPrettyPrinter(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n")));
        return writer;
    }

    @Override
    public void beginObject() throws IOException {
        out.writeStartObject();
    }

    @Override
    public void endObject() throws IOException {
        out.writeEndObject();
    }

    @Override
    public void beginArray() throws IOException {
        out.writeStartArray();
    }

    @Override
    public void endArray() throws IOException {
        out.writeEndArray();
    }

    @Override
    public void name(String name) throws IOException {
        out.writeFieldName(name);
    }

    @Override
    public void scalar(JsonNode value) throws IOException {
        if (value.isTextual()) {
            out.writeString(value.textValue());
        } else if (value.isNumber()) {
            out.writeNumber(value.asText()); // its own digits
        } else if (value.isBoolean()) {
            out.writeBoolean(value.booleanValue());
        } else {
            out.writeNull();
        }
    }

    @Override
    public String take() throws IOException {
        out.flush();
        // Outside of strings JSON is ASCII, and inside Jackson has escaped what is below a space.
        String taken = Escapes.of(text.toString(), 0x7F);
        text.getBuffer().setLength(0);
        return taken;
    }

    @Override
    public String end() throws IOException {
        return take() + "\n";
    }
}
