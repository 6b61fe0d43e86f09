package orycli.sandbox.go;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import orycli.json.Json;

/**
 * JSON Patch (RFC 6902) as Hydra has it: {@code add}, {@code remove} and {@code replace} alone; a {@code replace} of what is
 * not there adds it, an {@code add} makes the parents that are missing, and an index below zero counts from the end.
 */
public final class JsonPatch {
    /** What Hydra allows nobody to patch, whatever the case of its letters. */
    private static final Set<String> DENIED = Set.of("/id", "/rotatedsecrets", "rotated_secrets");

    /** Go fills an array up to any index; the sandbox ends before it runs out of memory. */
    private static final int MAX_FILL = 1_000;

    private static final Pattern INDEX = Pattern.compile("[+-]?[0-9]+");

    private final List<Operation> operations;

    private JsonPatch(List<Operation> operations) {
        this.operations = operations;
    }

    public static JsonPatch parse(JsonNode patch) throws InvalidPatchException {
        if (!patch.isArray() && !patch.isNull()) {
            throw new InvalidPatchException("a patch is an array");
        }
        List<Operation> operations = new ArrayList<>();
        for (JsonNode operation : patch) {
            operations.add(Operation.parse(operation));
        }
        return new JsonPatch(operations);
    }

    /**
     * The patched document, which is the given one, changed, unless the patch puts another in its place. Both belong to the
     * result afterwards, and are good for nothing where the patch did not fit.
     */
    public ObjectNode applyTo(ObjectNode document) throws InvalidPatchException {
        ObjectNode patched = document;
        for (Operation operation : operations) {
            patched = operation.applyTo(patched);
        }
        return patched;
    }

    private enum Kind {
        ADD,
        REMOVE,
        REPLACE
    }

    private record Operation(Kind kind, String path, JsonNode value) {
        static Operation parse(JsonNode given) throws InvalidPatchException {
            Kind kind = switch (given.path("op").asText()) {
                case "add" -> Kind.ADD;
                case "remove" -> Kind.REMOVE;
                case "replace" -> Kind.REPLACE;
                default -> throw new InvalidPatchException("unsupported operation");
            };
            JsonNode path = given.path("path");
            if (!path.isTextual() || DENIED.contains(path.textValue().toLowerCase(Locale.ROOT))) {
                throw new InvalidPatchException("missing or denied path");
            }
            if (kind != Kind.REMOVE && !given.has("value")) {
                throw new InvalidPatchException("missing value");
            }
            boolean adds = kind == Kind.REPLACE && !endsInElement(path.textValue());
            return new Operation(adds ? Kind.ADD : kind, path.textValue(), given.path("value"));
        }

        private static boolean endsInElement(String path) {
            String last = path.substring(path.lastIndexOf('/') + 1);
            return last.equals("-") || isIndex(last);
        }

        ObjectNode applyTo(ObjectNode document) throws InvalidPatchException {
            if (path.isEmpty()) {
                return inPlaceOf(document);
            }
            // What stands before the first slash is not looked at.
            List<String> keys = Arrays.asList(path.split("/", -1));
            if (keys.size() < 2) {
                throw new InvalidPatchException("no such path");
            }
            JsonNode parent = document;
            for (int i = 1; i < keys.size() - 1; i++) {
                parent = child(parent, keys.get(i), keys.get(i + 1));
            }
            String key = unescape(keys.get(keys.size() - 1));
            switch (kind) {
                case ADD -> add(parent, key, value);
                case REMOVE -> remove(parent, key);
                case REPLACE -> replace(parent, key, value);
            }
            return document;
        }

        private ObjectNode inPlaceOf(ObjectNode document) throws InvalidPatchException {
            if (kind == Kind.ADD && value instanceof ObjectNode whole) {
                return whole;
            }
            // A client is no array, and nothing is left without it.
            throw new InvalidPatchException("cannot " + kind + " a document of " + document.size() + " members");
        }

        private JsonNode child(JsonNode parent, String part, String next) throws InvalidPatchException {
            JsonNode child = get(parent, unescape(part));
            if (child.isContainerNode()) {
                return child;
            }
            if (kind != Kind.ADD || !(child.isNull() || child.isMissingNode())) {
                throw new InvalidPatchException("no such path");
            }
            if (parent instanceof ArrayNode array && isIndex(part)) {
                fill(array, index(part));
            }
            // The library that Hydra uses makes the parent under its escaped name, and may not find it again.
            add(parent, part, container(next));
            JsonNode made = get(parent, unescape(part));
            if (!made.isContainerNode()) {
                throw new InvalidPatchException("no such path");
            }
            return made;
        }

        /** What a missing parent becomes: an array where the next key is an element's. */
        private static JsonNode container(String next) throws InvalidPatchException {
            if (!next.equals("-") && !isIndex(next)) {
                return Json.nodes().objectNode();
            }
            ArrayNode array = Json.nodes().arrayNode();
            if (isIndex(next)) {
                if (index(next) < -1) {
                    throw new InvalidPatchException("no such element");
                }
                fill(array, index(next));
            }
            return array;
        }

        private static void fill(ArrayNode array, int size) throws InvalidPatchException {
            if (size > MAX_FILL) {
                throw new InvalidPatchException("no such element");
            }
            while (array.size() < size) {
                array.addNull();
            }
        }

        private static JsonNode get(JsonNode parent, String key) throws InvalidPatchException {
            if (!(parent instanceof ArrayNode array)) {
                return parent.path(key);
            }
            return isIndex(key) ? array.path(fromEnd(index(key), array.size())) : array.path(-1);
        }

        private static void add(JsonNode parent, String key, JsonNode value) throws InvalidPatchException {
            if (parent instanceof ObjectNode object) {
                object.set(key, value);
            } else if (parent instanceof ArrayNode array) {
                // One place more than there are elements: behind the last.
                int places = array.size() + 1;
                int index = key.equals("-") ? array.size() : fromEnd(requireIndex(key), places);
                array.insert(requireBelow(index, places), value);
            }
        }

        private static void remove(JsonNode parent, String key) throws InvalidPatchException {
            if (parent instanceof ArrayNode array) {
                array.remove(requireBelow(fromEnd(requireIndex(key), array.size()), array.size()));
            } else if (parent instanceof ObjectNode object && object.has(key)) {
                object.remove(key);
            } else {
                throw new InvalidPatchException("nothing to remove");
            }
        }

        private static void replace(JsonNode parent, String key, JsonNode value) throws InvalidPatchException {
            if (parent instanceof ArrayNode array) {
                array.set(requireBelow(fromEnd(requireIndex(key), array.size()), array.size()), value);
            } else if (parent instanceof ObjectNode object && object.has(key)) {
                object.set(key, value);
            } else {
                throw new InvalidPatchException("nothing to replace");
            }
        }

        private static int fromEnd(int index, int size) {
            return index < 0 ? index + size : index;
        }

        private static int requireBelow(int index, int size) throws InvalidPatchException {
            if (index < 0 || index >= size) {
                throw new InvalidPatchException("no such element");
            }
            return index;
        }

        private static int requireIndex(String key) throws InvalidPatchException {
            if (!isIndex(key)) {
                throw new InvalidPatchException("not an element");
            }
            return index(key);
        }

        private static boolean isIndex(String key) {
            return INDEX.matcher(key).matches();
        }

        private static int index(String key) throws InvalidPatchException {
            try {
                return Integer.parseInt(key);
            } catch (NumberFormatException e) {
                throw new InvalidPatchException("no such element");
            }
        }

        /** RFC 6901, section 4. Go's replacer goes over the key once, so {@code ~01} is {@code ~1} there too. */
        private static String unescape(String key) {
            return key.replace("~1", "/").replace("~0", "~");
        }
    }

    /** The patch is none, or does not fit the document. */
    public static final class InvalidPatchException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidPatchException(String message) {
            super(message, null, false, false);
        }
    }
}
