package orycli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the command lines of the README and of {@code docs/} as they stand there. A page is one session in an empty folder,
 * in a sandbox: its blocks marked {@code sh} run one after another, and the first command that fails ends it. Those marked
 * {@code console} have commands, behind {@code $}, and their output, of which ids, secrets, times and ports may be others,
 * and an ellipsis at the end of a line stands for the rest of it. What cannot run without a network, a server or a person
 * says so ({@link PagesTest}).
 */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "{0}")
@MethodSource("programs")
final class PagesIT {
    @TempDir
    private Path home;

    private final Path ory;

    PagesIT(Path ory) {
        this.ory = ory;
    }

    static Stream<Path> programs() {
        return Program.all();
    }

    static Stream<Page> pages() {
        return Page.ofUsers();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void doesWhatItSays(Page page) throws IOException, InterruptedException {
        List<Page.Block> blocks = page.blocks().stream().filter(PagesIT::isRun).toList();
        assumeHasPrograms(blocks);
        List<Shown> shown = new ArrayList<>();
        StringBuilder script = new StringBuilder("set -eu -o pipefail\n");
        for (Page.Block block : blocks) {
            script.append("echo 'line ").append(block.line()).append("' > \"$HOME/at\"\n");
            if (block.language().equals("sh")) {
                script.append(block.text());
                continue;
            }
            for (Shown each : Shown.in(block)) {
                // As in a terminal, where both streams end, and a failure is not the end.
                script.append("{\n" + each.command() + "} > \"$HOME/out" + shown.size() + "\" 2>&1 || :\n");
                shown.add(each);
            }
        }

        Cli.Result result = run(script.toString());

        String at = blocks.isEmpty() ? "" : Files.readString(home.resolve("at"));
        assertThat(result.exitCode())
                .as(() -> page + ", " + at + result.stdout() + result.stderr())
                .isZero();
        for (int i = 0; i < shown.size(); i++) {
            String output = Files.readString(home.resolve("out" + i));
            assertThat(shown.get(i).isShownBy(output))
                    .as(
                            "%s, line %s: %s%s",
                            page, shown.get(i).line(), shown.get(i).command(), output)
                    .isTrue();
        }
    }

    private static boolean isRun(Page.Block block) {
        return block.notRun().isEmpty() && List.of("sh", "console").contains(block.language());
    }

    /** These are on every machine that tests changes; others may do without. */
    private static void assumeHasPrograms(List<Page.Block> blocks) {
        for (String program : List.of("jq", "openssl")) {
            boolean needed = blocks.stream().anyMatch(block -> block.text().contains(program + " "));
            assumeTrue(
                    !needed
                            || Stream.of(System.getenv("PATH").split(":", -1))
                                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    program);
        }
    }

    private Cli.Result run(String script) throws IOException, InterruptedException {
        Path bin = Files.createDirectory(home.resolve("bin"));
        Path program = Files.writeString(bin.resolve("ory"), "#!/bin/sh\nexec '" + ory + "' \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path file = Files.writeString(home.resolve("page.sh"), script);
        Path folder = Files.createDirectory(home.resolve("work"));
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "sandbox", "--", "bash", file.toString())
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(home.resolve("stderr").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "JAVA_HOME"));
        environment.merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
        environment.put("HOME", home.toString());
        environment.put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Cli.Result(process.waitFor(), out, Files.readString(home.resolve("stderr")));
    }

    /** A command of a page, and what the page says that it prints. */
    private record Shown(int line, String command, List<String> output) {
        static List<Shown> in(Page.Block block) {
            List<Shown> shown = new ArrayList<>();
            List<String> lines = block.text().lines().toList();
            int at = 0;
            while (at < lines.size()) {
                int line = block.line() + at;
                assertThat(lines.get(at)).as("line %s", line).startsWith("$ ");
                StringBuilder command = new StringBuilder(lines.get(at).substring(2) + "\n");
                while (lines.get(at).endsWith("\\")) {
                    at++;
                    command.append(lines.get(at)).append('\n');
                }
                at++;
                List<String> output = new ArrayList<>();
                while (at < lines.size() && !lines.get(at).startsWith("$ ")) {
                    output.add(lines.get(at));
                    at++;
                }
                shown.add(new Shown(line, command.toString(), output));
            }
            return shown;
        }

        boolean isShownBy(String printed) {
            List<String> lines = printed.lines().map(Shown::masked).toList();
            if (lines.size() != output.size()) {
                return false;
            }
            for (int i = 0; i < lines.size(); i++) {
                String expected = masked(output.get(i));
                if (expected.endsWith("…")
                        ? !lines.get(i).startsWith(expected.substring(0, expected.length() - 1))
                        : !lines.get(i).equals(expected)) {
                    return false;
                }
            }
            return true;
        }

        /** What is another each time, and the blanks of tables. */
        private static String masked(String line) {
            return line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                    .replaceAll("127\\.0\\.0\\.1:\\d+", "<server>")
                    .replaceAll("(?<![A-Za-z0-9._~-])[A-Za-z0-9._~-]{26}(?![A-Za-z0-9._~-])", "<secret>")
                    .replaceAll("\\s+", " ")
                    .stripTrailing();
        }
    }
}
