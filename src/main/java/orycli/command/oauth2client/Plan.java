package orycli.command.oauth2client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import orycli.hydra.Change;
import orycli.hydra.ClientPatch;
import orycli.hydra.ClientRequest;
import orycli.hydra.FieldChange;
import orycli.hydra.HydraAdminClient;
import orycli.hydra.OAuth2Client;
import orycli.json.Json;
import orycli.output.Document;
import orycli.output.Table;

/**
 * A request that is about to be sent.
 *
 * @param body as it can be shown
 * @param isEmpty whether it would change nothing
 */
record Plan(
        HydraAdminClient hydra,
        String id,
        String method,
        HttpUrl url,
        JsonNode body,
        Change change,
        Function<OAuth2Client, List<FieldChange>> changes,
        boolean isEmpty) {

    static Plan replace(HydraAdminClient hydra, String id, ClientRequest client) throws IOException {
        return new Plan(
                hydra,
                id,
                "PUT",
                hydra.client(id),
                client.redacted(),
                Change.replace(hydra, id, client),
                before -> FieldChange.of(before, client),
                false);
    }

    static Plan patch(HydraAdminClient hydra, String id, ClientPatch patch) throws IOException {
        return new Plan(
                hydra,
                id,
                "PATCH",
                hydra.client(id),
                patch.redacted(),
                Change.patch(hydra, id, patch),
                before -> FieldChange.of(before, patch),
                patch.isEmpty());
    }

    /**
     * The request, and what it would change of the client as it is now.
     *
     * @throws IOException where the client cannot be read
     */
    Document describe() throws IOException {
        ObjectNode json = Json.nodes().objectNode();
        json.put("method", method).put("url", url.toString()).set("body", body);
        ArrayNode all = json.putArray("changes");
        Table table =
                Table.vertical(List.of("METHOD", "URL", "BODY"), List.of(method, url.toString(), Json.write(body)));
        List<FieldChange> differences = changes.apply(hydra.get(id));
        for (FieldChange difference : differences) {
            ObjectNode shown = all.addObject().put("field", difference.field().field());
            shown.set("from", difference.from());
            shown.set("to", difference.to());
        }
        Table of = Table.horizontal(
                List.of("FIELD", "FROM", "TO"),
                differences.stream()
                        .map(one -> List.of(one.field().field(), Json.write(one.from()), Json.write(one.to())))
                        .toList());
        return new Document(json, table.followedBy(of), List.of(id));
    }
}
