package orycli.yaml;

import java.io.IOException;

/** The text is not YAML. The message is the end of a sentence, names the place and never quotes the text. */
public final class YamlSyntaxException extends IOException {
    private static final long serialVersionUID = 1L;

    YamlSyntaxException(String message) {
        super(message);
    }
}
