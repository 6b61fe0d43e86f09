package orycli.command.option.value;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
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
        return use(file, in -> Limited.utf8(in, LARGEST));
    }

    /** As {@link #read}, for what need not be text. */
    public byte[] bytes(String file) throws IOException {
        return use(file, in -> Limited.bytes(in, LARGEST));
    }

    /** What is to be made of a stream. */
    @FunctionalInterface
    private interface Use<T> {
        T of(InputStream in) throws IOException;
    }

    private <T> T use(String file, Use<T> use) throws IOException {
        try (InputStream in = open(file)) {
            return use.of(in);
        } catch (FileSystemException e) {
            // It names the file by itself.
            throw e;
        } catch (CharacterCodingException e) {
            throw unusable(file, "it is not UTF-8 text");
        } catch (IOException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The file, or standard input where that is {@code -}.
     *
     * @throws IOException where it cannot be opened; the message is the end of a sentence, or a {@link FileSystemException}'s
     */
    public InputStream open(String file) throws IOException {
        try {
            return file.equals("-") ? new Unclosed(terminal.in()) : Files.newInputStream(Path.of(file));
        } catch (InvalidPathException e) {
            throw new IOException("no file can have that name", e);
        }
    }

    /** What is wrong with a file or standard input. */
    public static IOException unusable(String file, String why) {
        return new IOException("cannot use " + nameOf(file) + ": " + why);
    }

    public static String nameOf(String file) {
        return file.equals("-") ? "standard input" : file;
    }

    /** A stream that is not ours to close. What has ended stays so: a terminal would ask for more. */
    private static final class Unclosed extends FilterInputStream {
        private boolean ended;

        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return ended(ended ? -1 : super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return ended(ended ? -1 : super.read(bytes, offset, length));
        }

        private int ended(int next) {
            ended = next < 0;
            return next;
        }

        @Override
        public void close() {}
    }
}
