package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an answer is not the recorded one. Of values that are new every time, only the shape is compared. */
final class Differences {
    private static final Map<String, String> SHAPES = Map.of(
            "<uuid>", "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
            "<secret>", "[a-zA-Z0-9\\-_.~]{26}",
            "<time>", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z",
            "<token>", "ory_at_\\S{20,}",
            "<page-token>", "\\S{8,}",
            "<issuer>", "https?://[^/]+",
            "<detail>", ".*",
            "<html>", ".*<html.*");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z-]+>");

    private final List<String> found = new ArrayList<>();

    static List<String> between(JsonNode recorded, JsonNode actual) {
        Differences differences = new Differences();
        differences.compare(recorded, actual, "");
        return differences.found;
    }

    private void compare(JsonNode recorded, JsonNode actual, String at) {
        if (recorded.isTextual() && actual.isTextual()) {
            if (!pattern(recorded.textValue()).matcher(actual.textValue()).matches()) {
                found.add(at + ": expected " + recorded + ", got " + actual);
            }
        } else if (recorded.isObject() && actual.isObject()) {
            compareNames(names(recorded), names(actual), at);
            recorded.properties().forEach(member -> {
                if (actual.has(member.getKey())) {
                    compare(member.getValue(), actual.path(member.getKey()), at + "/" + member.getKey());
                }
            });
        } else if (recorded.isArray() && actual.isArray() && recorded.size() == actual.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                compare(recorded.path(i), actual.path(i), at + "/" + i);
            }
        } else if (!isSame(recorded, actual)) {
            found.add(at + ": expected " + recorded + ", got " + actual);
        }
    }

    private void compareNames(List<String> recorded, List<String> actual, String at) {
        if (!recorded.equals(actual)) {
            found.add(at + ": expected the members " + recorded + ", got " + actual);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> i = object.fieldNames(); i.hasNext(); ) {
            names.add(i.next());
        }
        return names;
    }

    /** By value: the recorder wrote the number 1.10 as 1.1. */
    private static boolean isSame(JsonNode recorded, JsonNode actual) {
        if (recorded.isNumber() && actual.isNumber()) {
            return recorded.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return recorded.equals(actual);
    }

    private static Pattern pattern(String recorded) {
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        for (Matcher part = PLACEHOLDER.matcher(recorded); part.find(); end = part.end()) {
            String shape = SHAPES.getOrDefault(part.group(), Pattern.quote(part.group()));
            pattern.append(Pattern.quote(recorded.substring(end, part.start())))
                    .append("(?:")
                    .append(shape)
                    .append(')');
        }
        return Pattern.compile(pattern + Pattern.quote(recorded.substring(end)), Pattern.DOTALL);
    }
}
