package orycli.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** What an ID token says (OpenID Connect Core 1.0, section 2). Its signature is not looked at. */
public final class IdToken {
    private IdToken() {}

    /** The text of a claim, where the token can be read and has it. */
    public static Optional<String> claim(String token, String name) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
            JsonNode claims = Json.parse(new String(payload, StandardCharsets.UTF_8));
            return Optional.of(claims.path(name).asText("")).filter(text -> !text.isEmpty());
        } catch (IllegalArgumentException | JsonSyntaxException notReadable) {
            return Optional.empty();
        }
    }
}
