package orycli.output;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import orycli.json.Json;
import orycli.text.Escapes;

/** {@code jsonpointer=POINTER}: what the pointer (RFC 6901) finds, as JSON. Finding nothing is a failure. */
final class JsonPointerFormatter implements OutputFormatter {
    private final JsonPointer pointer;

    private JsonPointerFormatter(JsonPointer pointer) {
        this.pointer = pointer;
    }

    static JsonPointerFormatter parse(String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new FormatSyntaxException("JSON pointer " + FormatSyntaxException.quoted(pointer)
                    + " must begin with /, as in jsonpointer=/client_id");
        }
        // Section 3 of the RFC; Jackson takes any other tilde for itself.
        for (int tilde = pointer.indexOf('~'); tilde >= 0; tilde = pointer.indexOf('~', tilde + 1)) {
            if (!pointer.startsWith("~0", tilde) && !pointer.startsWith("~1", tilde)) {
                throw new FormatSyntaxException("JSON pointer " + FormatSyntaxException.quoted(pointer)
                        + " has a ~ that is neither ~0 (for a ~) nor ~1 (for a /)");
            }
        }
        return new JsonPointerFormatter(JsonPointer.compile(pointer));
    }

    @Override
    public String format(Document document) throws NothingFoundException {
        return found(document.json());
    }

    @Override
    public ResultStream open(Shape shape, List<String> header, Sink sink) {
        return new ResultStream(shape, new PathRendering(shape, this::found, this::found), sink);
    }

    @Override
    public void requireFound(Document document) throws NothingFoundException {
        found(document.json());
    }

    private String found(JsonNode root) throws NothingFoundException {
        JsonNode found = root.at(pointer);
        if (found.isMissingNode()) {
            throw new NothingFoundException(Escapes.of(pointer.toString()) + " finds nothing in the result");
        }
        return Json.writePretty(found) + "\n";
    }
}
