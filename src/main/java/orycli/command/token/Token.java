package orycli.command.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orycli.json.Json;
import orycli.output.Document;
import orycli.output.Table;

/**
 * A token as a token endpoint answered it (RFC 6749, section 5.1).
 *
 * @param json is never changed
 * @param received when the answer came
 */
record Token(ObjectNode json, Instant received) {
    /** What is printed of it where little is wanted. */
    static final String QUIETLY = "Print the access token only.";

    private static final List<String> HEADER = List.of("ACCESS TOKEN", "REFRESH TOKEN", "ID TOKEN", "EXPIRY");
    private static final String NONE = "<empty>";
    /** Ten years in seconds: there are servers that mean "never" with a number that leads out of every calendar. */
    private static final BigDecimal LONGEST_LIFE = BigDecimal.valueOf(10L * 365 * 24 * 60 * 60);

    private static final long HALF_A_SECOND = 500_000_000;

    /** As the reference prints it; a script wants the access token. */
    Document document() {
        List<String> cells = List.of(
                text("access_token").orElse(NONE),
                text("refresh_token").orElse(NONE),
                text("id_token").orElse(NONE),
                expiry().map(Token::date).orElse(NONE));
        return new Document(
                shown(),
                Table.vertical(HEADER, cells),
                List.of(json.path("access_token").asText()));
    }

    /** What the reference shows, in its order, and then all that the server said beside. */
    private JsonNode shown() {
        ObjectNode shown = Json.nodes().objectNode();
        Stream.of("access_token", "token_type", "refresh_token")
                .filter(json::has)
                .forEach(member -> shown.set(member, json.get(member)));
        expiry().ifPresent(instant -> shown.put("expiry", instant.toString()));
        json.properties().forEach(member -> shown.putIfAbsent(member.getKey(), member.getValue()));
        return shown;
    }

    Optional<String> text(String member) {
        return Optional.of(json.path(member).asText("")).filter(text -> !text.isEmpty());
    }

    /** Until when it is good, where the server says so. */
    Optional<Instant> expiry() {
        JsonNode life = json.path("expires_in");
        // There are servers that write the number as a text.
        Optional<BigDecimal> seconds = life.isNumber() || life.asText("").matches("[0-9]{1,18}")
                ? Optional.of(new BigDecimal(life.asText()))
                : Optional.empty();
        return seconds.map(number -> received.plusSeconds(
                number.min(LONGEST_LIFE).max(BigDecimal.ZERO).longValue()));
    }

    /** As Go writes dates, in UTC, rounded to the second. */
    static String date(Instant instant) {
        String date =
                instant.plusNanos(HALF_A_SECOND).truncatedTo(ChronoUnit.SECONDS).toString();
        return date.replace('T', ' ').replace("Z", " +0000 UTC");
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
