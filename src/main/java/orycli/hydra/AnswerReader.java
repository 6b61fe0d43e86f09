package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orycli.http.ConnectionException;
import orycli.http.Reply;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** Reads what a server answered. Whatever that is, nothing but an {@link UnreadableAnswerException} is thrown. */
final class AnswerReader {
    private AnswerReader() {}

    /**
     * The client of the answer.
     *
     * @param id which client it must be, where that is known
     */
    static OAuth2Client client(Reply reply, Optional<String> id) throws UnreadableAnswerException {
        OAuth2Client client = client(json(reply, "a client"), "a client");
        if (id.filter(expected -> !expected.equals(client.id())).isPresent()) {
            throw new UnreadableAnswerException("is about another client", false);
        }
        return client;
    }

    /** The clients of the answer. */
    static List<OAuth2Client> clients(Reply reply) throws UnreadableAnswerException {
        String expected = "a list of clients";
        JsonNode json = json(reply, expected);
        if (!json.isArray()) {
            throw isNot(expected);
        }
        List<OAuth2Client> clients = new ArrayList<>();
        for (JsonNode client : json) {
            clients.add(client(client, expected));
        }
        return clients;
    }

    private static OAuth2Client client(JsonNode json, String expected) throws UnreadableAnswerException {
        if (json instanceof ObjectNode object
                && object.path(ClientField.CLIENT_ID.field()).isTextual()) {
            OAuth2Client client = new OAuth2Client(object);
            if (!client.id().isEmpty()) {
                return client;
            }
        }
        throw isNot(expected);
    }

    private static JsonNode json(Reply reply, String expected) throws UnreadableAnswerException {
        if (reply.failure().isPresent()) {
            IOException failure = reply.failure().get();
            throw failure instanceof ConnectionException
                    ? new UnreadableAnswerException("broke off", true)
                    : unreadable(String.valueOf(failure.getMessage()));
        }
        try {
            return Json.parse(reply.body());
        } catch (JsonSyntaxException | RuntimeException notJson) {
            throw isNot(expected);
        } catch (OutOfMemoryError e) {
            throw unreadable("it is larger than the memory");
        } catch (StackOverflowError e) {
            throw unreadable("it is nested too deeply");
        }
    }

    private static UnreadableAnswerException isNot(String expected) {
        return unreadable("it is not " + expected);
    }

    private static UnreadableAnswerException unreadable(String why) {
        return new UnreadableAnswerException("cannot be read: " + why, false);
    }
}
