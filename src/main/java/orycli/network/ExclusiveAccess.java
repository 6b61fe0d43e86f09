package orycli.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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

/**
 * The configuration file in the hands of one process, which can read it and then write it: that much is found out
 * before anything is done that would have to be written down.
 *
 * <p>A file beside it is locked, and another one is filled and renamed. Where the folder takes no files, the
 * configuration file itself is locked and written in place, as is one that is a mount point or somebody else's.
 */
final class ExclusiveAccess implements Closeable {
    /** Longer than another process usually has it, which is as long as a request takes. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private static final int POLL_MILLIS = 20;
    private static final int LONGEST_CHAIN_OF_LINKS = 40;
    /** No configuration is larger. */
    private static final int LARGEST = 1 << 20;
    /** How much longer the file may become: a new session is about as long as the old one. */
    private static final int SLACK = 16 * 1024;

    private final Path file;
    private final FileChannel lock;
    private final boolean locksTheFile;
    private Optional<Path> replacement = Optional.empty();

    private ExclusiveAccess(Path file, FileChannel lock, boolean locksTheFile) {
        this.file = file;
        this.lock = lock;
        this.locksTheFile = locksTheFile;
    }

    /**
     * Waits until no other process has it.
     *
     * @param named the file, or a link to it; neither need exist
     * @throws NetworkException where it cannot be had, or cannot be written
     */
    static ExclusiveAccess to(Path named) throws IOException {
        ExclusiveAccess access = open(target(named));
        try {
            access.await();
            access.prepare();
            return access;
        } catch (IOException e) {
            access.close();
            throw e;
        }
    }

    /** The file behind all links, which people have whose files are under version control. */
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

    private static ExclusiveAccess open(Path file) throws NetworkException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try {
            boolean isNew = !Files.exists(beside);
            FileChannel lock = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), onlyForTheOwner(file));
            if (isNew) {
                giveToTheOwner(file, beside);
            }
            return new ExclusiveAccess(file, lock, false);
        } catch (IOException e) {
            if (Files.exists(beside)) {
                throw new NetworkException(
                        "cannot lock the configuration file " + file + ": " + beside + ": " + reason(e));
            }
            return openTheFile(file, e);
        }
    }

    private static ExclusiveAccess openTheFile(Path file, IOException noneBeside) throws NetworkException {
        try {
            FileChannel lock = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new ExclusiveAccess(file, lock, true);
        } catch (IOException e) {
            throw cannotWrite(file, noneBeside);
        }
    }

    /** What root leaves in somebody's folder would lock them out. */
    private static void giveToTheOwner(Path file, Path lock) throws IOException {
        Path theirs = Files.exists(file) ? file : file.resolveSibling("");
        if (isPosix(file) && !Files.getOwner(theirs).equals(Files.getOwner(lock))) {
            Files.setOwner(lock, Files.getOwner(theirs));
        }
    }

    private void await() throws IOException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (!isLocked()) {
            if (Instant.now().isAfter(end)) {
                throw new NetworkException(
                        "cannot write the configuration file " + file + ": another process keeps it locked");
            }
            pause();
        }
    }

    private boolean isLocked() {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException otherThread) {
            return false;
        } catch (IOException noLocksHere) {
            // Some network file systems have none; nobody there is worse off than with the reference.
            return true;
        }
    }

    /** For a moment, in which another process may be done with the file. */
    static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another process writes the configuration file");
        }
    }

    private void prepare() throws NetworkException {
        replacement = createBeside();
        if (replacement.isPresent()) {
            try {
                long size = Files.exists(file) ? Files.size(file) : 0;
                Files.write(replacement.get(), new byte[(int) Math.min(size, LARGEST) + SLACK]);
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }
    }

    private Optional<Path> createBeside() throws NetworkException {
        try {
            Path temporary = Files.createTempFile(
                    file.resolveSibling(""), file.getFileName() + ".", ".tmp", onlyForTheOwner(file));
            if (isPosix(file) && Files.exists(file) && !Files.getOwner(file).equals(Files.getOwner(temporary))) {
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

    /**
     * What the file holds.
     *
     * @throws NoSuchFileException where there is no file
     */
    String read() throws IOException {
        if (!locksTheFile) {
            return read(file);
        }
        // By the same channel: a process loses its lock when it closes any other.
        lock.position(0);
        return decode(Channels.newInputStream(lock));
    }

    /**
     * What a file holds that others may be writing.
     *
     * @throws java.nio.charset.CharacterCodingException where it is not UTF-8
     */
    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(in);
        }
    }

    private static String decode(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Replaces what the file holds, as a whole if it can be. */
    void write(String text) throws NetworkException {
        try {
            if (replacement.isPresent()) {
                write(text, replacement.get());
                if (isMoved(replacement.get())) {
                    return;
                }
            }
            write(text, file);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private boolean isMoved(Path temporary) throws IOException {
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

    /** Over what is there, and only then cut to its length: the room that was reserved stays taken. */
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
        try {
            if (replacement.isPresent()) {
                Files.deleteIfExists(replacement.get());
            }
        } finally {
            lock.close();
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

    /** Why, in words: the exceptions for what is most often wrong have none. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? "it cannot be opened" : reason;
    }
}
