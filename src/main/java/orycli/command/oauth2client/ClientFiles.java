package orycli.command.oauth2client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orycli.command.option.ClientOptions;
import orycli.command.option.MisspeltFields;
import orycli.command.option.value.TextInput;
import orycli.command.option.value.ValueFile;
import orycli.command.report.Failure;
import orycli.hydra.ClientField;
import orycli.hydra.ClientRequest;
import orycli.hydra.InvalidClientException;

/** The clients of some files, in their order. They are read twice, as a check of all comes before the first is sent. */
final class ClientFiles {
    private final List<ClientFile> files;
    private final boolean ignoresUnknown;

    /** @param ignoresUnknown whether fields that are not a client's are left out */
    ClientFiles(List<ClientFile> files, boolean ignoresUnknown) {
        this.files = List.copyOf(files);
        this.ignoresUnknown = ignoresUnknown;
    }

    /** A client, and where it stands. */
    record Entry(Place place, ClientRequest request) {}

    /**
     * What can be known before anything is sent.
     *
     * @param count how many clients there are
     * @param withoutId how many leave their id to the server
     * @param withoutSecret how many leave their secret to the server
     * @param unknown the names of the fields that are left out
     * @param problems what is wrong with them
     * @param doubts what is most likely not meant, with the first client of each
     */
    record Check(
            int count,
            int withoutId,
            int withoutSecret,
            Set<String> unknown,
            List<Failure> problems,
            Map<String, Place> doubts) {}

    Check check() {
        Set<String> unknown = new LinkedHashSet<>();
        List<Failure> problems = new ArrayList<>();
        Map<String, Place> ids = new HashMap<>();
        Map<String, Place> doubts = new LinkedHashMap<>();
        int count = 0;
        int withoutId = 0;
        int withoutSecret = 0;
        for (ClientFile file : files) {
            try (ValueFile values = open(file)) {
                for (Optional<JsonNode> value = next(file, values); value.isPresent(); value = next(file, values)) {
                    count++;
                    Place place = place(file, values, value.get());
                    try {
                        ClientRequest request = request(value.get(), unknown);
                        ClientOptions.doubts(request).forEach(doubt -> doubts.putIfAbsent(doubt, place));
                        withoutId += request.id().isEmpty() ? 1 : 0;
                        withoutSecret += hasSecretOfItsOwn(request) ? 0 : 1;
                        Optional<Place> before = request.id().map(id -> ids.putIfAbsent(id, place));
                        before.ifPresent(first -> problems.add(place.at(Failure.of(new IOException(
                                "it has the id of client " + first.position() + " of " + first.file())))));
                    } catch (InvalidClientException e) {
                        problems.add(place.at(Failure.of(new IOException(reason(value.get(), e), e))));
                    }
                }
            } catch (IOException e) {
                problems.add(Failure.of(e));
            }
        }
        return new Check(count, withoutId, withoutSecret, unknown, problems, doubts);
    }

    /** Whether no server makes one for it. */
    private static boolean hasSecretOfItsOwn(ClientRequest request) {
        boolean isPublic = request.get(ClientField.TOKEN_ENDPOINT_AUTH_METHOD)
                .filter(method -> method.asText().equals("none"))
                .isPresent();
        return isPublic || request.secret().isPresent();
    }

    /** The clients once more, after a check that found nothing wrong with them. */
    Reader read() {
        return new Reader();
    }

    /** Clients, one after another. */
    final class Reader implements Closeable {
        private int at = -1;
        private Optional<ValueFile> open = Optional.empty();

        private Reader() {}

        /**
         * The next client; empty behind the last.
         *
         * @throws IOException where it is no longer what it was when it was checked. There is no going on after it
         */
        Optional<Entry> next() throws IOException {
            while (true) {
                if (open.isPresent()) {
                    ClientFile file = files.get(at);
                    Optional<JsonNode> value = ClientFiles.next(file, open.get());
                    if (value.isPresent()) {
                        Place place = place(file, open.get(), value.get());
                        try {
                            return Optional.of(new Entry(place, request(value.get(), new LinkedHashSet<>())));
                        } catch (InvalidClientException e) {
                            throw new IOException(place + ": " + e.getMessage(), e);
                        }
                    }
                    close();
                }
                at++;
                if (at >= files.size()) {
                    return Optional.empty();
                }
                open = Optional.of(ClientFiles.open(files.get(at)));
            }
        }

        @Override
        public void close() throws IOException {
            Optional<ValueFile> closing = open;
            open = Optional.empty();
            if (closing.isPresent()) {
                closing.get().close();
            }
        }
    }

    private static ValueFile open(ClientFile file) throws IOException {
        try {
            return file.open();
        } catch (FileSystemException e) {
            // It names the file by itself.
            throw e;
        } catch (IOException e) {
            throw TextInput.unusable(file.name(), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<JsonNode> next(ClientFile file, ValueFile values) throws IOException {
        try {
            return values.next();
        } catch (IOException e) {
            // Which line is wrong is said by the reason, and behind a first client also which client that is.
            String which = values.position() > 1 ? "client " + values.position() + ": " : "";
            throw TextInput.unusable(file.name(), which + e.getMessage());
        }
    }

    private static Place place(ClientFile file, ValueFile values, JsonNode client) {
        Optional<String> id = Optional.of(
                        client.path(ClientField.CLIENT_ID.field()).asText(""))
                .filter(text -> !text.isEmpty());
        return new Place(file.name(), values.position(), id);
    }

    private ClientRequest request(JsonNode client, Set<String> unknown) throws InvalidClientException {
        if (ignoresUnknown && client.isObject()) {
            ClientRequest.Reading reading = ClientRequest.read(client);
            unknown.addAll(reading.unknown());
            return reading.request();
        }
        return ClientRequest.of(client);
    }

    private static String reason(JsonNode client, InvalidClientException problem) {
        if (client.isArray()) {
            return "it is a list within a list";
        }
        return problem.getMessage()
                + (client.path("items").isArray()
                        ? "; of a page of a list, give the items alone: jq .items"
                        : MisspeltFields.suggestions(problem.unknownFields()));
    }
}
