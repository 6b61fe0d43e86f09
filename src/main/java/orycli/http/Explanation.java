package orycli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
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
        Optional<String> reason = reason(reply);
        String words =
                reason.or(() -> plainText(reply)).map(text -> ": " + line(text)).orElse("");
        String message = action + ": " + statusLine(reply) + words + hint(reply);
        return new Explanation(message, reason.isPresent());
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
        return type != null && type.startsWith("text/plain")
                ? Optional.of(reply.redaction().in(reply.body()).strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** Hydra's errors are those of RFC 6749, Ory Network's an object; anything else explains nothing. */
    private static Optional<String> reason(Reply reply) {
        JsonNode body;
        try {
            body = Json.parse(reply.body());
        } catch (JsonSyntaxException notJson) {
            return Optional.empty();
        }
        Redaction redaction = reply.redaction();
        JsonNode error = body.path("error");
        Stream<String> texts = error.isObject()
                ? texts(redaction, error.path("reason"), error.path("message"), error.path("status"))
                : Stream.concat(
                        texts(redaction, body.path("error_description"))
                                .map(text -> isStandard(error) ? specific(text) : text),
                        texts(redaction, error));
        return texts.filter(text -> !text.isEmpty()).findFirst();
    }

    private static Stream<String> texts(Redaction redaction, JsonNode... nodes) {
        return Stream.of(nodes).map(node -> redaction.in(node.asText("")).strip());
    }

    /** An error code of RFC 6749 or RFC 7591, whose description begins with what the RFC says of it. */
    private static boolean isStandard(JsonNode error) {
        return error.asText("").matches("[a-z]+(_[a-z]+)+");
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

    /** A server's words must not be able to steer the terminal, or to flood it. */
    private static String line(String text) {
        String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST_TEXT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }
}
