package orycli.command.oauth2client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orycli.hydra.ClientField;
import orycli.hydra.OAuth2Client;
import orycli.json.Json;
import orycli.output.Document;
import orycli.output.NothingFoundException;
import orycli.output.OutputFormatter;
import orycli.output.Table;

/**
 * What clients may look like once a server has them, so that an output without their secrets is known before there is a
 * secret to lose.
 */
final class Sample {
    private static final String FIRST_SECRET = "secretOfTheFirstSample";
    private static final String LAST_SECRET = "secretOfTheLastSample";
    private static final String TEXT = "sample";

    private final OutputFormatter formatter;
    private final Document document;

    private Sample(OutputFormatter formatter, List<ObjectNode> clients) {
        this.formatter = formatter;
        clients.get(0).put(ClientField.CLIENT_SECRET.field(), FIRST_SECRET);
        ObjectNode last = clients.get(clients.size() - 1).put(ClientField.CLIENT_SECRET.field(), LAST_SECRET);
        ArrayNode all = Json.nodes().arrayNode().addAll(clients);
        List<List<String>> rows = Stream.of(clients.get(0), last)
                .map(client -> ClientTable.row(new OAuth2Client(client)).cells())
                .toList();
        this.document =
                new Document(clients.size() == 1 ? last : all, Table.horizontal(ClientTable.HEADER, rows), List.of());
    }

    /** A sample of one client that says of itself all that a client can. */
    static Sample ofOne(OutputFormatter formatter) {
        return new Sample(formatter, List.of(client()));
    }

    /**
     * A sample of as many clients as will be, at least one, in which something is found if that can be.
     *
     * @throws IOException where the files cannot be read again
     */
    static Sample of(OutputFormatter formatter, ClientFiles files, int count) throws IOException {
        boolean isPath = !formatter.finds(
                new Document(Json.nodes().objectNode(), Table.horizontal(ClientTable.HEADER, List.of()), List.of()));
        List<ObjectNode> likely = new ArrayList<>();
        likely.add(client());
        if (isPath && count > 2) {
            // One for all between the first and the last, as there may be many.
            likely.addAll(Collections.nCopies(count - 2, client()));
        }
        if (count > 1) {
            likely.add(client());
        }
        Sample sample = new Sample(formatter, likely);
        return !isPath || sample.findsSomething() ? sample : new Sample(formatter, described(files));
    }

    /** The clients of the files with all that is said of them there, as a path may ask for just that. */
    private static List<ObjectNode> described(ClientFiles files) throws IOException {
        List<ObjectNode> clients = new ArrayList<>();
        try (ClientFiles.Reader reader = files.read()) {
            for (Optional<ClientFiles.Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
                clients.add(client().setAll(next.get().request().json()));
            }
        }
        return clients;
    }

    /** A client that has every field. */
    private static ObjectNode client() {
        ObjectNode client = Json.nodes().objectNode();
        for (ClientField field : ClientField.values()) {
            client.set(field.field(), value(field));
        }
        return client;
    }

    private static JsonNode value(ClientField field) {
        return switch (field.kind()) {
            case STRING, WORDS, DURATION, READ_ONLY -> Json.nodes().textNode(TEXT);
            case LIST -> Json.nodes().arrayNode().add(TEXT);
            case BOOLEAN -> Json.nodes().booleanNode(true);
            // As of keys, and of anything else.
            case JSON ->
                Json.nodes().objectNode().set("keys", Json.nodes().arrayNode().add(TEXT));
        };
    }

    /** A list without values is what a path gets that looks in each client for something that none has. */
    boolean findsSomething() {
        try {
            return formatter.finds(document) && !formatter.format(document).equals("[]\n");
        } catch (NothingFoundException e) {
            return false;
        }
    }

    /** Whether the secrets can be seen, that of the last client as that of the first. */
    boolean showsSecrets() {
        return formatter.shows(document, LAST_SECRET)
                && (!document.json().isArray() || formatter.shows(document, FIRST_SECRET));
    }
}
