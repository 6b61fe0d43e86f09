package orycli.sandbox.go;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.json.Limits;

/** Go's {@code json.Decoder}: 10,000 levels deep, and with U+FFFD in the place of half a surrogate pair. */
public final class Decoder {
    private static final String LOW = "\\\\u[dD][c-fC-F][0-9a-fA-F]{2}";

    /** An escape that is no half of a pair, a pair, or else a half. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\[^u]|\\\\u[dD][89abAB][0-9a-fA-F]{2}" + LOW + "|(\\\\u[dD][89a-fA-F][0-9a-fA-F]{2})");

    private Decoder() {}

    /** The first value of the text, whatever follows it. */
    public static JsonNode decode(String text) throws SyntaxException {
        try {
            return Json.parseFirst(withPairsOnly(text), Limits.GO);
        } catch (JsonSyntaxException e) {
            throw syntaxError(text, e);
        }
    }

    /** Go's {@code json.Unmarshal}: the one value of the text. */
    public static JsonNode unmarshal(String text) throws SyntaxException {
        try {
            return Json.parse(withPairsOnly(text), Limits.GO);
        } catch (JsonSyntaxException e) {
            throw syntaxError(text, e);
        }
    }

    private static SyntaxException syntaxError(String text, JsonSyntaxException e) {
        return new SyntaxException(text.isBlank() ? "EOF" : String.valueOf(e.getMessage()));
    }

    private static String withPairsOnly(String text) {
        return text.contains("\\u") ? ESCAPE.matcher(text).replaceAll(Decoder::replacement) : text;
    }

    private static String replacement(MatchResult escape) {
        return Matcher.quoteReplacement(escape.group(1) == null ? escape.group() : "\\ufffd");
    }
}
