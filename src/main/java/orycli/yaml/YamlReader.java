package orycli.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.json.Limits;

/**
 * Makes trees of SnakeYAML's events. Its own constructor follows YAML 1.1, in which {@code no} is false and
 * {@code 2024-01-01} a date, and reflects on classes. Here a plain word is what YAML 1.2's core schema says, save that a
 * number is what JSON calls one: {@code 0o17}, {@code 0x1F}, {@code 007} and {@code .inf} are strings.
 */
final class YamlReader {
    /** What stands in all places of aliases together, in characters: nine lines can name a billion values. */
    private static final long MAX_ALIASED = 1_000_000;

    private static final String CORE = "tag:yaml.org,2002:";
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

    private final Parser events;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Value> anchors = new HashMap<>();
    private long aliased;
    private Optional<Mark> start = Optional.empty();

    YamlReader(String text) throws YamlSyntaxException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // who has read the text has limited it
        try {
            events = new ParserImpl(new StreamReader(text), options);
        } catch (YAMLException e) {
            throw translated(e);
        }
    }

    /** The next document that holds anything; empty behind the last. */
    Optional<JsonNode> next() throws YamlSyntaxException {
        while (true) {
            Event event = event();
            if (event.is(Event.ID.StreamEnd)) {
                return Optional.empty();
            }
            if (event.is(Event.ID.DocumentStart)) {
                start = Optional.of(event.getStartMark());
                Optional<JsonNode> document = document();
                if (document.isPresent()) {
                    return document;
                }
            }
        }
    }

    private Optional<JsonNode> document() throws YamlSyntaxException {
        anchors.clear();
        ArrayNode root = Json.nodes().arrayNode();
        open.push(new Open(root, Optional.empty()));
        Event event = event();
        boolean isNothing = event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty()
                && scalar.getTag() == null;
        while (!event.is(Event.ID.DocumentEnd)) {
            accept(event);
            event = event();
        }
        open.pop();
        return isNothing ? Optional.empty() : Optional.of(root.path(0));
    }

    private void accept(Event event) throws YamlSyntaxException {
        if (event instanceof AliasEvent alias) {
            add(aliased(alias), event.getStartMark());
        } else if (event instanceof ScalarEvent scalar) {
            Value value = new Value(scalar(scalar), 1L + scalar.getValue().length(), 0);
            Optional.ofNullable(scalar.getAnchor()).ifPresent(name -> anchors.put(name, value));
            if (open.element().expectsKey()) {
                key(keyOf(scalar), event.getStartMark());
            } else {
                add(value, event.getStartMark());
            }
        } else if (event instanceof CollectionStartEvent collection) {
            open(collection);
        } else {
            Open whole = open.pop();
            whole.anchor.ifPresent(name -> anchors.put(name, whole.value()));
            open.element().add(whole.value());
        }
    }

    private void open(CollectionStartEvent event) throws YamlSyntaxException {
        boolean isObject = event.is(Event.ID.MappingStart);
        if (event.getTag() != null && !event.getTag().matches(isObject ? "!|" + CORE + "map" : "!|" + CORE + "seq")) {
            throw error("it has a tag that is none of the core schema's", event.getStartMark());
        }
        if (open.element().expectsKey()) {
            throw error("a key is not a text", event.getStartMark());
        }
        if (open.size() > Limits.USUAL.depth()) {
            throw tooDeep(event.getStartMark());
        }
        open.push(new Open(
                isObject ? Json.nodes().objectNode() : Json.nodes().arrayNode(),
                Optional.ofNullable(event.getAnchor())));
    }

    /** What an alias stands for, which is before it: that of a value within itself is not yet known. */
    private Value aliased(AliasEvent alias) throws YamlSyntaxException {
        Optional<Value> value = Optional.ofNullable(anchors.get(alias.getAnchor()));
        if (value.isEmpty()) {
            throw error("an alias has no anchor before it", alias.getStartMark());
        }
        aliased += value.get().size();
        if (aliased > MAX_ALIASED) {
            throw error("its aliases stand for too much", alias.getStartMark());
        }
        if (open.size() - 1 + value.get().height() > Limits.USUAL.depth()) {
            throw tooDeep(alias.getStartMark());
        }
        return value.get().copy();
    }

    private void add(Value value, Mark at) throws YamlSyntaxException {
        if (!open.element().expectsKey()) {
            open.element().add(value);
        } else if (value.node().isTextual()) {
            key(value.node().textValue(), at);
        } else {
            throw error("a key is not a text", at);
        }
    }

    private void key(String key, Mark at) throws YamlSyntaxException {
        if (open.element().node.has(key)) {
            throw error("a key stands twice in one place", at);
        }
        open.element().setKey(key);
    }

    /** A key is a text, whatever type its word would have as a value. */
    private static String keyOf(ScalarEvent scalar) throws YamlSyntaxException {
        if (scalar.isPlain() && scalar.getValue().isEmpty()) {
            throw error("a key is missing", scalar.getStartMark());
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw error("it has a merge key (<<), which is not of YAML 1.2", scalar.getStartMark());
        }
        return scalar.getValue();
    }

    private static JsonNode scalar(ScalarEvent scalar) throws YamlSyntaxException {
        JsonNode text = Json.nodes().textNode(scalar.getValue());
        String tag = Optional.ofNullable(scalar.getTag()).orElse(scalar.isPlain() ? "?" : "!");
        if (tag.equals("!") || tag.equals(CORE + "str")) {
            return text;
        }
        JsonNode value = plain(scalar);
        boolean fits = switch (tag) {
            case "?" -> true;
            case CORE + "null" -> value.isNull();
            case CORE + "bool" -> value.isBoolean();
            case CORE + "int" -> value.isIntegralNumber();
            case CORE + "float" -> value.isNumber();
            default -> throw error("it has a tag that is none of the core schema's", scalar.getStartMark());
        };
        if (!fits) {
            throw error("a value is not of the type its tag says", scalar.getStartMark());
        }
        return value;
    }

    private static JsonNode plain(ScalarEvent scalar) throws YamlSyntaxException {
        String text = scalar.getValue();
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return Json.nodes().nullNode();
            }
            case "true", "True", "TRUE" -> {
                return Json.nodes().booleanNode(true);
            }
            case "false", "False", "FALSE" -> {
                return Json.nodes().booleanNode(false);
            }
            default -> {
                return NUMBER.matcher(text).matches()
                        ? number(scalar)
                        : Json.nodes().textNode(text);
            }
        }
    }

    private static JsonNode number(ScalarEvent scalar) throws YamlSyntaxException {
        try {
            return Json.parse(scalar.getValue());
        } catch (JsonSyntaxException e) {
            throw error("it has a number that is out of range", scalar.getStartMark());
        }
    }

    private Event event() throws YamlSyntaxException {
        try {
            return events.getEvent();
        } catch (YAMLException | IllegalArgumentException e) {
            throw translated(e); // the latter for an escape that is no character, or a version that is no int
        }
    }

    /** SnakeYAML's own words quote the text, which may hold a secret. */
    private static YamlSyntaxException translated(RuntimeException e) {
        if (!(e instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            return new YamlSyntaxException("it is not YAML: it is malformed");
        }
        String problem = Optional.ofNullable(marked.getProblem()).orElse("");
        String why = "it is malformed";
        if (problem.contains("end of stream") || problem.contains("<stream end>")) {
            why = "it ends too early";
        } else if (problem.contains("'\\t")) {
            why = "a tab stands where spaces belong";
        } else if (problem.startsWith("mapping values are not allowed")) {
            why = "a colon stands where none may; a text with one needs quotes";
        }
        return error(why, marked.getProblemMark());
    }

    private static YamlSyntaxException tooDeep(Mark at) {
        return error("it is nested too deeply", at);
    }

    private static YamlSyntaxException error(String why, Mark at) {
        return new YamlSyntaxException("it is not YAML: " + why + place(at));
    }

    /** That there should have been no other document than the one before the last. */
    YamlSyntaxException secondDocument() {
        return new YamlSyntaxException("it holds several documents, where one belongs"
                + start.map(YamlReader::place).orElse(""));
    }

    private static String place(Mark at) {
        return " (line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ")";
    }

    /**
     * A value that is whole.
     *
     * @param size how many characters and values there are in it, with those of aliases
     * @param height how deep it nests
     */
    private record Value(JsonNode node, long size, int height) {
        /** No part of a tree stands in two places of it. */
        Value copy() {
            return new Value(node.deepCopy(), size, height);
        }
    }

    /** An object or array that is still being filled. */
    private static final class Open {
        private final JsonNode node;
        private final Optional<String> anchor;
        private Optional<String> key = Optional.empty();
        private long size = 1;
        private int height = 1;

        Open(JsonNode node, Optional<String> anchor) {
            this.node = node;
            this.anchor = anchor;
        }

        boolean expectsKey() {
            return node.isObject() && key.isEmpty();
        }

        void setKey(String text) {
            key = Optional.of(text);
            size += text.length();
        }

        void add(Value value) {
            if (node instanceof ObjectNode object) {
                object.set(key.orElseThrow(), value.node());
                key = Optional.empty();
            } else if (node instanceof ArrayNode array) {
                array.add(value.node());
            }
            size += value.size();
            height = Math.max(height, value.height() + 1);
        }

        Value value() {
            return new Value(node, size, height);
        }
    }
}
