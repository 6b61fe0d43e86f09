package orycli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.Request;
import orycli.json.Json;

/** Takes a request's secrets out of text in which a server may have repeated them. It travels as the request's tag. */
public final class Redaction {
    /** What stands in the place of a secret. */
    public static final String REDACTED = "[redacted]";

    /** RFC 6749, RFC 7591, and RFC 7518, section 6. */
    private static final Set<String> SECRET_MEMBERS = Set.of(
            "client_secret",
            "registration_access_token",
            "access_token",
            "refresh_token",
            "id_token",
            "d",
            "p",
            "q",
            "dp",
            "dq",
            "qi",
            "oth",
            "k");

    /** No secret is shorter, and taking out every "1" would leave nothing to read. */
    private static final int SHORTEST_SECRET = 4;

    private final List<String> secrets;

    private Redaction(Stream<String> secrets) {
        Set<String> all = new LinkedHashSet<>();
        secrets.forEach(secret -> {
            all.add(secret);
            String quoted = Json.write(Json.nodes().textNode(secret));
            all.add(quoted.substring(1, quoted.length() - 1));
        });
        this.secrets = all.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Takes these out. */
    public static Redaction of(Stream<String> secrets) {
        return new Redaction(secrets);
    }

    /** What the request was tagged with. */
    static Redaction of(Request request) {
        Redaction tag = request.tag(Redaction.class);
        return tag == null ? of(Stream.empty()) : tag;
    }

    Redaction and(Stream<String> more) {
        return new Redaction(Stream.concat(secrets.stream(), more));
    }

    /** Redacts the members of clients and of OAuth 2.0 answers that are secret, and what makes a JSON Web Key private. */
    public static JsonNode members(JsonNode json) {
        return members(json, UnaryOperator.identity());
    }

    /** @param texts what becomes of the texts in the other members */
    static JsonNode members(JsonNode json, UnaryOperator<String> texts) {
        if (json instanceof ObjectNode object) {
            ObjectNode shown = Json.nodes().objectNode();
            object.properties().forEach(member -> {
                boolean secret = SECRET_MEMBERS.contains(member.getKey().toLowerCase(Locale.ROOT));
                shown.set(
                        member.getKey(), secret ? Json.nodes().textNode(REDACTED) : members(member.getValue(), texts));
            });
            return shown;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode shown = Json.nodes().arrayNode();
            array.forEach(element -> shown.add(members(element, texts)));
            return shown;
        }
        return json.isTextual() ? Json.nodes().textNode(texts.apply(json.textValue())) : json;
    }

    /** The text without the secrets. */
    public String in(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, REDACTED);
        }
        return redacted;
    }
}
