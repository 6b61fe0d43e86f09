package orycli.hydra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orycli.http.Redaction;
import orycli.hydra.ClientField.Kind;
import orycli.json.Json;

/**
 * Changes to the fields of a client, all of which are made or none (RFC 6902). Whoever patches a client leaves alone
 * what others do to its other fields.
 *
 * @param json the operations; never changed once they are here, nor what is in them
 */
public record ClientPatch(ArrayNode json) {
    /** Stands for the place behind the last value of a list. */
    private static final String END = "/-";

    /** Lists that Hydra leaves out of a client while they are empty; not all servers append to what is not there. */
    private static final Set<ClientField> SOMETIMES_ABSENT =
            Set.of(ClientField.POST_LOGOUT_REDIRECT_URIS, ClientField.REQUEST_URIS);

    /** Nothing is changed. */
    public static ClientPatch empty() {
        return new ClientPatch(Json.nodes().arrayNode());
    }

    /**
     * Sets what is given, but for the id, which stays what it is.
     *
     * @param unset the fields that get their defaults back, unless they are given
     */
    public static ClientPatch of(ClientRequest changes, Set<ClientField> unset) {
        ArrayNode operations = Json.nodes().arrayNode();
        // In the order of their names, so that the order of flags makes no difference.
        Arrays.stream(ClientField.values())
                .filter(field -> field != ClientField.CLIENT_ID)
                .sorted(Comparator.comparing(ClientField::field))
                .forEach(field -> changes.get(field)
                        .map(value -> operation("replace", path(field), value))
                        .or(() -> Optional.of(field).filter(unset::contains).map(ClientPatch::reset))
                        .ifPresent(operations::add));
        return new ClientPatch(operations);
    }

    /** Hydra fails to remove a field that is unset, but takes {@code null} for any; metadata it would keep as that. */
    private static ObjectNode reset(ClientField field) {
        return operation(
                "add",
                path(field),
                field == ClientField.METADATA
                        ? Json.nodes().objectNode()
                        : Json.nodes().nullNode());
    }

    /** Whether a value can be added to the field without knowing those that it has. */
    public static boolean canAppend(ClientField field) {
        return field.kind() == Kind.LIST && !SOMETIMES_ABSENT.contains(field);
    }

    /** This, and the value behind those that the list has when the patch is carried out. */
    public ClientPatch append(ClientField list, String value) {
        return and(operation("add", path(list) + END, Json.nodes().textNode(value)));
    }

    /**
     * This, and the list as it was, without some values and with others that it did not have. What others do to that
     * list in between is lost.
     */
    public ClientPatch changing(OAuth2Client current, ClientField list, List<String> added, List<String> removed) {
        List<String> before = current.list(list);
        List<String> after = new ArrayList<>(before);
        after.removeAll(removed);
        added.stream().filter(value -> !after.contains(value)).forEach(after::add);
        if (after.equals(before)) {
            return this;
        }
        ClientRequest changed = ClientRequest.builder().set(list, after).build();
        return and(operation("replace", path(list), changed.get(list).orElseThrow()));
    }

    private ClientPatch and(ObjectNode operation) {
        return new ClientPatch(Json.nodes().arrayNode().addAll(json).add(operation));
    }

    private static ObjectNode operation(String name, String path, JsonNode value) {
        ObjectNode operation = Json.nodes().objectNode().put("op", name).put("path", path);
        operation.set("value", value);
        return operation;
    }

    private static String path(ClientField field) {
        return "/" + field.field();
    }

    public boolean isEmpty() {
        return json.isEmpty();
    }

    /** Whether it makes no difference that it is carried out twice. */
    public boolean isRepeatable() {
        return operations().noneMatch(ClientPatch::appends);
    }

    /** The secret that the client gets. */
    public Optional<String> secret() {
        return operations()
                .filter(ClientPatch::isSecret)
                .map(operation -> operation.path("value").asText(""))
                .filter(secret -> !secret.isEmpty())
                .findFirst();
    }

    /** What a server would take and should not: the end of a sentence. */
    Optional<String> problem() {
        return replaced(field -> true).problem();
    }

    /** The operations, as they can be shown. */
    public ArrayNode redacted() {
        ArrayNode shown = Json.nodes().arrayNode();
        operations()
                .map(operation -> isSecret(operation) && secret().isPresent()
                        ? operation("replace", pathOf(operation), Json.nodes().textNode(Redaction.REDACTED))
                        : operation)
                .forEach(shown::add);
        return shown;
    }

    /** Whether the client is as it would be if this had been carried out, as far as that can be seen. */
    boolean isCarriedOut(OAuth2Client client) {
        Set<ClientField> appended = operations()
                .filter(ClientPatch::appends)
                .map(ClientPatch::field)
                .collect(Collectors.toSet());
        return operations()
                        .filter(ClientPatch::appends)
                        .allMatch(operation -> client.list(field(operation))
                                .contains(operation.path("value").asText()))
                && client.isLike(replaced(field -> !appended.contains(field)));
    }

    /** What is put in the place of other values. */
    private ClientRequest replaced(Predicate<ClientField> which) {
        ClientRequest.Builder replaced = ClientRequest.builder();
        operations()
                .filter(operation -> operation.path("op").asText().equals("replace") && which.test(field(operation)))
                .forEach(operation -> replaced.set(field(operation), operation.path("value")));
        return replaced.build();
    }

    static boolean appends(JsonNode operation) {
        return pathOf(operation).endsWith(END);
    }

    Stream<JsonNode> operations() {
        return json.valueStream();
    }

    private static String pathOf(JsonNode operation) {
        return operation.path("path").asText();
    }

    private static boolean isSecret(JsonNode operation) {
        return pathOf(operation).equals(path(ClientField.CLIENT_SECRET));
    }

    static ClientField field(JsonNode operation) {
        String path = pathOf(operation);
        int end = path.length() - (appends(operation) ? END.length() : 0);
        return ClientField.named(path.substring(1, end)).orElseThrow();
    }
}
