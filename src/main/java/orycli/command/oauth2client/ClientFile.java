package orycli.command.oauth2client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import orycli.command.option.value.TextInput;
import orycli.command.option.value.ValueFile;

/**
 * A file that is read twice. What can be read only once, such as standard input, is kept meanwhile, compressed: to write
 * it to another file would leave secrets on the disk.
 */
final class ClientFile {
    private final String file;
    private final TextInput input;
    private Optional<ByteArrayOutputStream> kept = Optional.empty();

    /** @param file its name, or {@code -} for standard input */
    ClientFile(String file, TextInput input) {
        this.file = file;
        this.input = input;
    }

    /** As it is called in messages. */
    String name() {
        return TextInput.nameOf(file);
    }

    /**
     * Begins to read. What can be read only once must be read to its end the first time.
     *
     * @throws IOException where it cannot be read; the message is the end of a sentence, or names the file
     */
    ValueFile open() throws IOException {
        InputStream in = kept.isPresent()
                ? new GZIPInputStream(new ByteArrayInputStream(kept.get().toByteArray()))
                : opened();
        try {
            return ValueFile.of(in);
        } catch (IOException | RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }

    private InputStream opened() throws IOException {
        InputStream in = input.open(file);
        if (!file.equals("-") && Files.isRegularFile(Path.of(file))) {
            return in;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        kept = Optional.of(bytes);
        return new Keeping(in, new GZIPOutputStream(bytes));
    }

    /** A stream whose bytes are also written elsewhere as they are read. */
    private static final class Keeping extends InputStream {
        private final InputStream in;
        private final OutputStream copy;

        Keeping(InputStream in, OutputStream copy) {
            this.in = in;
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            if (next >= 0) {
                copy.write(next);
            }
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                copy.write(bytes, offset, count);
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            copy.close();
            in.close();
        }
    }
}
