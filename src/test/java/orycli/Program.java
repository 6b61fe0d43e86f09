package orycli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that were built, as a user starts them. */
final class Program {
    private Program() {}

    /** That of the distribution, and the native executable if there is one. */
    static Stream<Path> all() {
        return Stream.concat(
                Stream.of(Path.of(System.getProperty("ory.distribution"), "bin", "ory")), executable().stream());
    }

    /** What the variable {@code ORY_BINARY} names. */
    static Optional<Path> executable() {
        return Optional.ofNullable(System.getenv("ORY_BINARY"))
                .filter(name -> !name.isEmpty())
                .map(name -> Path.of(name).toAbsolutePath());
    }
}
