package orycli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * The configuration file, which the reference reads and writes too. Only its owner may read it, from its first byte; it
 * is replaced whole or not at all; and a change is made by one process at a time, which an empty file beside it, with
 * {@code .lock} behind its name, sees to.
 */
public final class OryConfigFile {
    private static final String OLD_VERSION = "v0alpha0";
    /** Longer than a request takes that another process makes while it holds the lock. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private static final int POLL_MILLIS = 20;

    private final Optional<Path> path;

    /** What is to become of the file's content. */
    @FunctionalInterface
    interface Change {
        OryConfig apply(OryConfig current) throws IOException;
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
        String text;
        try {
            text = Files.readString(path.get());
        } catch (NoSuchFileException e) {
            return OryConfig.empty();
        } catch (CharacterCodingException e) {
            throw broken(problem + "it is not UTF-8 text");
        } catch (IOException e) {
            throw new NetworkException(problem + reason(e));
        }
        try {
            if (Json.parse(text) instanceof ObjectNode json) {
                return config(json, problem);
            }
            throw broken(problem + "it is not a JSON object");
        } catch (JsonSyntaxException e) {
            throw broken(problem + e.getMessage());
        }
    }

    private static OryConfig config(ObjectNode json, String problem) throws NetworkException {
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
    OryConfig update(Change change) throws IOException {
        Path file = path.orElseThrow(() -> new NetworkException(
                "there is no place for a configuration file: HOME is not set", "Name a file with --config."));
        try (FileChannel lock = open(file)) {
            await(lock, file);
            OryConfig current = read();
            OryConfig changed = change.apply(current);
            if (!changed.equals(current)) {
                replace(file, Json.write(changed.json()) + "\n");
            }
            return changed;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try {
            return FileChannel.open(
                    lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), onlyForTheOwner(file));
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static void await(FileChannel channel, Path file) throws IOException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (!isLocked(channel)) {
            if (Instant.now().isAfter(end)) {
                throw new NetworkException(
                        "cannot write the configuration file " + file + ": another process keeps it locked");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while another process writes the configuration file");
            }
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

    private static void replace(Path file, String text) throws IOException {
        try {
            // A link, as people have whose dotfiles are under version control, stays one.
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = target.resolveSibling("");
            Path temporary = Files.createTempFile(folder, target.getFileName() + ".", ".tmp", onlyForTheOwner(file));
            try {
                try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static FileAttribute<?>[] onlyForTheOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static NetworkException cannotWrite(Path file, IOException e) {
        return new NetworkException("cannot write the configuration file " + file + ": " + reason(e));
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
