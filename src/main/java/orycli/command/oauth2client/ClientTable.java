package orycli.command.oauth2client;

import java.util.List;
import orycli.hydra.ClientField;
import orycli.hydra.OAuth2Client;
import orycli.output.Document;
import orycli.output.Result;
import orycli.output.Table;

/** Clients as they are printed. */
final class ClientTable {
    static final List<String> HEADER = List.of(
            "CLIENT ID", "CLIENT SECRET", "GRANT TYPES", "RESPONSE TYPES", "SCOPE", "AUDIENCE", "REDIRECT URIS");

    private ClientTable() {}

    /** A client among others. */
    static Result row(OAuth2Client client) {
        return new Result(client.json(), cells(client), client.id());
    }

    static Document one(OAuth2Client client) {
        return new Document(client.json(), Table.vertical(HEADER, cells(client)), List.of(client.id()));
    }

    /** As the reference has it, the audience alone is joined without spaces. */
    private static List<String> cells(OAuth2Client client) {
        return List.of(
                client.id(),
                client.secret().orElse(""),
                String.join(", ", client.list(ClientField.GRANT_TYPES)),
                String.join(", ", client.list(ClientField.RESPONSE_TYPES)),
                client.text(ClientField.SCOPE).orElse(""),
                String.join(",", client.list(ClientField.AUDIENCE)),
                String.join(", ", client.list(ClientField.REDIRECT_URIS)));
    }
}
