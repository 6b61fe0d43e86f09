package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.json.Limits;

/**
 * A client as it comes back out of Hydra's database, in little room: its values in JSON, one a line in the order of the
 * fields, and an empty line for each that is {@linkplain Field#atRest as in most clients}.
 */
final class StoredClient implements Body {
    /** Of the secret a hash is kept. */
    private static final Set<Field> NOT_KEPT =
            EnumSet.of(Field.CLIENT_SECRET, Field.REGISTRATION_ACCESS_TOKEN, Field.REGISTRATION_CLIENT_URI);

    private static final List<Column> COLUMNS =
            Stream.of(Field.values()).map(Column::new).toList();

    /** The objects of a client, with its entry in the store. */
    private static final long OVERHEAD = 400;

    private final String name;
    private final String owner;
    private final Secrets secrets;
    private final byte[] lines;
    private final int length;

    private StoredClient(String name, String owner, Secrets secrets, byte[] lines) {
        this.name = name;
        this.owner = owner;
        this.secrets = secrets;
        this.lines = lines;
        this.length = lengthInJson();
    }

    private int lengthInJson() {
        int sum = 1;
        int start = 0;
        for (Column column : COLUMNS) {
            int end = endOfLine(start);
            int value = end > start ? end - start : column.atRest.length;
            sum += value > 0 ? 1 + column.label.length + value : 0;
            start = end + 1;
        }
        return sum;
    }

    /** How a field is written: its name with a colon behind it, and its value at rest, which may be nothing at all. */
    private static final class Column {
        private final byte[] label;
        private final byte[] atRest;

        Column(Field field) {
            label = bytes("\"" + field.jsonName() + "\":");
            atRest = bytes(field.isWritten(field.atRest()) ? Json.write(field.atRest()) : "");
        }
    }

    static StoredClient of(Client client) {
        return of(client, Secrets.of(client.text(Field.CLIENT_SECRET)));
    }

    private static StoredClient of(Client client, Secrets secrets) {
        StringBuilder lines = new StringBuilder();
        for (Field field : Field.values()) {
            JsonNode value = client.get(field);
            boolean isEmptyList = field.isList() && value.isEmpty();
            if (!isEmptyList && !value.equals(field.atRest()) && !NOT_KEPT.contains(field)) {
                lines.append(Json.write(value));
            }
            lines.append('\n');
        }
        return new StoredClient(
                client.text(Field.CLIENT_NAME), client.text(Field.OWNER), secrets, bytes(lines.toString()));
    }

    /**
     * The client in place of this one, whose time of creation stays.
     *
     * @param change makes the secrets of those that were and the client's, which is empty where it was given none
     */
    StoredClient replacedBy(Client client, BiFunction<Secrets, String, Secrets> change) {
        Client stored = client.copy();
        stored.set(Field.CREATED_AT, restore().get(Field.CREATED_AT));
        return of(stored, change.apply(secrets, client.text(Field.CLIENT_SECRET)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String name() {
        return name;
    }

    String owner() {
        return owner;
    }

    Secrets secrets() {
        return secrets;
    }

    /** About how many bytes of memory it takes. */
    long size() {
        return OVERHEAD + lines.length;
    }

    /** The client to work with. */
    Client restore() {
        Map<Field, JsonNode> values = new EnumMap<>(Field.class);
        int start = 0;
        for (Field field : Field.values()) {
            int end = endOfLine(start);
            values.put(field, end == start ? field.atRest() : value(start, end));
            start = end + 1;
        }
        return new Client(values);
    }

    private JsonNode value(int start, int end) {
        try {
            return Json.parse(new String(lines, start, end - start, StandardCharsets.UTF_8), Limits.GO);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }

    private int endOfLine(int start) {
        int end = start;
        while (lines[end] != '\n') {
            end++;
        }
        return end;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        ByteBuffer json = ByteBuffer.allocate(length);
        int start = 0;
        for (Column column : COLUMNS) {
            int end = endOfLine(start);
            if (end > start || column.atRest.length > 0) {
                // The first field, the id, is never left out.
                json.put((byte) (json.position() == 0 ? '{' : ',')).put(column.label);
                if (end > start) {
                    json.put(lines, start, end - start);
                } else {
                    json.put(column.atRest);
                }
            }
            start = end + 1;
        }
        out.write(json.put((byte) '}').array());
    }
}
