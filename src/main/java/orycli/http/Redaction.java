package orycli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.Request;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * Takes a request's secrets out of text in which a server may have repeated them: as they are, escaped as in
 * {@link Unescaped}, or within Base64. It travels as the request's tag.
 */
public final class Redaction {
    /** What stands in the place of a secret. */
    public static final String REDACTED = "[redacted]";

    /** RFC 6749, RFC 7521, RFC 7591, RFC 7636, RFC 8628, RFC 7518, section 6, and what Hydra answers a consent app with. */
    private static final Set<String> SECRET_MEMBERS = Set.of(
            "client_secret",
            "registration_access_token",
            "access_token",
            "refresh_token",
            "id_token",
            "client_assertion",
            "assertion",
            "code_verifier",
            "device_code",
            "redirect_to",
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

    /** What is shorter comes about by chance. */
    private static final int SHORTEST_BASE64 = 6;

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=";

    private final List<String> secrets;

    /** Made when it is needed: most requests go well, and nothing is said about them. */
    private Optional<Forms> forms = Optional.empty();

    /**
     * How the secrets may look once a text is unescaped.
     *
     * @param plain their bytes, without backslashes
     * @param base64 what of their Base64 does not depend on what is before and behind them
     */
    private record Forms(List<byte[]> plain, List<byte[]> base64) {}

    private Redaction(Stream<String> secrets) {
        this.secrets = secrets.filter(secret -> secret.length() >= SHORTEST_SECRET)
                .distinct()
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
            object.properties()
                    .forEach(member -> shown.set(
                            member.getKey(),
                            isSecret(member.getKey())
                                    ? Json.nodes().textNode(REDACTED)
                                    : members(member.getValue(), texts)));
            return shown;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode shown = Json.nodes().arrayNode();
            array.forEach(element -> shown.add(members(element, texts)));
            return shown;
        }
        if (!json.isTextual()) {
            return json;
        }
        String text = json.textValue();
        String shown = within(text)
                .map(inner -> {
                    JsonNode redacted = members(inner);
                    return redacted.equals(inner) ? text : Json.write(redacted);
                })
                .orElse(text);
        return Json.nodes().textNode(texts.apply(shown));
    }

    /** All texts in the members that {@link #members} redacts. */
    static Stream<String> secretsIn(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object.properties().stream()
                    .flatMap(member ->
                            isSecret(member.getKey()) ? texts(member.getValue()) : secretsIn(member.getValue()));
        }
        if (json.isTextual()) {
            return within(json.textValue()).stream().flatMap(Redaction::secretsIn);
        }
        return elements(json).flatMap(Redaction::secretsIn);
    }

    private static boolean isSecret(String member) {
        return SECRET_MEMBERS.contains(member.toLowerCase(Locale.ROOT));
    }

    private static Stream<String> texts(JsonNode json) {
        return json.isContainerNode() ? elements(json).flatMap(Redaction::texts) : Stream.of(json.asText());
    }

    private static Stream<JsonNode> elements(JsonNode json) {
        List<JsonNode> elements = new ArrayList<>();
        json.forEach(elements::add);
        return elements.stream();
    }

    /** The JSON of which the text consists, if it does. */
    private static Optional<JsonNode> within(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonSyntaxException notJson) {
            return Optional.empty();
        }
    }

    /** The text without the secrets. */
    public String in(String text) {
        if (secrets.isEmpty() || text.isEmpty()) {
            return text;
        }
        BitSet hidden = new BitSet(text.length());
        for (String secret : secrets) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                hidden.set(at, at + secret.length());
            }
        }
        hideEscaped(Unescaped.of(text), hidden);
        return hidden.isEmpty() ? text : without(text, hidden);
    }

    private void hideEscaped(Unescaped text, BitSet hidden) {
        Forms known = forms.orElseGet(this::forms);
        forms = Optional.of(known);
        for (byte[] secret : known.plain) {
            for (int at = text.indexOf(secret, 0); at >= 0; at = text.indexOf(secret, at + 1)) {
                hidden.set(text.start(at), text.end(at + secret.length - 1));
            }
        }
        for (byte[] secret : known.base64) {
            for (int at = text.indexOf(secret, 0); at >= 0; at = text.indexOf(secret, at + 1)) {
                // The characters around it hold a part of the secret, too, or say what it belongs to.
                int first = at;
                while (first > 0 && BASE64.indexOf(text.at(first - 1)) >= 0) {
                    first--;
                }
                int last = at + secret.length - 1;
                while (last + 1 < text.length() && BASE64.indexOf(text.at(last + 1)) >= 0) {
                    last++;
                }
                hidden.set(text.start(first), text.end(last));
                at = last;
            }
        }
    }

    private static String without(String text, BitSet hidden) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (int at = hidden.nextSetBit(0); at >= 0; at = hidden.nextSetBit(from)) {
            shown.append(text, from, at).append(REDACTED);
            from = hidden.nextClearBit(at);
        }
        return shown.append(text, from, text.length()).toString();
    }

    private Forms forms() {
        List<byte[]> plain = new ArrayList<>();
        List<byte[]> base64 = new ArrayList<>();
        for (String secret : secrets) {
            plain.add(Unescaped.of(secret).bytes());
            // As forms write it.
            plain.add(Unescaped.of(secret.replace(' ', '+')).bytes());
            for (int before = 0; before < 3; before++) {
                byte[] part = base64(secret.getBytes(StandardCharsets.UTF_8), before);
                base64.add(part);
                base64.add(new String(part, StandardCharsets.ISO_8859_1)
                        .replace('+', '-')
                        .replace('/', '_')
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        plain.removeIf(form -> form.length < SHORTEST_SECRET);
        base64.removeIf(form -> form.length < SHORTEST_BASE64);
        return new Forms(plain, base64);
    }

    /**
     * The whole characters of the bytes' Base64 where so many other bytes are before them.
     *
     * @param before how many, of three
     */
    private static byte[] base64(byte[] secret, int before) {
        byte[] shifted =
                ByteBuffer.allocate(before + secret.length).put(before, secret).array();
        byte[] encoded = Base64.getEncoder().encode(shifted);
        int first = before == 0 ? 0 : before + 1;
        return Arrays.copyOfRange(encoded, first, Math.max(first, shifted.length * 8 / 6));
    }
}
