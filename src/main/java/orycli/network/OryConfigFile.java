package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * The configuration file, which the reference reads and writes too. Only its owner may read it, from its first byte; it
 * is replaced whole or not at all, where the file system and the file's owner allow that; and of this program's
 * processes one at a time changes it, which an empty file beside it, with {@code .lock} behind its name, sees to.
 */
public final class OryConfigFile {
    private static final String OLD_VERSION = "v0alpha0";
    /** Longer than another process usually holds the lock, which is as long as a request takes. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private static final int POLL_MILLIS = 20;
    /** How often a broken file is read again: the reference, which takes no lock, may be in the middle of writing it. */
    private static final int READ_AGAIN = 10;

    private static final int LONGEST_CHAIN_OF_LINKS = 40;
    private static final int LARGEST = 1 << 20;

    private final Optional<Path> path;

    /** What has to be done before it is known how the file's content changes. */
    @FunctionalInterface
    interface Preparation {
        /** What to change. The file may hold something else than this when it is changed. */
        UnaryOperator<OryConfig> prepare(OryConfig current) throws IOException;
    }

    /** @param path where the file is; without one there is nothing to read, and writing fails */
    public OryConfigFile(Optional<Path> path) {
        this.path = path;
    }

    /**
     * What the file holds; an empty configuration where there is no file.
     *
     * @throws NetworkException where it is broken; it is never touched then
     */
    OryConfig read() throws IOException {
        if (path.isEmpty()) {
            return OryConfig.empty();
        }
        String problem = "cannot read the configuration file " + path.get() + ": ";
        for (int again = READ_AGAIN; ; again--) {
            try {
                return config(Json.parse(text(path.get())), problem);
            } catch (NoSuchFileException e) {
                return OryConfig.empty();
            } catch (JsonSyntaxException e) {
                if (again == 0) {
                    throw broken(problem + e.getMessage());
                }
                sleep();
            } catch (CharacterCodingException e) {
                throw broken(problem + "it is not UTF-8 text");
            } catch (NetworkException e) {
                throw e;
            } catch (IOException e) {
                throw new NetworkException(problem + reason(e));
            }
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private static OryConfig config(JsonNode content, String problem) throws NetworkException {
        if (!(content instanceof ObjectNode json)) {
            throw broken(problem + "it is not a JSON object");
        }
        String version = json.path("version").asText("");
        if (version.equals(OLD_VERSION)) {
            return new OryConfig(OryConfig.empty().json(), true);
        }
        if (!version.isEmpty() && !version.equals(OryConfig.VERSION)) {
            throw new NetworkException(
                    problem + "it is of the version '" + version + "', which is newer than this program");
        }
        return new OryConfig(json, false);
    }

    private static NetworkException broken(String message) {
        return new NetworkException(message, "Correct it, or delete it and sign in again: ory auth");
    }

    /**
     * Changes the file, while no other process does.
     *
     * @return what it holds then
     */
    OryConfig update(UnaryOperator<OryConfig> change) throws IOException {
        return updateAfter(current -> change);
    }

    /**
     * Prepares a change and makes it, while no other process changes the file. That it can be written is known before
     * anything is prepared. The reference may write it in the meantime; the change is made to what it holds at last.
     *
     * @return what it holds then
     */
    OryConfig updateAfter(Preparation preparation) throws IOException {
        Path named = path.orElseThrow(() -> new NetworkException(
                "there is no place for a configuration file: HOME is not set", "Name a file with --config."));
        Path file = target(named);
        try (FileChannel lock = lock(file)) {
            await(lock, file);
            Replacement replacement = Replacement.of(file);
            try {
                UnaryOperator<OryConfig> change = preparation.prepare(read());
                OryConfig current = read();
                OryConfig changed = change.apply(current);
                if (!changed.equals(current)) {
                    replacement.write(Json.write(changed.json()) + "\n");
                }
                return changed;
            } finally {
                replacement.discard();
            }
        } catch (NetworkException | NotSignedInException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new NetworkException("cannot write the configuration file " + file + ": " + reason(e));
        }
    }

    /** The file behind all links, which people have whose files are under version control; it need not exist. */
    private static Path target(Path named) throws IOException {
        Path file = named.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(file) && links < LONGEST_CHAIN_OF_LINKS; links++) {
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        if (Files.isDirectory(file) || file.getFileName() == null) {
            throw new NetworkException("cannot use the configuration file " + named + ": it is a directory");
        }
        return file;
    }

    /** Where a folder takes no new file, the configuration file itself is locked, which is then not replaced either. */
    private static FileChannel lock(Path file) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try {
            return FileChannel.open(
                    lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), onlyForTheOwner(file));
        } catch (IOException e) {
            if (Files.exists(lock)) {
                throw new NetworkException(
                        "cannot lock the configuration file: cannot open " + lock + ": " + reason(e));
            }
            if (!Files.isWritable(file)) {
                throw e;
            }
            return FileChannel.open(file, StandardOpenOption.WRITE);
        }
    }

    private static void await(FileChannel channel, Path file) throws IOException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (!isLocked(channel)) {
            if (Instant.now().isAfter(end)) {
                throw new NetworkException(
                        "cannot write the configuration file " + file + ": another process keeps it locked");
            }
            sleep();
        }
    }

    private static void sleep() throws InterruptedIOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another process writes the configuration file");
        }
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException otherThread) {
            return false;
        } catch (IOException noLocksHere) {
            // Some network file systems have none. The file is still replaced whole.
            return true;
        }
    }

    /** What is to stand in the file's place. */
    private static final class Replacement {
        private final Path file;
        private final Optional<Path> temporary;

        private Replacement(Path file, Optional<Path> temporary) {
            this.file = file;
            this.temporary = temporary;
        }

        /**
         * A replacement that can be written.
         *
         * @throws FileSystemException where neither the folder nor the file itself can be written to
         */
        static Replacement of(Path file) throws IOException {
            Path temporary;
            try {
                temporary = Files.createTempFile(
                        file.resolveSibling(""), file.getFileName() + ".", ".tmp", onlyForTheOwner(file));
            } catch (IOException e) {
                if (!Files.isWritable(file)) {
                    throw e;
                }
                return new Replacement(file, Optional.empty());
            }
            if (isPosix(file) && Files.exists(file) && !Files.getOwner(file).equals(Files.getOwner(temporary))) {
                // A file that root replaces would be no longer its owner's.
                Files.delete(temporary);
                return new Replacement(file, Optional.empty());
            }
            return new Replacement(file, Optional.of(temporary));
        }

        void write(String text) throws IOException {
            if (temporary.isPresent()) {
                write(text, temporary.get());
                try {
                    Files.move(
                            temporary.get(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return;
                } catch (FileSystemException e) {
                    // A file that is a mount point of its own, as in a container, cannot be replaced.
                    if (!Files.isWritable(file)) {
                        throw e;
                    }
                }
            }
            write(text, file);
        }

        private static void write(String text, Path file) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }

        void discard() throws IOException {
            if (temporary.isPresent()) {
                Files.deleteIfExists(temporary.get());
            }
        }
    }

    private static FileAttribute<?>[] onlyForTheOwner(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? "it cannot be opened" : reason;
    }

    @Override
    public String toString() {
        return path.map(Path::toString).orElse("(none)");
    }
}
