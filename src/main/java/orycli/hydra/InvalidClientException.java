package orycli.hydra;

import java.io.IOException;
import java.util.Optional;

/** A file holds no client. The message is the end of a sentence. */
public final class InvalidClientException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String unknownField;

    InvalidClientException(String message, Optional<String> unknownField) {
        super(message);
        this.unknownField = unknownField.orElse("");
    }

    /** The name that no field of a client has, where that is what is wrong. */
    public Optional<String> unknownField() {
        return Optional.of(unknownField).filter(name -> !name.isEmpty());
    }
}
