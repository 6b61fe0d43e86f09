package orycli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.output.PathCondition.Comparison;
import orycli.output.PathCondition.Comparison.Operator;
import orycli.output.PathCondition.Existence;
import orycli.output.PathCondition.Truth;
import orycli.text.Escapes;

/** Reads a {@link JsonPath}. Whatever gjson would not understand, and so find nothing for, is an error here. */
final class JsonPathParser {
    /** Queries within queries must not overflow the stack. */
    private static final int LONGEST = 1_000;

    private final String path;
    private int at;

    JsonPathParser(String path) {
        this.path = path;
    }

    JsonPath parse() {
        if (path.length() > LONGEST) {
            throw error("it is longer than " + LONGEST + " characters");
        }
        refuseOtherSpellings();
        List<List<PathStep>> stages = new ArrayList<>();
        List<PathStep> stage = new ArrayList<>();
        while (true) {
            stage.add(step());
            if (at == path.length()) {
                stages.add(stage);
                return new JsonPath(path, stages);
            }
            if (path.charAt(at) == '|') {
                stages.add(stage);
                stage = new ArrayList<>();
            }
            at++;
        }
    }

    /** gjson takes them for keys, and finds nothing. */
    private void refuseOtherSpellings() {
        if (!path.isEmpty() && "$.{".indexOf(path.charAt(0)) >= 0) {
            Optional<String> meant = ForeignPath.inGjson(path);
            if (meant.isPresent()) {
                throw error("paths are written as gjson's; write " + Escapes.of(meant.get()));
            }
            if (path.startsWith("$")) {
                throw error("paths are written as gjson's, such as client_id or redirect_uris.0;"
                        + " write \\$ for a key that begins with $");
            }
        }
    }

    private PathStep step() {
        if (at == path.length() || isSeparator(path.charAt(at))) {
            throw error("a part of it is empty");
        }
        return switch (path.charAt(at)) {
            case '@' -> throw error("modifiers (@) are not supported; write \\@ for a key that begins with @");
            case '{', '[' ->
                throw error("multipaths ({...} and [...]) are not supported; write a \\ before a key's first bracket");
            case '!' -> throw error("literals (!) are not supported; write \\! for a key that begins with !");
            default -> path.startsWith("#(", at) || path.startsWith("#[", at) ? query() : key();
        };
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '|';
    }

    private PathStep key() {
        int start = at;
        while (at < path.length() && !isSeparator(path.charAt(at))) {
            at += path.charAt(at) == '\\' ? 2 : 1;
        }
        if (at > path.length()) {
            throw error("it ends with a \\ that escapes nothing");
        }
        String name = path.substring(start, at);
        return name.equals("#") ? new PathStep.Each() : new PathStep.Key(Wildcard.parse(name), index(name));
    }

    private static OptionalInt index(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return OptionalInt.empty();
            }
        }
        try {
            return OptionalInt.of(Integer.parseInt(name));
        } catch (NumberFormatException e) {
            return OptionalInt.empty(); // beyond the end of any array
        }
    }

    private PathStep query() {
        int start = at + 2;
        int operator = -1;
        int depth = 1;
        at = start;
        while (depth > 0) {
            if (at >= path.length()) {
                throw error("a query is not closed");
            }
            char c = path.charAt(at);
            switch (c) {
                case '\\' -> at++;
                case '"' -> skipString();
                case '(', '[' -> depth++;
                case ')', ']' -> depth--;
                case '=', '!', '<', '>', '%' -> {
                    if (depth == 1 && operator < 0) {
                        operator = at;
                    }
                }
                default -> {}
            }
            at++;
        }
        int end = at - 1;
        boolean all = path.startsWith("#", at);
        if (all) {
            at++;
        }
        if (at < path.length() && !isSeparator(path.charAt(at))) {
            throw error("a . or | is missing behind a query");
        }
        String left = path.substring(start, operator < 0 ? end : operator).trim();
        PathCondition condition = operator < 0
                ? new Existence()
                : condition(path.substring(operator, end).trim());
        return new PathStep.Query(
                left.isEmpty() ? Optional.empty() : Optional.of(JsonPath.parse(left)), condition, all);
    }

    /** From a string's first quote to its last. */
    private void skipString() {
        at++;
        while (at < path.length() && path.charAt(at) != '"') {
            at += path.charAt(at) == '\\' ? 2 : 1;
        }
    }

    private PathCondition condition(String text) {
        // A single = is the same as two.
        if (text.startsWith("==")) {
            return condition(Operator.EQUAL, text.substring(2));
        } else if (text.startsWith("!=")) {
            return condition(Operator.NOT_EQUAL, text.substring(2));
        } else if (text.startsWith("!%")) {
            return condition(Operator.NOT_LIKE, text.substring(2));
        } else if (text.startsWith("<=")) {
            return condition(Operator.LESS_OR_EQUAL, text.substring(2));
        } else if (text.startsWith(">=")) {
            return condition(Operator.GREATER_OR_EQUAL, text.substring(2));
        }
        return switch (text.charAt(0)) {
            case '=' -> condition(Operator.EQUAL, text.substring(1));
            case '<' -> condition(Operator.LESS, text.substring(1));
            case '>' -> condition(Operator.GREATER, text.substring(1));
            case '%' -> condition(Operator.LIKE, text.substring(1));
            default -> throw error("a query's operator is one of == != < <= > >= % !%");
        };
    }

    private PathCondition condition(Operator operator, String right) {
        String operand = right.trim();
        if (operand.startsWith("\"")) {
            return new Comparison(operator, string(operand));
        }
        if (operand.startsWith("~")) {
            return new Truth(
                    switch (operand) {
                        case "~*" -> Truth.Kind.EXISTS;
                        case "~null" -> Truth.Kind.NULL;
                        case "~true" -> Truth.Kind.TRUE;
                        case "~false" -> Truth.Kind.FALSE;
                        default -> throw error("what follows a ~ is one of true, false, null and *");
                    },
                    operator);
        }
        if (!operand.isEmpty() && "='<>!".indexOf(operand.charAt(0)) >= 0) {
            throw error("a query compares with a number, a word or a string in double quotes");
        }
        return new Comparison(operator, operand);
    }

    private String string(String quoted) {
        try {
            JsonNode string = Json.parse(quoted);
            return string.textValue();
        } catch (JsonSyntaxException e) {
            throw error("a string in a query is malformed");
        }
    }

    private FormatSyntaxException error(String why) {
        return new FormatSyntaxException("jsonpath " + FormatSyntaxException.quoted(path) + ": " + why);
    }
}
