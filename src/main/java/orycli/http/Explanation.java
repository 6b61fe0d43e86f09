package orycli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * Why a server said no, in one line: its status, and its own reason where it gives one.
 *
 * @param explained whether the answer was one of an API, and not, say, of a proxy or of a web site
 */
public record Explanation(String message, boolean explained) {
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_START = 1 << 16;

    /** Line ends, what controls or formats, and the blanks around them. */
    private static final Pattern STEERING =
            Pattern.compile("(?<! ) *+[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}][ \\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*+");

    /** What refusals end their general part with (RFC 7591, section 3.2.2, in Hydra's words). */
    private static final List<String> PREAMBLES = List.of(
            " Note that an Authorization Server MAY choose to substitute a valid value for any requested parameter of a"
                    + " Client's Metadata.",
            "The value of one or more redirect_uris is invalid.");

    /**
     * What the answer says.
     *
     * @param action what was tried, such as "cannot create the client"
     */
    public static Explanation of(String action, Reply reply) {
        Optional<String> reason = Optional.empty();
        String words = "";
        try {
            reason = reason(reply);
            words = reason.or(() -> plainText(reply))
                    .map(text -> ": " + line(text))
                    .orElse("");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unreadable) {
            // Whatever stands in the body, it must not hide what the status says.
        }
        return new Explanation(action + ": " + statusLine(reply) + words + hint(reply), reason.isPresent());
    }

    /** The status code, and the words with which the server sent it. */
    public static String statusLine(Reply reply) {
        return (reply.status() + " " + line(reply.redaction().in(reply.phrase()))).strip();
    }

    private static String hint(Reply reply) {
        String location = reply.headers().get("Location");
        if (reply.status() / 100 == 3 && location != null) {
            return ": it redirects to " + line(reply.redaction().in(withoutParameters(location)));
        }
        long seconds = reply.isBusy() ? reply.requestedWait().toSeconds() : 0;
        return seconds > 0 ? "; try again in " + seconds + " s" : "";
    }

    /** What stands behind the path may be a token. */
    static String withoutParameters(String url) {
        return url.replaceFirst("(?s)[?#].*", "");
    }

    /** A proxy or a gateway may have a word to say, too, where it does not say it with a page. */
    private static Optional<String> plainText(Reply reply) {
        String type = reply.headers().get("Content-Type");
        boolean isPlain = type == null ? isShortText(reply.body()) : type.startsWith("text/plain");
        return isPlain ? Optional.of(start(reply, reply.body())).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /** Go's servers say with such a one that they speak TLS. It is no page and no JSON, whose secrets could not be told. */
    private static boolean isShortText(String body) {
        return body.length() <= LONGEST_TEXT
                && !body.stripLeading().matches("(?s)[<{\\[].*")
                && body.codePoints()
                        .allMatch(c -> "\r\n\t".indexOf(c) >= 0 || (!Character.isISOControl(c) && c != '\uFFFD'));
    }

    /** Hydra's errors are those of RFC 6749, Ory Network's an object; anything else explains nothing. */
    private static Optional<String> reason(Reply reply) {
        JsonNode body;
        try {
            body = Json.parse(reply.body());
        } catch (JsonSyntaxException notJson) {
            return Optional.empty();
        }
        JsonNode error = body.path("error");
        Stream<String> texts = error.isObject()
                ? texts(reply, error.path("reason"), error.path("message"), error.path("status"))
                : Stream.concat(
                        texts(reply, body.path("error_description"))
                                .map(text -> isStandard(error) ? specific(text) : text),
                        texts(reply, error));
        return texts.filter(text -> !text.isEmpty()).findFirst();
    }

    private static Stream<String> texts(Reply reply, JsonNode... nodes) {
        return Stream.of(nodes).map(node -> start(reply, node.asText("")));
    }

    /** What can be shown of a text, and enough to look for secrets in. */
    private static String start(Reply reply, String text) {
        return reply.redaction()
                .in(text.substring(0, Math.min(text.length(), LONGEST_START)))
                .strip();
    }

    /** An error code of RFC 6749 or RFC 7591, whose description begins with what the RFC says of it. */
    private static boolean isStandard(JsonNode error) {
        return error.asText("").matches("[a-z]++(_[a-z]++)++");
    }

    /** Hydra puts what is wrong behind sentences that every refusal begins with, or keeps it to its log. */
    private static String specific(String text) {
        for (String preamble : PREAMBLES) {
            int start = text.indexOf(preamble);
            String reason =
                    start < 0 ? "" : text.substring(start + preamble.length()).strip();
            if (!reason.isEmpty()) {
                return reason;
            }
        }
        String general = text.replace(PREAMBLES.get(0), "");
        return general.substring(general.lastIndexOf(". ", general.length() - 2) + 1)
                .strip();
    }

    /**
     * A server's words must not be able to steer the terminal, or to flood it. Their blanks stay as they are: one too
     * many may be what is wrong with the value that they quote.
     */
    private static String line(String text) {
        String line = STEERING.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_TEXT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }
}
