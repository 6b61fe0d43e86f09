package orycli.http;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Request;
import orycli.json.Json;

/** Takes a request's secrets out of text in which a server may have repeated them. It travels as the request's tag. */
public final class Redaction {
    /** What stands in the place of a secret. */
    public static final String REDACTED = "[redacted]";

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

    /** The text without the secrets. */
    public String in(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, REDACTED);
        }
        return redacted;
    }
}
