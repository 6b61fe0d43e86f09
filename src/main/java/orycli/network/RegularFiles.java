package orycli.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that are opened as what they are: never through a link, which whoever may write to the folder can put there and
 * point anywhere, and never a device or a FIFO, where opening alone has effects.
 */
final class RegularFiles {
    private static final LinkOption AS_IT_IS = LinkOption.NOFOLLOW_LINKS;
    private static final Set<PosixFilePermission> OWNERS_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rw-rw-");

    private RegularFiles() {}

    /** Whether anything is there, a link to nothing included. */
    static boolean exists(Path path) {
        return Files.exists(path, AS_IT_IS);
    }

    static boolean isRegular(Path path) {
        return Files.isRegularFile(path, AS_IT_IS);
    }

    static FileChannel open(Path path, StandardOpenOption... how) throws IOException {
        if (exists(path) && !isRegular(path)) {
            throw new FileSystemException(path.toString(), null, "it is not a regular file");
        }
        Set<OpenOption> options = new HashSet<>(List.of(how));
        options.add(AS_IT_IS);
        return FileChannel.open(path, options);
    }

    /**
     * Makes a file that only its owner may read, from its first byte.
     *
     * @throws java.nio.file.FileAlreadyExistsException where anything is there
     */
    static FileChannel create(Path path) throws IOException {
        FileAttribute<?>[] mode = isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS_ALONE)}
                : new FileAttribute<?>[0];
        return FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, AS_IT_IS), mode);
    }

    /** Writes over what is there, and only then cuts it to its length: room that was reserved stays taken. */
    static void overwrite(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.position(0);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.truncate(channel.position());
        channel.force(true);
    }

    static boolean haveOneOwner(Path one, Path other) throws IOException {
        return !isPosix(one) || Files.getOwner(one, AS_IT_IS).equals(Files.getOwner(other, AS_IT_IS));
    }

    static boolean isRoots(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid", AS_IT_IS));
    }

    /** Whether others than the owner may read or write the file, or what a link leads to. */
    static boolean isOpenToOthers(Path path) {
        try {
            if (!isPosix(path)) {
                return false;
            }
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            return attributes.isRegularFile()
                    && attributes.permissions().stream().anyMatch(OF_OTHERS::contains);
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Takes from all but the owner what the mode gives them. */
    static void closeToOthers(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class, AS_IT_IS);
        if (view != null) {
            view.setPermissions(OWNERS_ALONE);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
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
