package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.sandbox.go.SyntaxException;

/**
 * Where a page of the list begins. Hydra encrypts its tokens; here nobody can be kept from anything by that.
 *
 * @param lastId the last id of the page before, or empty before the first page
 */
record PageToken(String lastId, Instant expiry) {
    static final PageToken FIRST = new PageToken("", Instant.MAX);

    /** A token for the next hour, which is how long Hydra's are good for. */
    static String after(String lastId, Instant now) {
        ObjectNode token = Json.nodes().objectNode();
        token.put("e", now.plus(1, ChronoUnit.HOURS).getEpochSecond());
        token.put("id", lastId);
        return Base64.getUrlEncoder().encodeToString(Json.write(token).getBytes(StandardCharsets.UTF_8));
    }

    static PageToken parse(String text, Instant now) throws SyntaxException {
        PageToken token = decode(text);
        if (token.expiry().isBefore(now)) {
            throw new SyntaxException("page token expired, do not persist page tokens");
        }
        return token;
    }

    private static PageToken decode(String text) throws SyntaxException {
        try {
            JsonNode token = Json.parse(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            if (token.path("id").isTextual() && token.path("e").canConvertToLong()) {
                return new PageToken(
                        token.path("id").textValue(),
                        Instant.ofEpochSecond(token.path("e").longValue()));
            }
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            // Not one of ours, which is all there is to say.
        }
        throw new SyntaxException("invalid pagination token");
    }
}
