package orycli.command.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import orycli.terminal.Terminal;
import orycli.text.Limited;

/** Reads the texts that flags point to: files, and standard input. */
public final class TextInput {
    /** In MiB. */
    private static final int LARGEST = 1;

    private final Terminal terminal;

    public TextInput(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The text of the file, or of standard input where the file is {@code -}.
     *
     * @throws IOException where it cannot be read, is larger than 1 MiB or is not UTF-8
     */
    public String read(String file) throws IOException {
        if (file.equals("-")) {
            return read(terminal.in(), "standard input");
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return read(in, file);
        } catch (InvalidPathException e) {
            throw new IOException("cannot use " + file + ": no file can have that name", e);
        }
    }

    private static String read(InputStream in, String name) throws IOException {
        try {
            return Limited.utf8(in, LARGEST);
        } catch (CharacterCodingException e) {
            throw new IOException("cannot use " + name + ": it is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IOException("cannot use " + name + ": " + e.getMessage(), e);
        }
    }
}
