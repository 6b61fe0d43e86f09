package orycli.network;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** A new file beside another one, whose place it takes as a whole. It is never opened by its name once it is made. */
final class Replacement implements Closeable {
    private static final String SUFFIX = ".tmp";

    private final Path file;
    private final Path path;
    private final FileChannel channel;

    private Replacement(Path file, Path path, FileChannel channel) {
        this.file = file;
        this.path = path;
        this.channel = channel;
    }

    static Replacement of(Path file) throws IOException {
        String number = Long.toUnsignedString(new SecureRandom().nextLong());
        Path path = file.resolveSibling(file.getFileName() + "." + number + SUFFIX);
        return new Replacement(file, path, RegularFiles.create(path));
    }

    /** Whether it has the owner of the file whose place it is to take, which may not be there yet. */
    boolean hasTheFilesOwner() throws IOException {
        return !RegularFiles.exists(file) || RegularFiles.haveOneOwner(file, path);
    }

    /** Not everywhere does a file have the mode that it is given. */
    boolean isOpenToOthers() {
        return RegularFiles.isOpenToOthers(path);
    }

    /** Takes so much room, so that a full disk shows before there is something to write. */
    void reserve(int bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(bytes);
        while (zeros.hasRemaining()) {
            channel.write(zeros);
        }
    }

    void write(String text) throws IOException {
        RegularFiles.overwrite(channel, text);
    }

    /**
     * Moves it over the file.
     *
     * @return whether that could be done; a file that is a mount point, say, can only be written to
     */
    boolean takesThePlace() throws IOException {
        // Not every system renames a file that is open.
        channel.close();
        try {
            Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (FileSystemException e) {
            if (Files.isWritable(file)) {
                return false;
            }
            throw e;
        }
    }

    /** Deletes what processes have left that were killed. Nobody else may have a replacement of the file meanwhile. */
    void deleteOthers() {
        Pattern name = Pattern.compile(Pattern.quote(file.getFileName() + ".") + "[0-9]{1,20}" + Pattern.quote(SUFFIX));
        try (DirectoryStream<Path> others = Files.newDirectoryStream(
                file.resolveSibling(""),
                other -> name.matcher(other.getFileName().toString()).matches()
                        && !other.getFileName().equals(path.getFileName())
                        && RegularFiles.isRegular(other)
                        && RegularFiles.haveOneOwner(other, path))) {
            for (Path other : others) {
                Files.deleteIfExists(other);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What is left over is in nobody's way; the next run tries again.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
