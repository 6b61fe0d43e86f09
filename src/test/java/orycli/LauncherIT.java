package orycli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program, started as a user starts it. */
class LauncherIT {
    private static final boolean WINDOWS = OS.current() == OS.WINDOWS;
    private static final String JAVA = System.getProperty("java.home");
    private static final Path DISTRIBUTION =
            Path.of(System.getProperty("ory.distribution", "target/ory")).toAbsolutePath();
    private static final Path LAUNCHER = launcher(DISTRIBUTION);

    /** The home of the program under test, and all that a test makes. */
    @TempDir
    private Path folder;

    @Test
    void startsTheProgram() throws Exception {
        assertRuns(run(Map.of("JAVA_HOME", JAVA), LAUNCHER, "--version"));
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        Result result = run(Map.of("JAVA_HOME", JAVA), LAUNCHER, "nonsense");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("Error: ").contains("nonsense");
    }

    @Test
    void runsInAFolderWithSpaces() throws Exception {
        Path copy = copyOfTheDistribution("a folder (with spaces)");

        assertRuns(run(Map.of("JAVA_HOME", JAVA), launcher(copy), "--version"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void runsThroughSymbolicLinks() throws Exception {
        Path copy = copyOfTheDistribution("copy");
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), launcher(copy));
        Files.createDirectories(folder.resolve("two words/bin"));
        Path relative = Files.createSymbolicLink(folder.resolve("two words/bin/ory"), Path.of("../../absolute"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), copy);

        assertRuns(run(Map.of("JAVA_HOME", JAVA), absolute, "--version"));
        assertRuns(run(Map.of("JAVA_HOME", JAVA), relative, "--version"));
        assertRuns(run(Map.of("JAVA_HOME", JAVA), launcher(linked), "--version"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsTheVersionOfTheJavaOnThePathBehindItsSymbolicLinks() throws Exception {
        Path home = javaHome("17.0.1");
        Files.writeString(
                java(home), "#!/bin/sh\n[ \"$1\" != -version ] && exec '%s' \"$@\"\n".formatted(java(Path.of(JAVA))));
        Files.createSymbolicLink(folder.resolve("alternative"), java(home));
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of("../alternative"));

        assertRuns(run(Map.of("PATH", bin + ":/usr/bin:/bin"), LAUNCHER, "--version"));
    }

    @Test
    void prefersOryJavaHome() throws Exception {
        Path old = javaHome("11.0.25");

        assertRuns(run(Map.of("ORY_JAVA_HOME", JAVA, "JAVA_HOME", old.toString()), LAUNCHER, "--version"));
    }

    @Test
    void countsAnEmptyVariableAsUnset() throws Exception {
        assertRuns(run(Map.of("ORY_JAVA_HOME", "", "JAVA_HOME", JAVA), LAUNCHER, "--version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_432", "11.0.25", "16"})
    void refusesAnOldJava(String version) throws Exception {
        Path old = javaHome(version);

        assertThat(run(Map.of("JAVA_HOME", old.toString()), LAUNCHER, "--version"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "Error: ory needs Java 17 or newer, but JAVA_HOME has Java %s (%s): set ORY_JAVA_HOME to a Java 17 or newer\n"
                                .formatted(version, java(old))));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void asksAJavaWithoutAReleaseFile() throws Exception {
        Path old = javaHome("11");
        Files.delete(old.resolve("release"));
        Files.writeString(java(old), "#!/bin/sh\necho 'openjdk version \"1.8.0_432\"' >&2\n");

        assertThat(run(Map.of("JAVA_HOME", old.toString()), LAUNCHER, "--version"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "Error: ory needs Java 17 or newer, but JAVA_HOME has Java 1.8.0_432 (%s): set ORY_JAVA_HOME to a Java 17 or newer\n"
                                .formatted(java(old))));
    }

    @Test
    void reportsAJavaHomeWithoutJava() throws Exception {
        assertThat(run(Map.of("ORY_JAVA_HOME", folder.toString(), "JAVA_HOME", JAVA), LAUNCHER, "--version"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "Error: ORY_JAVA_HOME is %s, where there is no %s: set ORY_JAVA_HOME to a Java 17 or newer\n"
                                .formatted(folder, folder.relativize(java(folder)))));
    }

    @Test
    void reportsThatThereIsNoJava() throws Exception {
        assertThat(run(Map.of("PATH", folder.toString()), LAUNCHER, "--version"))
                .isEqualTo(
                        new Result(
                                1,
                                "",
                                "Error: no Java found: install Java 17 or newer, or set ORY_JAVA_HOME to a Java 17 or newer\n"));
    }

    /** Some are no machine's: as after ssh from a machine with other locales. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LC_ALL=C",
                "LC_ALL=POSIX",
                "LC_ALL=",
                "LANG=",
                "LC_CTYPE=C",
                "LC_ALL=xx_XX.UTF-8",
                "LC_ALL=xx_XX",
                "LC_CTYPE=xx_XX.UTF-8",
                "LANG=xx_XX.UTF-8",
                "LANG=xx_XX.utf8",
                "LANG=xx_XX",
                "LANG=C.UTF-8 LC_TIME=xx_XX.UTF-8",
                "LANG=C.UTF-8 LC_MESSAGES=xx_XX"
            })
    @DisabledOnOs(OS.WINDOWS)
    void passesUnicodeArgumentsOnInEveryLocale(String locale) throws Exception {
        // The shell writes the argument: this JVM's own locale may be one that cannot say it.
        Result result = run(
                Map.of("JAVA_HOME", JAVA, "PATH", "/usr/bin:/bin"),
                Path.of("/bin/sh"),
                "-c",
                "export $1; exec \"$0\" \"$(printf 'Z\\303\\274rich-\\346\\235\\261')\"",
                LAUNCHER.toString(),
                locale);

        assertThat(result.err()).contains("Zürich-東");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LANG=xx_XX.ISO-8859-1",
                "LC_ALL=xx_XX@euro",
                "LC_ALL=C LC_CTYPE=xx_XX.UTF-8",
                "LANG=C.UTF-8 LC_TIME=xx_XX.UTF-8"
            })
    @DisabledOnOs(OS.WINDOWS)
    void leavesTheLocaleToTheProgramThatItRuns(String locale) throws Exception {
        String show = "sh -c 'echo LANG=${LANG-} LC_ALL=${LC_ALL-unset} LC_CTYPE=${LC_CTYPE-} LC_TIME=${LC_TIME-}'";
        String plain = "export $1; %s -- $(printf '\\303\\274')".formatted(show);
        String inSandbox = "export $1; exec \"$0\" sandbox -- %s -- $(printf '\\303\\274')".formatted(show);
        Map<String, String> environment = Map.of("JAVA_HOME", JAVA, "PATH", "/usr/bin:/bin");
        Path sh = Path.of("/bin/sh");

        Result expected = run(environment, sh, "-c", plain, LAUNCHER.toString(), locale);

        assertThat(run(environment, sh, "-c", inSandbox, LAUNCHER.toString(), locale)
                        .out())
                .isEqualTo(expected.out());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysThatAFolderWithAColonCannotBeUsed() throws Exception {
        Path copy = copyOfTheDistribution("a:b");

        assertThat(run(Map.of("JAVA_HOME", JAVA), launcher(copy), "--version"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "Error: ory cannot run from %s, as Java takes the colon for the end of a path: move it to a folder without one\n"
                                .formatted(copy)));
    }

    /** The JVM would write its own report, with all that was typed in it, and an image of the memory. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesNothingBehindWhereTheJvmCrashes() throws Exception {
        Result result = run(
                Map.of("JAVA_HOME", JAVA),
                Path.of("/bin/sh"),
                "-c",
                "ulimit -c unlimited 2>&-; exec \"$0\" sandbox -- sh -c 'kill -SEGV $PPID'",
                LAUNCHER.toString());

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.out()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(folder.resolve("out"), folder.resolve("err"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsThreadDumpsOutOfTheResults() throws Exception {
        Result result = run(
                Map.of("JAVA_HOME", JAVA, "PATH", "/usr/bin:/bin"),
                LAUNCHER,
                "sandbox",
                "--",
                "sh",
                "-c",
                "kill -QUIT $PPID; until grep -q 'Full thread dump' \"$0\"; do :; done; echo result",
                folder.resolve("err").toString());

        assertThat(result.out()).isEqualTo("result\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void passesEveryArgumentOnAsItIs() throws Exception {
        Result result = run(Map.of("JAVA_HOME", JAVA), LAUNCHER, "a  \"b\" * $HOME \\ 'c'");

        assertThat(result.err()).contains("a  \"b\" * $HOME \\ 'c'");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    /** An option is no pattern for file names, whatever lies in the folder. */
    @Test
    void addsTheUsersOptionsForTheJvm() throws Exception {
        if (!WINDOWS) {
            Files.writeString(folder.resolve("-Xlog:gc+nonsense:stderr"), "");
        }

        Result result = run(
                Map.of("JAVA_HOME", JAVA, "ORY_JAVA_OPTS", "-XX:+UseParallelGC -Xlog:gc*:stderr"),
                LAUNCHER,
                "--version");

        assertThat(result.err()).contains("Using Parallel");
        assertThat(result.out()).startsWith("Version:");
        assertThat(result.exitCode()).isZero();
    }

    /** Such as a flight recording, which the JVM writes when it ends by itself. */
    @Test
    void letsTheJvmEndWhatTheUserHasItDo() throws Exception {
        assumeThat(ModuleLayer.boot().findModule("jdk.jfr")).isPresent();
        Path recording = folder.resolve("ory.jfr");

        run(
                Map.of("JAVA_HOME", JAVA, "ORY_JAVA_OPTS", "-XX:StartFlightRecording:filename=" + recording),
                LAUNCHER,
                "--version");

        assertThat(recording).isNotEmptyFile();
    }

    /** Half of what makes it start fast; without it nothing fails. */
    @Test
    void startsFromTheClassDataArchive() throws Exception {
        assumeThat(DISTRIBUTION.resolve("lib/ory.jsa"))
                .as("this JVM makes archives")
                .exists();

        assertRuns(run(Map.of("JAVA_HOME", JAVA, "ORY_JAVA_OPTS", "-Xshare:on"), LAUNCHER, "--version"));
        Result result =
                run(Map.of("JAVA_HOME", JAVA, "ORY_JAVA_OPTS", "-Xlog:class+load:stderr"), LAUNCHER, "--version");
        assertThat(result.err()).containsPattern("orycli\\.Main source: shared objects file");
    }

    @Test
    void ignoresAClassDataArchiveThatIsNotThisJvms() throws Exception {
        Path copy = copyOfTheDistribution("copy");
        Path archive = copy.resolve("lib/ory.jsa");
        Files.deleteIfExists(archive);
        Files.writeString(archive, "of another JVM");

        assertRuns(run(Map.of("JAVA_HOME", JAVA), launcher(copy), "--version"));
    }

    private record Result(int exitCode, String out, String err) {}

    private static void assertRuns(Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("Version:");
        assertThat(result.exitCode()).isZero();
    }

    private static Path launcher(Path distribution) {
        return distribution.resolve("bin").resolve(WINDOWS ? "ory.cmd" : "ory");
    }

    private static Path java(Path javaHome) {
        return javaHome.resolve("bin").resolve(WINDOWS ? "java.exe" : "java");
    }

    /** A folder that looks like the home of a Java of that version. */
    private Path javaHome(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java home"));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(java(home), "#!/bin/sh\nexit 99\n");
        assertThat(java(home).toFile().setExecutable(true)).isTrue();
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"A\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"B\"\n");
        return home;
    }

    private Path copyOfTheDistribution(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(DISTRIBUTION.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    /** Runs the program with this environment and nothing else, at home in the test's folder. */
    private Result run(Map<String, String> environment, Path program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().retainAll(List.of("SystemRoot", "ComSpec"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("USERPROFILE", folder.toString());
        builder.environment().put("ORY_NO_CACHE", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still runs after a minute: " + command);
        }
        return new Result(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, UTF_8).replace("\r\n", "\n");
    }
}
