package orycli.command.option;

import java.io.IOException;
import orycli.command.option.value.TextInput;
import orycli.terminal.Terminal;

/** Reads what nobody is to see from a file, from standard input, or from the person at the terminal. */
public final class SecretInput {
    private static final String STDIN = "-";

    private final Terminal terminal;
    private final TextInput input;

    public SecretInput(Terminal terminal) {
        this.terminal = terminal;
        this.input = new TextInput(terminal);
    }

    /**
     * The text of the file, without one line end: text editors and {@code echo} end a text with one that is not meant.
     *
     * @param file a file, or {@code -}; then a person is asked
     * @param noun what it is, such as "the secret"
     * @param question that a person is asked, such as "The client's secret: "
     * @throws IOException where it cannot be read, or is empty
     */
    public String read(String file, String noun, String question) throws IOException {
        boolean asked = file.equals(STDIN) && terminal.interactive();
        String text = (asked ? terminal.askSecret(question) : input.read(file)).replaceFirst("\\r?\\n\\z", "");
        if (text.isEmpty()) {
            throw unusable(file, noun, "it is empty");
        }
        return text;
    }

    /** What is wrong with what was read. */
    static IOException unusable(String file, String noun, String problem) {
        return new IOException("cannot use " + TextInput.nameOf(file) + " as " + noun + ": " + problem);
    }
}
