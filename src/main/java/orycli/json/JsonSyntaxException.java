package orycli.json;

import java.io.IOException;

/** The text is not JSON. The message is the end of a sentence, names the place and never quotes the text. */
public final class JsonSyntaxException extends IOException {
    private static final long serialVersionUID = 1L;

    public JsonSyntaxException(String message) {
        super(message);
    }
}
