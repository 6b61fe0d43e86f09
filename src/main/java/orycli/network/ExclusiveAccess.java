package orycli.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orycli.text.Limited;

/**
 * The configuration file in the hands of one process, which can read it and then write it: that much is found out
 * before anything is done that would have to be written down.
 *
 * <p>A file beside it is locked, and another one is filled and renamed. Where the folder takes no files, the
 * configuration file itself is locked and written in place, as is one that is a mount point or somebody else's: what
 * root leaves in somebody's folder would lock them out, and giving it to them by its name could give them another file.
 */
final class ExclusiveAccess implements Closeable {
    /** How long to wait before something is tried again that another process may be in the middle of. */
    static final Duration MOMENT = Duration.ofMillis(20);

    /** Longer than another process usually has it, which is as long as a request takes. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private static final int LONGEST_CHAIN_OF_LINKS = 40;
    private static final int LARGEST_MIB = 1;
    /** How much longer the file may become: a new session is about as long as the old one. */
    private static final int SLACK = 16 * 1024;

    private final Path file;
    private final FileChannel lock;
    private final boolean locksTheFile;
    private boolean isSomebodyElses;
    private boolean isAlone;
    private Closeable heldOff = () -> {};
    private Optional<Replacement> replacement = Optional.empty();

    private ExclusiveAccess(Path file, FileChannel lock, boolean locksTheFile, boolean isSomebodyElses) {
        this.file = file;
        this.lock = lock;
        this.locksTheFile = locksTheFile;
        this.isSomebodyElses = isSomebodyElses;
    }

    /**
     * Waits until no other process has it.
     *
     * @param named the file, or a link to it; neither need exist
     * @param holdOff lasts as long as the access does, or an interrupt would leave files behind
     * @throws NetworkException where it cannot be had, or cannot be written
     */
    static ExclusiveAccess to(Path named, Pause pause, HoldOff holdOff) throws IOException {
        ExclusiveAccess access = open(target(named));
        try {
            access.await(pause);
            access.heldOff = holdOff.begin();
            access.prepare();
            return access;
        } catch (IOException | RuntimeException e) {
            access.close();
            throw e;
        }
    }

    /** The file behind all links, which people have whose files are under version control. */
    private static Path target(Path named) throws IOException {
        Path file = named.toAbsolutePath();
        List<Path> links = new ArrayList<>();
        while (Files.isSymbolicLink(file) && links.size() < LONGEST_CHAIN_OF_LINKS) {
            links.add(file);
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        String problem = "cannot use the configuration file " + named + ": ";
        if (Files.isDirectory(file) || file.getFileName() == null) {
            throw new NetworkException(problem + "it is a directory");
        }
        if (RegularFiles.exists(file) && !RegularFiles.isRegular(file)) {
            throw new NetworkException(problem + "it is not a regular file");
        }
        for (Path link : links) {
            if (!isTrusted(link, file)) {
                throw new NetworkException(
                        problem + "the link " + link + " has another owner than " + file + ", where it leads");
            }
        }
        return file;
    }

    /** With a link of their own others could have root write to a file that they may not write to themselves. */
    private static boolean isTrusted(Path link, Path file) throws IOException {
        Path end = RegularFiles.exists(file) ? file : file.resolveSibling("");
        return !RegularFiles.exists(end) || RegularFiles.haveOneOwner(link, end) || RegularFiles.isRoots(link);
    }

    private static ExclusiveAccess open(Path file) throws NetworkException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        if (RegularFiles.exists(beside)) {
            return openLock(file, beside);
        }
        try {
            FileChannel made = RegularFiles.create(beside);
            if (!RegularFiles.exists(file) || RegularFiles.haveOneOwner(file, beside)) {
                return new ExclusiveAccess(file, made, false, false);
            }
            made.close();
            Files.deleteIfExists(beside);
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            return openLock(file, beside);
        } catch (IOException e) {
            return openTheFile(file, false, Optional.of(e));
        }
        return openTheFile(file, true, Optional.empty());
    }

    private static ExclusiveAccess openLock(Path file, Path beside) throws NetworkException {
        try {
            return new ExclusiveAccess(file, RegularFiles.open(beside, StandardOpenOption.WRITE), false, false);
        } catch (IOException e) {
            throw new NetworkException(
                    "cannot lock the configuration file " + file + ": " + beside + ": " + RegularFiles.reason(e));
        }
    }

    private static ExclusiveAccess openTheFile(Path file, boolean isSomebodyElses, Optional<IOException> noneBeside)
            throws NetworkException {
        try {
            FileChannel lock = RegularFiles.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new ExclusiveAccess(file, lock, true, isSomebodyElses);
        } catch (IOException e) {
            throw cannotWrite(file, noneBeside.orElse(e));
        }
    }

    private void await(Pause pause) throws IOException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (!isLocked()) {
            if (Instant.now().isAfter(end)) {
                throw new NetworkException(
                        "cannot write the configuration file " + file + ": another process keeps it locked");
            }
            pause.sleep(MOMENT);
        }
    }

    private boolean isLocked() {
        try {
            FileLock held = lock.tryLock();
            isAlone = held != null;
            return isAlone;
        } catch (OverlappingFileLockException otherThread) {
            return false;
        } catch (IOException noLocksHere) {
            // Some network file systems have none; nobody there is worse off than with the reference.
            return true;
        }
    }

    private void prepare() throws NetworkException {
        if (locksTheFile) {
            return;
        }
        try {
            replacement = Optional.of(Replacement.of(file));
            if (replacement.get().hasTheFilesOwner()) {
                int size = RegularFiles.exists(file) ? (int) Math.min(Files.size(file), LARGEST_MIB << 20) : 0;
                replacement.get().reserve(size + SLACK);
                if (isAlone) {
                    replacement.get().deleteOthers();
                }
            } else {
                isSomebodyElses = true;
                replacement.get().close();
                replacement = Optional.empty();
            }
        } catch (IOException e) {
            boolean isFolderClosed = replacement.isEmpty()
                    && (e instanceof AccessDeniedException
                            || RegularFiles.reason(e).equals("Read-only file system"));
            if (!isFolderClosed || !Files.isWritable(file)) {
                throw cannotWrite(file, e);
            }
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
        return Limited.utf8(Channels.newInputStream(lock), LARGEST_MIB);
    }

    /**
     * What a file holds that others may be writing.
     *
     * @throws java.nio.charset.CharacterCodingException where it is not UTF-8
     */
    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Limited.utf8(in, LARGEST_MIB);
        }
    }

    /** Whether others than the file's owner may read or write it. */
    boolean isOpenToOthers() {
        return RegularFiles.isOpenToOthers(file);
    }

    /** Replaces what the file holds, as a whole if it can be. Then, where that can be, it is its owner's alone. */
    void write(String text) throws NetworkException {
        try {
            if (replacement.isPresent()) {
                replacement.get().write(text);
                if (replacement.get().takesThePlace()) {
                    return;
                }
            }
            overwrite(text);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
        closeInPlace();
    }

    private void overwrite(String text) throws IOException {
        if (locksTheFile) {
            RegularFiles.overwrite(lock, text);
            return;
        }
        try (FileChannel channel = RegularFiles.open(file, StandardOpenOption.WRITE)) {
            RegularFiles.overwrite(channel, text);
        }
    }

    /**
     * Makes the file its owner's alone, where that can be: as a new file, as the mode of an old one would be changed by
     * its name, which may have become that of another.
     *
     * @param text what it holds
     */
    void makePrivate(String text) throws NetworkException {
        if (replacement.isPresent() && !replacement.get().isOpenToOthers()) {
            write(text);
        } else {
            closeInPlace();
        }
    }

    private void closeInPlace() {
        if (isSomebodyElses) {
            return;
        }
        try {
            RegularFiles.closeToOthers(file);
        } catch (IOException e) {
            // Whether it is open shows afterwards.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (replacement.isPresent()) {
                replacement.get().close();
            }
        } finally {
            try {
                lock.close();
            } finally {
                heldOff.close();
            }
        }
    }

    private static NetworkException cannotWrite(Path file, IOException e) {
        return new NetworkException("cannot write the configuration file " + file + ": " + RegularFiles.reason(e));
    }
}
