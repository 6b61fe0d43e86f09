package orycli.encryption;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The installed GnuPG with a key store of its own, which is gone when this is closed. */
final class Gpg implements AutoCloseable {
    private final Path home;

    /** Not a {@code @TempDir}, whose path can be too long for the socket of gpg's agent (108 bytes). */
    Gpg() throws IOException {
        home = Files.createTempDirectory("gpg");
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, "gpg")));
    }

    void importKey(byte[] key) throws IOException {
        run(key, "gpg", "--batch", "--import");
    }

    /** What the commands of gpg's unattended key generation make; answers the public keys, armored. */
    byte[] generate(String... parameters) throws IOException {
        String script = "%no-protection\n" + String.join("\n", parameters) + "\n%commit\n";
        run(script.getBytes(StandardCharsets.UTF_8), "gpg", "--batch", "--generate-key");
        return export();
    }

    /** Revokes the key that was generated, with the certificate that gpg laid up for this day. */
    void revoke() throws IOException {
        String name = fingerprint() + ".rev";
        // A colon in front of the armor keeps people from revoking a key by accident.
        String certificate = Files.readString(home.resolve("openpgp-revocs.d").resolve(name));
        importKey(certificate.replace(":-----BEGIN", "-----BEGIN").getBytes(StandardCharsets.UTF_8));
    }

    /** Lets the generated key and its subkeys expire, e.g. in {@code 2d}. */
    void expireIn(String time) throws IOException {
        run(new byte[0], "gpg", "--batch", "--quick-set-expire", fingerprint(), time);
    }

    private String fingerprint() throws IOException {
        String listing =
                new String(run(new byte[0], "gpg", "--batch", "--with-colons", "--list-keys"), StandardCharsets.UTF_8);
        return listing.lines()
                .filter(line -> line.startsWith("fpr:"))
                .map(line -> line.split(":", -1)[9])
                .findFirst()
                .orElseThrow();
    }

    byte[] export() throws IOException {
        return run(new byte[0], "gpg", "--batch", "--armor", "--export");
    }

    String decrypt(byte[] message) throws IOException {
        return new String(run(message, "gpg", "--batch", "--decrypt"), StandardCharsets.UTF_8);
    }

    private byte[] run(byte[] input, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(1, List.of("--homedir", home.toString()));
        Path in = Files.write(home.resolve("in"), input);
        Path log = home.resolve("log");
        Process process = new ProcessBuilder(words)
                .redirectInput(in.toFile())
                .redirectError(log.toFile())
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", words) + " failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        run(new byte[0], "gpgconf", "--kill", "all");
        // The agent removes its sockets while it goes down, so a file may be gone already.
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
