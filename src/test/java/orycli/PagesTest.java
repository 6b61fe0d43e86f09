package orycli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.json.Json;
import orycli.sandbox.Inventions;
import orycli.sandbox.Sandbox;
import orycli.yaml.Yaml;

/** What can be checked of the pages without a program; {@link PagesIT} runs their command lines. */
final class PagesTest {
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    /** Why a block is not run, and what such a block has in it. */
    private static final Map<String, Pattern> REASONS = Map.of(
            // Downloads libraries, and builds the program that would run the test.
            "build",
            Pattern.compile("mvnw"),
            "network",
            Pattern.compile("ory auth|ory use|ory list projects|PROJECT_API_KEY|--keybase|--pgp-key-url|docker"),
            // Serves until it is interrupted, or is meant for the terminal beside it.
            "server",
            Pattern.compile("ory sandbox --(file \\S+ --)?port|127\\.0\\.0\\.1:444[456]"),
            "cluster",
            Pattern.compile("kubectl"),
            // Asks, where there is a terminal.
            "terminal",
            Pattern.compile("--secret -$", Pattern.MULTILINE),
            // Waits for somebody who signs in.
            "person",
            Pattern.compile("ory perform (authorization|device)-code"),
            // Is for another shell than sh.
            "shell",
            Pattern.compile("completion bash"),
            // Not everybody has the program, or it changes the home folder.
            "program",
            Pattern.compile("^pass |gpg|~/\\.local", Pattern.MULTILINE));

    private static final Set<String> LANGUAGES = Set.of("sh", "console", "json", "yaml", "groovy", "text");

    static Stream<Page> all() {
        return Page.all();
    }

    static Stream<Page> ofUsers() {
        return Page.ofUsers();
    }

    @ParameterizedTest
    @MethodSource("all")
    void linksToWhatThereIs(Page page) throws IOException {
        for (String target : targets(page)) {
            if (target.startsWith("https://")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file = parts[0].isEmpty()
                    ? page.path()
                    : Path.of("").resolve(page.path()).resolveSibling(parts[0]).normalize();
            assertThat(file).as(target).exists();
            if (parts.length == 2) {
                assertThat(headings(file)).as(target).contains(parts[1]);
            }
        }
    }

    private static List<String> targets(Page page) {
        return LINK.matcher(page.text()).results().map(found -> found.group(1)).toList();
    }

    /** As they stand in links: in lower case, without punctuation, with hyphens for spaces. */
    private static List<String> headings(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ofUsers")
    void saysOfEachBlockWhatItIs(Page page) {
        assertThat(page.blocks())
                .extracting(Page.Block::language)
                .allSatisfy(language -> assertThat(LANGUAGES).contains(language));
        // Code that is indented has no language, and would not be run.
        List<String> prose = prose(page);
        for (int i = 1; i < prose.size(); i++) {
            if (prose.get(i - 1).isBlank()) {
                assertThat(prose.get(i)).doesNotStartWith("    ");
            }
        }
    }

    private static List<String> prose(Page page) {
        String text = page.text() + "\n";
        for (Page.Block block : page.blocks()) {
            text = text.replace(block.text(), "");
        }
        return text.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("ofUsers")
    void leavesOutOnlyCommandsThatCannotRunHere(Page page) {
        for (Page.Block block : page.blocks()) {
            block.notRun().ifPresent(reason -> {
                assertThat(block.language()).isIn("sh", "console");
                assertThat(REASONS).as("%s:%s", page, block.line()).containsKey(reason);
                assertThat(block.text()).as("%s:%s", page, block.line()).containsPattern(REASONS.get(reason));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("ofUsers")
    void showsDataThatCanBeRead(Page page) throws IOException {
        for (Page.Block block : page.blocks()) {
            // An ellipsis stands for what is left out.
            if (block.language().equals("json") && !block.text().contains("…")) {
                Json.parse(block.text());
            }
            if (block.language().equals("yaml")) {
                Yaml.parseAll(block.text());
            }
        }
    }

    /** A manifest's container gets its command line as a list, which a shell does not run. */
    @Test
    void hasContainersWhoseCommandsWork(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("client_secret"), "a-secret-of-somebody");
        List<JsonNode> containers = new ArrayList<>();
        for (Page.Block block : Page.of("docs/kubernetes.md").blocks()) {
            if (block.language().equals("yaml")) {
                Yaml.parse(block.text()).findParents("args").forEach(containers::add);
            }
        }

        assertThat(containers).hasSize(2);
        try (Sandbox sandbox = Sandbox.start(0, Inventions.random())) {
            for (JsonNode container : containers) {
                assertThat(container.path("command")).hasToString("[\"ory\"]");
                assertThat(container.path("env").findValuesAsText("name")).containsExactly("ORY_SDK_URL");
                Cli.Result result = Cli.at(sandbox.endpoint().toString())
                        .execute(container
                                .path("args")
                                .valueStream()
                                .map(word -> word.asText().replace("/client/", folder + "/"))
                                .toArray(String[]::new));

                assertThat(result.exitCode()).as(result::stderr).isZero();
                assertThat(result.stdout()).isEqualTo("my-app\n");
            }
        }
    }

    /** Of an address that is not loopback's, everybody can see that it is an example (RFC 2606). */
    @ParameterizedTest
    @MethodSource("ofUsers")
    void namesNoHostThatMayBeSomebodys(Page page) {
        List<String> hosts = Pattern.compile("https?://([A-Za-z0-9.-]+)")
                .matcher(page.blocks().stream().map(Page.Block::text).reduce("", String::concat))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(hosts)
                .allMatch(host -> host.matches("127\\.0\\.0\\.1|localhost|(.*\\.)?example(\\.(com|org|net))?"
                        + "|(.*\\.)?(ory\\.com|oryapis\\.com)|keybase\\.io|[A-Z]+|hydra-admin|[a-z.-]*\\.svc"));
    }

    @Test
    void readsBlocksAndTables() {
        Page page = new Page(Path.of("x.md"), """
                # One
                ```sh not-run=build
                ./mvnw
                ```
                ## Two
                | a | b |
                |---|---|
                | 1 \\| 2 | 3 |

                ## Three
                | 4 |
                """.lines().toList());

        assertThat(page.blocks()).containsExactly(new Page.Block(3, "sh", Optional.of("build"), "./mvnw\n"));
        assertThat(page.rows("## Two")).containsExactly(List.of("1 | 2", "3"));
    }
}
