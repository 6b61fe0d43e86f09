package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
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
        return path.isPresent() ? read(path.get(), () -> open(path.get())) : OryConfig.empty();
    }

    private static OryConfig read(Path file, Source source) throws IOException {
        String problem = "cannot read the configuration file " + file + ": ";
        for (int again = READ_AGAIN; ; again--) {
            try {
                return config(Json.parse(text(source)), problem);
            } catch (NoSuchFileException e) {
                return OryConfig.empty();
            } catch (JsonSyntaxException | CharacterCodingException e) {
                if (again == 0) {
                    String why = e instanceof JsonSyntaxException ? e.getMessage() : "it is not UTF-8 text";
                    throw broken(problem + why);
                }
                sleep();
            } catch (NetworkException e) {
                throw e;
            } catch (IOException e) {
                throw new NetworkException(problem + reason(e));
            }
        }
    }

    /** Where the text is to be had. */
    @FunctionalInterface
    private interface Source {
        ReadableByteChannel open() throws IOException;
    }

    private static ReadableByteChannel open(Path file) throws IOException {
        return Files.newByteChannel(file);
    }

    private static String text(Source source) throws IOException {
        try (InputStream in = Channels.newInputStream(source.open())) {
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
        try (Lock lock = Lock.of(file)) {
            lock.await();
            try (Replacement replacement = Replacement.of(file)) {
                UnaryOperator<OryConfig> change = preparation.prepare(lock.read());
                OryConfig current = lock.read();
                OryConfig changed = change.apply(current);
                if (!changed.equals(current)) {
                    replacement.write(Json.write(changed.json()) + "\n");
                }
                return changed;
            }
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

    /**
     * What one process holds at a time: a file beside the configuration file, or, where the folder takes none, that
     * file itself. It is then read by the same channel, as a process loses its lock when it closes any other.
     */
    private static final class Lock implements Closeable {
        private final Path file;
        private final FileChannel channel;
        private final boolean isTheFile;

        private Lock(Path file, FileChannel channel, boolean isTheFile) {
            this.file = file;
            this.channel = channel;
            this.isTheFile = isTheFile;
        }

        static Lock of(Path file) throws NetworkException {
            Path beside = file.resolveSibling(file.getFileName() + ".lock");
            try {
                boolean isNew = !Files.exists(beside);
                FileChannel channel = FileChannel.open(
                        beside, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), onlyForTheOwner(file));
                if (isNew) {
                    giveTo(file, beside);
                }
                return new Lock(file, channel, false);
            } catch (IOException e) {
                if (Files.exists(beside)) {
                    throw new NetworkException(
                            "cannot lock the configuration file " + file + ": " + beside + ": " + reason(e));
                }
                return ofTheFile(file, e);
            }
        }

        private static Lock ofTheFile(Path file, IOException noneBeside) throws NetworkException {
            try {
                return new Lock(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE), true);
            } catch (IOException e) {
                throw cannotWrite(file, noneBeside);
            }
        }

        /** What root makes in somebody's folder would lock them out. */
        private static void giveTo(Path file, Path lock) throws IOException {
            Path theirs = Files.exists(file) ? file : file.resolveSibling("");
            if (isPosix(file) && !Files.getOwner(theirs).equals(Files.getOwner(lock))) {
                Files.setOwner(lock, Files.getOwner(theirs));
            }
        }

        void await() throws IOException {
            Instant end = Instant.now().plus(LONGEST_WAIT);
            while (!isHeld()) {
                if (Instant.now().isAfter(end)) {
                    throw new NetworkException(
                            "cannot write the configuration file " + file + ": another process keeps it locked");
                }
                sleep();
            }
        }

        private boolean isHeld() {
            try {
                FileLock lock = channel.tryLock();
                return lock != null;
            } catch (OverlappingFileLockException otherThread) {
                return false;
            } catch (IOException noLocksHere) {
                // Some network file systems have none, and nobody signs in twice in the same moment.
                return true;
            }
        }

        OryConfig read() throws IOException {
            return OryConfigFile.read(file, isTheFile ? this::fromTheStart : () -> open(file));
        }

        private ReadableByteChannel fromTheStart() throws IOException {
            channel.position(0);
            return new ReadableByteChannel() {
                @Override
                public int read(ByteBuffer bytes) throws IOException {
                    return channel.read(bytes);
                }

                @Override
                public boolean isOpen() {
                    return channel.isOpen();
                }

                @Override
                public void close() {
                    // The lock goes on.
                }
            };
        }

        @Override
        public void close() throws IOException {
            channel.close();
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

    /** What is to stand in the file's place. */
    private static final class Replacement implements Closeable {
        /** How much more than now the file may hold: a new session is about as long as the old one. */
        private static final int SLACK = 16 * 1024;

        private final Path file;
        private final Optional<Path> temporary;

        private Replacement(Path file, Optional<Path> temporary) {
            this.file = file;
            this.temporary = temporary;
        }

        /** A replacement that can be written, and for which there is room. */
        static Replacement of(Path file) throws IOException {
            Replacement replacement = new Replacement(file, temporary(file));
            try {
                replacement.reserve();
                return replacement;
            } catch (IOException e) {
                replacement.close();
                throw cannotWrite(file, e);
            }
        }

        /** None where the file has to be written in place. */
        private static Optional<Path> temporary(Path file) throws NetworkException {
            try {
                Path temporary = Files.createTempFile(
                        file.resolveSibling(""), file.getFileName() + ".", ".tmp", onlyForTheOwner(file));
                if (isPosix(file) && Files.exists(file) && !Files.getOwner(file).equals(Files.getOwner(temporary))) {
                    // A file that root replaces would be no longer its owner's.
                    Files.delete(temporary);
                    return Optional.empty();
                }
                return Optional.of(temporary);
            } catch (IOException e) {
                boolean isFolderClosed =
                        e instanceof AccessDeniedException || reason(e).equals("Read-only file system");
                if (isFolderClosed && Files.isWritable(file)) {
                    return Optional.empty();
                }
                throw cannotWrite(file, e);
            }
        }

        private void reserve() throws IOException {
            if (temporary.isPresent()) {
                long size = Files.exists(file) ? Files.size(file) : 0;
                Files.write(temporary.get(), new byte[Math.toIntExact(Math.min(size, LARGEST)) + SLACK]);
            }
        }

        void write(String text) throws NetworkException {
            try {
                if (temporary.isPresent()) {
                    write(text, temporary.get());
                    if (moved(temporary.get())) {
                        return;
                    }
                }
                write(text, file);
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }

        /** A file that is a mount point of its own, as in a container, cannot be replaced. */
        private boolean moved(Path temporary) throws IOException {
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return true;
            } catch (FileSystemException e) {
                if (Files.isWritable(file)) {
                    return false;
                }
                throw e;
            }
        }

        /** Over what is there, and only then cut to its length: the room that there is stays taken. */
        private static void write(String text, Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.truncate(channel.position());
                channel.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            if (temporary.isPresent()) {
                Files.deleteIfExists(temporary.get());
            }
        }
    }

    private static NetworkException cannotWrite(Path file, IOException e) {
        return new NetworkException("cannot write the configuration file " + file + ": " + reason(e));
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
