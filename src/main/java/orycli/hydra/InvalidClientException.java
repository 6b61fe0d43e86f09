package orycli.hydra;

import java.io.IOException;
import java.util.List;

/** This cannot be sent as a client. The message is the end of a sentence about where it stands. */
public final class InvalidClientException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String[] unknownFields;

    InvalidClientException(String message) {
        this(message, List.of());
    }

    private InvalidClientException(String message, List<String> unknownFields) {
        super(message);
        this.unknownFields = unknownFields.toArray(String[]::new);
    }

    static InvalidClientException unknown(List<String> fields) {
        int last = fields.size() - 1;
        String names = last == 0
                ? "field '" + fields.get(0) + "'"
                : "fields '" + String.join("', '", fields.subList(0, last)) + "' and '" + fields.get(last) + "'";
        return new InvalidClientException("it has the unknown " + names, fields);
    }

    /** The names that no field of a client has, where they are what is wrong. */
    public List<String> unknownFields() {
        return List.of(unknownFields);
    }
}
