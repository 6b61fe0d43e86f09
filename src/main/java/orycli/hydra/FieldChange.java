package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orycli.http.Redaction;
import orycli.json.Json;

/**
 * What a request would change of a client, as it can be shown.
 *
 * @param from {@code null} in JSON where the field is unset, or a secret
 * @param to {@code null} in JSON where the field gets its default
 */
public record FieldChange(ClientField field, JsonNode from, JsonNode to) {
    /** What a patch would change. */
    public static List<FieldChange> of(OAuth2Client before, ClientPatch patch) {
        Map<ClientField, JsonNode> after = new LinkedHashMap<>();
        patch.operations().forEach(operation -> {
            ClientField field = ClientPatch.field(operation);
            JsonNode value = operation.path("value");
            if (ClientPatch.appends(operation)) {
                JsonNode list = after.getOrDefault(field, before.value(field));
                ArrayNode longer = Json.nodes().arrayNode();
                list.forEach(longer::add);
                value = longer.add(value);
            }
            after.put(field, value);
        });
        return after.entrySet().stream()
                .map(entry -> new FieldChange(entry.getKey(), before.value(entry.getKey()), entry.getValue()))
                .filter(FieldChange::isOne)
                .map(FieldChange::redacted)
                .toList();
    }

    /** What would change if the client were replaced. Its id and its secret stay, unless another secret is given. */
    public static List<FieldChange> of(OAuth2Client before, ClientRequest replacement) {
        return ClientField.writable().stream()
                .filter(field -> field != ClientField.CLIENT_ID)
                .filter(field -> field != ClientField.CLIENT_SECRET || replacement.has(field))
                .map(field -> new FieldChange(
                        field,
                        before.value(field),
                        replacement.get(field).orElse(Json.nodes().nullNode())))
                .filter(FieldChange::isOne)
                .map(FieldChange::redacted)
                .toList();
    }

    private boolean isOne() {
        return !from.equals(to) && !(OAuth2Client.isEmpty(from) && OAuth2Client.isEmpty(to));
    }

    private FieldChange redacted() {
        return field.isSecret()
                ? new FieldChange(field, Json.nodes().nullNode(), Json.nodes().textNode(Redaction.REDACTED))
                : this;
    }
}
