package orycli.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.Page;

/** What {@code docs/} says of failures is what the code says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportPagesTest {
    /** What a server says rather than this program. */
    private static final List<String> SERVERS_WORDS = List.of("401 Unauthorized", "403 Forbidden", "404 Not Found");

    private final Page page = Page.of("docs/troubleshooting.md");

    private final String sources = sources();

    /** All of them in one, in which a text that stands on several lines is in one piece. */
    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ReportPagesTest::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<String> texts() {
        return page.lines().stream()
                .filter(line -> line.startsWith("## "))
                .flatMap(heading -> page.rows(heading).stream())
                .flatMap(row -> Stream.of(row.get(0).split("(?<=`), (?=`)", -1)))
                .map(text -> text.replace("`", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void quotesWhatTheProgramSays(String text) {
        if (SERVERS_WORDS.contains(text)) {
            return;
        }
        for (String part : text.split("…", -1)) {
            if (part.matches(".*\\p{L}{2}.*")) {
                // Not as a whole, which would be the message of the failure.
                assertThat(sources.contains(part.strip())).as(part).isTrue();
            }
        }
    }

    @Test
    void listsTheCodesOfFailures() {
        assertThat(Page.of("docs/stability.md").rows("## Errors for programs"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(Stream.of(Failure.Code.values())
                        .map(code -> "`" + code.word() + "` " + code.exitCode())
                        .toList());
    }
}
