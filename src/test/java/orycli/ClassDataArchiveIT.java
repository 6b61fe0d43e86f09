package orycli;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher's class data archive. Most tests run it with a Java that only tells which archive it was given, and makes one
 * when it is told to.
 */
@DisabledOnOs(OS.WINDOWS)
final class ClassDataArchiveIT {
    private static final Path DISTRIBUTION =
            Path.of(System.getProperty("ory.distribution", "target/ory")).toAbsolutePath();

    /** Ends when the archive is made; the lock is the last thing to go. */
    private static final String MADE =
            "; until [ -e \"$CACHE\"/*.for ] && ! [ -e \"$CACHE/lock\" ]; do sleep 0.1; done";

    /** Writes down that it makes one, in which session, and waits where it finds that it shall. */
    private static final String JAVA = """
            #!/bin/sh
            for word; do
              case $word in
                -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
                  [ -r /proc/$$/stat ] && read -r _ _ _ _ _ session _ </proc/$$/stat
                  echo "$session" >>"$HOME/made"
                  while [ -e "$HOME/wait" ]; do sleep 0.1; done
                  [ -e "$HOME/cannot" ] || echo archive >"${word#*=}"
                  exit
                  ;;
                -XX:SharedArchiveFile=* | -XX:AOTCache=*) echo "$word" ;;
              esac
            done
            """;

    @TempDir
    private Path home;

    private Path ory;
    private Path java;
    private Path cache;

    @BeforeEach
    void install() throws IOException {
        ory = Files.createDirectories(home.resolve("a program"));
        Files.createDirectories(ory.resolve("bin"));
        Files.createDirectories(ory.resolve("lib"));
        for (String file : List.of("bin/ory", "lib/archive.sh")) {
            Files.copy(DISTRIBUTION.resolve(file), ory.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.writeString(ory.resolve("lib/ory.jar"), "the program");
        java = Files.createDirectories(home.resolve("a java"));
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("bin/java"), JAVA);
        Files.setPosixFilePermissions(java.resolve("bin/java"), fromString("rwxr-xr-x"));
        javaVersion("17.0.1");
        cache = home.resolve(".cache/ory");
    }

    @Test
    void isMadeOnFirstUseAndUsedFromThenOn() throws Exception {
        assertThat(shell("\"$ORY\"" + MADE)).isEqualTo(new Cli.Result(0, "", ""));

        assertThat(shell("\"$ORY\"")).isEqualTo(uses("-XX:SharedArchiveFile=" + cache.resolve("1.jsa")));
        assertThat(made()).hasSize(1);
        assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(fromString("rwx------"));
        assertThat(names(cache)).containsExactlyInAnyOrder("1.jsa", "1.for");
    }

    /** Other programs make folders that are open to others. */
    @Test
    void closesItsFolderToOthers() throws Exception {
        Files.createDirectories(cache);
        Files.setPosixFilePermissions(cache, fromString("rwxr-xr-x"));

        shell("\"$ORY\"" + MADE);

        assertThat(shell("\"$ORY\"")).isEqualTo(uses("-XX:SharedArchiveFile=" + cache.resolve("1.jsa")));
        assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(fromString("rwx------"));
    }

    @Test
    void isAnAotCacheFromJava25On() throws Exception {
        javaVersion("25.0.1");

        shell("\"$ORY\"" + MADE);

        assertThat(shell("\"$ORY\"")).isEqualTo(uses("-XX:AOTCache=" + cache.resolve("1.aot")));
    }

    @Test
    void isMadeOnceWhereTenStartAtOnce() throws Exception {
        Files.createFile(home.resolve("wait"));
        Path bin = Files.createDirectory(home.resolve("bin"));
        Path session = Files.writeString(bin.resolve("setsid"), "#!/bin/sh\n\"$@\"\necho ended >>\"$HOME/ended\"\n");
        Files.setPosixFilePermissions(session, fromString("rwxr-xr-x"));

        Cli.Result result = shell("""
                PATH=$HOME/bin:$PATH
                for i in 1 2 3 4 5 6 7 8 9 10; do "$ORY" & done
                wait
                until [ "$(wc -l <"$HOME/ended")" -eq 9 ]; do sleep 0.1; done 2>/dev/null
                rm "$HOME/wait"
                until [ "$(wc -l <"$HOME/ended")" -eq 10 ]; do sleep 0.1; done
                """);

        assertThat(result).isEqualTo(new Cli.Result(0, "", ""));
        assertThat(made()).hasSize(1);
        assertThat(names(cache)).containsExactlyInAnyOrder("1.jsa", "1.for");
    }

    /** Whoever reads the output waits for its end, which comes when nobody holds the descriptor any more. */
    @ParameterizedTest
    @ValueSource(strings = {"", "2>&1", "3>&1", "9>&1", "3>&1 4>&1 5>&1"})
    void letsNobodyWaitForIt(String descriptors) throws Exception {
        Files.createFile(home.resolve("wait"));

        Cli.Result result = shell("x=$(\"$ORY\" " + descriptors + "); echo \"<$x>\"; rm \"$HOME/wait\"" + MADE);

        assertThat(result).isEqualTo(new Cli.Result(0, "<>\n", ""));
        assertThat(made()).hasSize(1);
    }

    /** Such a descriptor can be named in bash only; without bash no archive is made then. */
    @Test
    void letsNobodyWaitForItBehindAHighDescriptor() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        Files.createFile(home.resolve("wait"));

        Cli.Result result = shell("x=$(bash -c 'exec 63>&1; exec \"$ORY\"'); echo \"<$x>\"; rm \"$HOME/wait\"" + MADE);

        assertThat(result).isEqualTo(new Cli.Result(0, "<>\n", ""));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isMadeInASessionOfItsOwn() throws Exception {
        Cli.Result session = shell("\"$ORY\"" + MADE + "; read -r _ _ _ _ _ session _ </proc/$$/stat; echo $session");

        assertThat(made()).hasSize(1).doesNotContain(session.stdout().strip());
    }

    @Test
    void isMadeAnewWhereJavaChanges() throws Exception {
        shell("\"$ORY\"" + MADE);
        javaVersion("17.0.2");

        assertThat(shell("\"$ORY\"" + waitForMade(2))).isEqualTo(new Cli.Result(0, "", ""));

        assertThat(made()).hasSize(2);
        assertThat(shell("\"$ORY\"").stdout()).startsWith("-XX:SharedArchiveFile=");
        assertThat(names(cache)).hasSize(2);
    }

    @Test
    void isMadeAnewWhereTheProgramChanges() throws Exception {
        shell("\"$ORY\"" + MADE);
        Path launcher = ory.resolve("bin/ory");
        Files.writeString(launcher, Files.readString(launcher).replaceFirst("program='", "program='newer"));

        assertThat(shell("\"$ORY\"" + waitForMade(2))).isEqualTo(new Cli.Result(0, "", ""));

        assertThat(shell("\"$ORY\"").stdout()).startsWith("-XX:SharedArchiveFile=");
        assertThat(names(cache)).hasSize(2);
    }

    @Test
    void isMadeAnewWhereTheProgramIsBuiltAgain() throws Exception {
        shell("\"$ORY\"" + MADE);
        Instant now = Files.getLastModifiedTime(cache.resolve("1.for")).toInstant();
        Files.setLastModifiedTime(ory.resolve("lib/ory.jar"), FileTime.from(now.plusMillis(10)));

        assertThat(shell("\"$ORY\"" + waitForMade(2))).isEqualTo(new Cli.Result(0, "", ""));

        assertThat(names(cache)).hasSize(2);
    }

    @Test
    void isMadeOnceThoughTheProgramIsOfTomorrow() throws Exception {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        Files.setLastModifiedTime(ory.resolve("lib/ory.jar"), FileTime.from(tomorrow));
        Files.setLastModifiedTime(java.resolve("release"), FileTime.from(tomorrow.plusSeconds(1)));

        shell("\"$ORY\"" + MADE);

        assertThat(shell("\"$ORY\"")).isEqualTo(uses("-XX:SharedArchiveFile=" + cache.resolve("1.jsa")));
    }

    @Test
    void goesWhenItsProgramIsGone() throws Exception {
        shell("\"$ORY\"" + MADE);
        Path moved = Files.move(ory, home.resolve("moved"));
        ory = moved;

        assertThat(shell("\"$ORY\"" + waitForMade(2))).isEqualTo(new Cli.Result(0, "", ""));

        assertThat(names(cache)).hasSize(2);
    }

    @Test
    void isNotTriedAgainWhereThisJavaMakesNone() throws Exception {
        Files.createFile(home.resolve("cannot"));
        shell("\"$ORY\"" + MADE);

        assertThat(shell("\"$ORY\"")).isEqualTo(new Cli.Result(0, "", ""));
        assertThat(names(cache)).containsExactly("1.for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null/cache", "/proc/cache"})
    void isNotMissedWhereNoneCanBeWritten(String folder) throws Exception {
        assertThat(shell("XDG_CACHE_HOME=" + folder + " \"$ORY\"")).isEqualTo(new Cli.Result(0, "", ""));
    }

    @Test
    void isNeitherMadeNorUsedWhereThatIsTurnedOff() throws Exception {
        assertThat(shell("ORY_NO_CACHE=1 XDG_CACHE_HOME=\"$HOME/other\" \"$ORY\"; \"$ORY\"" + MADE))
                .isEqualTo(new Cli.Result(0, "", ""));

        assertThat(home.resolve("other")).doesNotExist();
        assertThat(made()).hasSize(1);
        assertThat(shell("ORY_NO_CACHE=1 \"$ORY\"")).isEqualTo(new Cli.Result(0, "", ""));
        assertThat(shell("ORY_NO_CACHE= \"$ORY\"")).isEqualTo(uses("-XX:SharedArchiveFile=" + cache.resolve("1.jsa")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxr-xr-x"})
    void isNotUsedWhereOthersMayReachIt(String permissions) throws Exception {
        shell("\"$ORY\"" + MADE);

        Files.setPosixFilePermissions(cache, fromString(permissions));

        assertThat(shell("\"$ORY\"")).isEqualTo(new Cli.Result(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw-----w-"})
    void isNotUsedWhereOthersMayWriteToIt(String permissions) throws Exception {
        shell("\"$ORY\"" + MADE);

        Files.setPosixFilePermissions(cache.resolve("1.jsa"), fromString(permissions));

        assertThat(shell("\"$ORY\"")).isEqualTo(new Cli.Result(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.jsa"})
    void isNotUsedWhereItIsAnothers(String file) throws Exception {
        shell("\"$ORY\"" + MADE);
        Path foreign = cache.resolve(file);

        try {
            Files.setOwner(
                    foreign,
                    home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("65534"));
        } catch (FileSystemException e) {
            assumeThat(e).as("only root can give a file away").isNull();
        }

        assertThat(shell("\"$ORY\"")).isEqualTo(new Cli.Result(0, "", ""));
    }

    @Test
    void isNotUsedBehindALink() throws Exception {
        shell("\"$ORY\"" + MADE);

        Files.createSymbolicLink(cache, Files.move(cache, home.resolve("elsewhere")));

        assertThat(shell("\"$ORY\"")).isEqualTo(new Cli.Result(0, "", ""));
    }

    @Test
    void isMadeInTheProgramsFolderOnDemand() throws Exception {
        assertThat(shell("ORY_MAKE_ARCHIVE=1 \"$ORY\"")).isEqualTo(new Cli.Result(0, "", ""));

        assertThat(shell("\"$ORY\"").stdout()).matches("-XX:SharedArchiveFile=.*/lib/ory\\.jsa\n");
        assertThat(made()).hasSize(1);
        assertThat(cache).doesNotExist();
    }

    @Test
    void saysSoWhereItCannotBeMadeOnDemand() throws Exception {
        Files.createFile(home.resolve("cannot"));

        assertThat(shell("ORY_MAKE_ARCHIVE=1 \"$ORY\"")).isEqualTo(new Cli.Result(1, "", """
                Error: no class data archive was made: this Java makes none, or %s/lib cannot be written
                """.formatted(ory)));
    }

    /** That of the original is known by its place, and the JVM would not take it. */
    @Test
    void isNotTheOneThatIsInTheFolderWhereThatIsACopy() throws Exception {
        shell("ORY_MAKE_ARCHIVE=1 \"$ORY\"");

        Cli.Result result = shell(
                "cp -R \"${ORY%/bin/ory}\" \"$HOME/copy\"; ORY=$HOME/copy/bin/ory; \"$ORY\"" + MADE + "; \"$ORY\"");

        assertThat(result).isEqualTo(uses("-XX:SharedArchiveFile=" + cache.resolve("1.jsa")));
    }

    /** With a real Java, and through a link, in front of a folder that lies somewhere else. */
    @Test
    void holdsTheClassesOfTheProgram() throws Exception {
        Path copy = home.resolve("copy");
        try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
            for (Path file : files.filter(file -> !file.getFileName().toString().matches("ory\\.(jsa|aot)"))
                    .toList()) {
                Files.copy(
                        file,
                        copy.resolve(DISTRIBUTION.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        ory = copy;
        java = Path.of(System.getProperty("java.home"));

        Cli.Result first = shell("ln -s \"$ORY\" \"$HOME/ory\"; cd; ./ory --version" + MADE);
        assumeThat(names(cache)).as("this JVM makes archives").hasSize(2);
        Cli.Result second = shell("ORY_JAVA_OPTS=-Xlog:class+load:stderr \"$ORY\" --version");

        assertThat(first.stdout()).startsWith("Version:");
        assertThat(first.stderr()).isEmpty();
        assertThat(second.stderr())
                .containsPattern("orycli\\.Main source: shared objects file")
                .doesNotContainPattern("orycli\\.[A-Za-z.]+ source: (jar|file):");
    }

    /** To open them all takes a tenth of the time. What is open then stays open. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void letsACreateOpenNoJar() throws Exception {
        assumeThat(names(DISTRIBUTION.resolve("lib")))
                .as("this JVM makes archives")
                .containsAnyOf("ory.jsa", "ory.aot");
        List<String> open = new CopyOnWriteArrayList<>();
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    open.addAll(openFiles(home.resolve("pid")));
                    return new MockResponse.Builder()
                            .code(201)
                            .body("{\"client_id\":\"a\"}")
                            .build();
                }
            });
            server.start();
            ory = DISTRIBUTION;
            java = Path.of(System.getProperty("java.home"));

            Cli.Result result = shell("ORY_NO_CACHE=1 \"$ORY\" create oauth2-client -q -e " + server.url("/")
                    + " & echo $! >\"$HOME/pid\"; wait");

            assertThat(result).isEqualTo(new Cli.Result(0, "a\n", ""));
        }
        assertThat(open)
                .anyMatch(file -> file.startsWith("socket:"))
                .filteredOn(file -> file.endsWith(".jar"))
                .isEmpty();
    }

    private static List<String> openFiles(Path pid) {
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors =
                Files.list(Path.of("/proc", Files.readString(pid).strip(), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                open.add(Files.readSymbolicLink(descriptor).toString());
            }
        } catch (IOException e) {
            open.add(e.toString());
        }
        return open;
    }

    private static String waitForMade(int times) {
        return "; until [ \"$(wc -l <\"$HOME/made\")\" -eq " + times + " ]; do sleep 0.1; done" + MADE;
    }

    private static Cli.Result uses(String option) {
        return new Cli.Result(0, option + "\n", "");
    }

    private void javaVersion(String version) throws IOException {
        Files.writeString(
                java.resolve("release"), "IMPLEMENTOR=\"A\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"B\"\n");
    }

    /** A line for each time that one was made: the session. */
    private List<String> made() throws IOException {
        return Files.readAllLines(home.resolve("made"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        }
    }

    private Cli.Result shell(String script) throws IOException, InterruptedException {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        environment.put("HOME", home.toString());
        environment.put("CACHE", cache.toString());
        environment.put("ORY", ory.resolve("bin/ory").toString());
        environment.put("JAVA_HOME", java.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still runs after a minute: " + script);
        }
        return new Cli.Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
