package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orycli.json.Json;

/**
 * A request that Hydra turns down, with the status and the two words of its error body. Hydra writes the errors of all its
 * endpoints in the form of RFC 6749, section 5.2.
 */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String INVALID_METADATA =
            "The value of one of the Client Metadata fields is invalid and the server has rejected this request. Note that"
                    + " an Authorization Server MAY choose to substitute a valid value for any requested parameter of a"
                    + " Client's Metadata.";

    private final int status;
    private final String error;
    private final String description;

    private Refusal(int status, String error, String description) {
        super(error + ": " + description, null, false, false);
        this.status = status;
        this.error = error;
        this.description = description;
    }

    static Refusal badRequest(String reason) {
        return new Refusal(400, "The request was malformed or contained invalid parameters", reason);
    }

    static Refusal undecodable(Exception reason) {
        return badRequest("Unable to decode the request body: " + reason.getMessage());
    }

    /** RFC 7591, section 3.2.2. */
    static Refusal invalidMetadata(String hint) {
        return new Refusal(400, "invalid_client_metadata", INVALID_METADATA + " " + hint);
    }

    /** {@link #invalidMetadata} where Hydra keeps its reason to its log. */
    static Refusal invalidMetadata() {
        return new Refusal(400, "invalid_client_metadata", INVALID_METADATA);
    }

    /** RFC 7591, section 3.2.2. */
    static Refusal invalidRedirectUri(String hint) {
        return new Refusal(400, "invalid_redirect_uri", "The value of one or more redirect_uris is invalid. " + hint);
    }

    static Refusal notFound() {
        return new Refusal(404, "Unable to locate the resource", "");
    }

    static Refusal conflict() {
        return new Refusal(
                409, "Unable to insert or update resource because a resource with that value exists already", "");
    }

    /** Hydra has no answer for a patch that cannot be applied, and says so. */
    static Refusal unrecognizable() {
        return new Refusal(500, "error", "The error is unrecognizable");
    }

    /** Not an answer of Hydra's: a page in a browser has no business here, under whatever name it reaches this machine. */
    static Refusal forbidden(String reason) {
        return new Refusal(403, "The requested action was forbidden", reason);
    }

    /** Not an answer of Hydra's, which has a disk. */
    static Refusal full() {
        return new Refusal(
                507, "The sandbox is full", "The sandbox keeps all clients in memory, and there is no more room.");
    }

    /** Not an answer of Hydra's, which takes bodies of any size. */
    static Refusal tooLarge(int limit) {
        return new Refusal(
                413, "The request body is too large", "The sandbox takes at most " + limit + " bytes in one request.");
    }

    /** Not an answer of Hydra's either: the sandbox has a bug. */
    static Refusal bug() {
        return new Refusal(500, "The sandbox failed", "The sandbox has a bug and could not answer this request.");
    }

    /** What Hydra says of this request, without what it says of all that it refuses alike. */
    String reason() {
        if (description.isEmpty()) {
            return error;
        }
        return description.startsWith(INVALID_METADATA + " ")
                ? description.substring(INVALID_METADATA.length() + 1)
                : description;
    }

    Answer answer() {
        ObjectNode body = Json.nodes().objectNode();
        body.put("error", error);
        // As in fosite, which keeps quotes out of what may become a part of a header.
        body.put("error_description", description.replace('"', '\''));
        return Answer.of(status, "application/json", Json.write(body));
    }
}
