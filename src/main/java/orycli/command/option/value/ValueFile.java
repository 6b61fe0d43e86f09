package orycli.command.option.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import orycli.json.JsonValues;
import orycli.text.Limited;
import orycli.yaml.Documents;
import orycli.yaml.Yaml;

/**
 * The values in a file, one after another: the elements of a JSON array, JSON values one after another (one a line, say),
 * or YAML, whose documents may be lists. JSON is not kept, so that a file may be larger than the memory.
 */
public final class ValueFile implements Closeable {
    /** As much of a text as is looked at to know its kind. */
    private static final int BEGINNING = 4096;
    /** In MiB. YAML has to be read whole. */
    private static final int LARGEST_YAML = 16;

    private final Values values;
    private long position;

    /** Where the values come from. */
    private interface Values extends Closeable {
        Optional<JsonNode> next() throws IOException;
    }

    private ValueFile(Values values) {
        this.values = values;
    }

    /**
     * Begins to read. What is returned closes the stream.
     *
     * @throws IOException where it cannot be read, or is YAML that cannot be; the message is the end of a sentence
     */
    public static ValueFile of(InputStream stream) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, BEGINNING);
        in.mark(BEGINNING);
        String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        in.reset();
        return beginning.isBlank() || Documents.isJson(beginning) ? json(in) : yaml(in);
    }

    private static ValueFile json(InputStream in) throws IOException {
        JsonValues json = JsonValues.of(in);
        return new ValueFile(new Values() {
            @Override
            public Optional<JsonNode> next() throws IOException {
                return json.next();
            }

            @Override
            public void close() throws IOException {
                json.close();
            }
        });
    }

    private static ValueFile yaml(InputStream in) throws IOException {
        try (in) {
            List<JsonNode> documents = Yaml.parseAll(Limited.utf8(in, LARGEST_YAML));
            Iterator<JsonNode> all = documents.stream()
                    .flatMap(document -> document.isArray()
                            ? StreamSupport.stream(document.spliterator(), false)
                            : Stream.of(document))
                    .iterator();
            return new ValueFile(new Values() {
                @Override
                public Optional<JsonNode> next() {
                    return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
                }

                @Override
                public void close() {}
            });
        }
    }

    /**
     * The next value; empty behind the last.
     *
     * @throws IOException where it cannot be read; the message is the end of a sentence, and there is no going on after it
     */
    public Optional<JsonNode> next() throws IOException {
        position++;
        return values.next();
    }

    /** Which value the last one is, counted from 1. One that could not be read counts. */
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
