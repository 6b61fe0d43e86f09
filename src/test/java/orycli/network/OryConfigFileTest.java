package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.FakeNetwork;
import orycli.json.Json;

final class OryConfigFileTest {
    private static final String PROJECT = "11111111-0730-4ee8-a6df-9553cdfeef89";
    private static final int SOMEBODY_ELSE = 54321;

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private Pause pause = duration -> {
        throw new IOException("there is nothing to wait for");
    };
    private HoldOff holdOff = () -> () -> {};

    @AfterEach
    void openTheFolder() throws IOException {
        if (!Files.isWritable(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void isEmptyWhereThereIsNoFile() throws IOException {
        assertThat(file().read()).isEqualTo(OryConfig.empty());
        assertThat(file(Optional.empty()).read()).isEqualTo(OryConfig.empty());
    }

    @Test
    void isWrittenAsTheReferenceReadsIt() throws IOException {
        file().update(config -> config.withProject(PROJECT));

        assertThat(path()).hasContent("""
                {"version":"v1","access_token":null,"selected_project":"11111111-0730-4ee8-a6df-9553cdfeef89",\
                "selected_workspace":"00000000-0000-0000-0000-000000000000","session_identity_traits":\
                {"ID":"00000000-0000-0000-0000-000000000000","email":"","name":""}}""");
    }

    @Test
    void keepsWhatItDoesNotKnow() throws IOException {
        write("{\"a\":1.50,\"version\":\"v1\",\"access_token\":{\"access_token\":\"x\",\"b\":[]}}");

        file().update(config -> config.withProject(PROJECT));

        assertThat(path())
                .hasContent("{\"a\":1.50,\"version\":\"v1\",\"access_token\":{\"access_token\":\"x\",\"b\":[]},"
                        + "\"selected_project\":\"" + PROJECT + "\"}");
    }

    @Test
    void isNotWrittenWhereNothingChanges() throws IOException {
        write("{ \"version\": \"v1\" }");

        file().update(config -> config);

        assertThat(path()).hasContent("{ \"version\": \"v1\" }");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadItFromTheFirstByte() throws Exception {
        Path seen = folder.resolve("seen");
        Files.createDirectory(seen);
        AtomicBoolean done = new AtomicBoolean();
        Thread watcher = new Thread(() -> {
            while (!done.get()) {
                try (var files = Files.list(folder)) {
                    for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                        if (!mode.equals("rw-------")) {
                            Files.writeString(seen.resolve(file.getFileName()), mode);
                        }
                    }
                } catch (IOException | RuntimeException replacedMeanwhile) {
                    Thread.onSpinWait();
                }
            }
        });
        watcher.start();
        for (int i = 0; i < 100; i++) {
            String id = "1111111" + i % 10 + "-0730-4ee8-a6df-9553cdfeef89";
            file().update(config -> config.withProject(id));
        }
        done.set(true);
        watcher.join();

        assertThat(seen).isEmptyDirectory();
        assertThat(mode()).isEqualTo("rw-------");
    }

    @Test
    void isReplacedWholeOrNotAtAll() throws IOException {
        file().update(config -> config.withProject(PROJECT));
        String before = Files.readString(path());

        assertThatThrownBy(() -> file().updateAfter(config -> {
                    throw new IOException("no");
                }))
                .hasMessage("no");

        assertThat(path()).hasContent(before);
        assertThat(folder()).containsExactly("config.json", "config.json.lock");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkStaysOne() throws IOException {
        Path target = folder.resolve("dotfiles.json");
        FakeNetwork.writePrivately(target, "{}");
        Files.createSymbolicLink(path(), target);

        file().update(config -> config.withProject(PROJECT));

        assertThat(path()).isSymbolicLink();
        assertThat(target).content().contains(PROJECT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToNothingStaysOneToo() throws IOException {
        Path target = folder.resolve("dotfiles.json");
        Files.createSymbolicLink(path(), Path.of("dotfiles.json"));

        file().update(config -> config.withProject(PROJECT));

        assertThat(path()).isSymbolicLink();
        assertThat(target).content().contains(PROJECT);
        assertThat(folder.resolve("dotfiles.json.lock")).exists();
    }

    @Test
    void isAnotherFileAfterwards() throws IOException {
        write("{}");
        Path before = Files.createLink(folder.resolve("before"), path());

        file().update(config -> config.withProject(PROJECT));

        assertThat(before).hasContent("{}");
        assertThat(path()).content().contains(PROJECT);
    }

    /** What root writes for somebody stays theirs, and nothing is left that would lock them out. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsItsOwner() throws IOException {
        write("{}");
        giveAway(path());

        file().update(config -> config.withProject(PROJECT));

        assertThat(Files.getAttribute(path(), "unix:uid")).isEqualTo(SOMEBODY_ELSE);
        assertThat(path()).content().contains(PROJECT);
        assertThat(folder()).containsExactly("config.json");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void usesTheLockThatItsOwnerMade() throws IOException {
        write("{}");
        Files.createFile(folder.resolve("config.json.lock"));
        giveAway(path(), folder.resolve("config.json.lock"));
        open("rw-r--r--");

        file().update(config -> config.withProject(PROJECT));

        assertThat(Files.getAttribute(path(), "unix:uid")).isEqualTo(SOMEBODY_ELSE);
        assertThat(path()).content().contains(PROJECT);
        assertThat(folder()).containsExactly("config.json", "config.json.lock");
        assertThat(mode()).as("another's file is not touched by its name").isEqualTo("rw-r--r--");
        assertThat(warnings)
                .containsExactly(
                        "the configuration file " + path() + " is open to others, and that cannot be changed here");
    }

    /** Or root could be made to create a file anywhere, and to give it away. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLockIsNoLink(@TempDir Path elsewhere) throws IOException {
        Path lock = folder.resolve("config.json.lock");
        for (String target : List.of("planted", "there")) {
            Files.writeString(elsewhere.resolve("there"), "text");
            Files.createSymbolicLink(lock, elsewhere.resolve(target));

            assertThatThrownBy(() -> file().update(config -> config.withProject(PROJECT)))
                    .isInstanceOf(NetworkException.class)
                    .hasMessage("cannot lock the configuration file " + path() + ": " + lock
                            + ": it is not a regular file");

            Files.delete(lock);
        }
        assertThat(elsewhere.resolve("planted")).doesNotExist();
        assertThat(elsewhere.resolve("there")).hasContent("text");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLockIsNoFifoWhichWouldNeverOpen() throws Exception {
        Path lock = folder.resolve("config.json.lock");
        makeFifo(lock);

        assertThatThrownBy(() -> file().update(config -> config.withProject(PROJECT)))
                .hasMessage(
                        "cannot lock the configuration file " + path() + ": " + lock + ": it is not a regular file");
        assertThat(folder()).containsExactly("config.json.lock");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsChangedIsNoFifoEither() throws Exception {
        makeFifo(path());

        assertThatThrownBy(() -> file().update(config -> config.withProject(PROJECT)))
                .hasMessage("cannot use the configuration file " + path() + ": it is not a regular file");
        assertThat(folder()).containsExactly("config.json");
    }

    private static void makeFifo(Path path) throws Exception {
        assumeThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    /** Or others could have root write to files that they may not write to themselves. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkOfOthersIsNotFollowedToWrite(@TempDir Path elsewhere) throws IOException {
        Path theirs = folder.resolve("config.json");
        for (String name : List.of("planted", "there")) {
            Path target = elsewhere.resolve(name);
            FakeNetwork.writePrivately(elsewhere.resolve("there"), "{}");
            Files.createSymbolicLink(theirs, target);
            giveAway(theirs);

            assertThatThrownBy(() -> file().update(config -> config.withProject(PROJECT)))
                    .isInstanceOf(NetworkException.class)
                    .hasMessage("cannot use the configuration file " + path() + ": the link " + theirs
                            + " has another owner than " + target + ", where it leads");

            Files.delete(theirs);
        }
        try (var files = Files.list(elsewhere)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("there");
        }
        assertThat(elsewhere.resolve("there")).hasContent("{}");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkOfItsOwnersIsFollowedByRoot() throws IOException {
        Path target = folder.resolve("dotfiles.json");
        FakeNetwork.writePrivately(target, "{}");
        Files.createSymbolicLink(path(), target);
        giveAway(path(), target);

        file().update(config -> config.withProject(PROJECT));

        assertThat(target).content().contains(PROJECT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isReadThroughALinkWhoeverMadeIt() throws IOException {
        Path target = folder.resolve("dotfiles.json");
        FakeNetwork.writePrivately(target, "{\"selected_project\":\"" + PROJECT + "\"}");
        Files.createSymbolicLink(path(), target);
        giveAway(path());

        assertThat(file().read().selectedProject()).contains(PROJECT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isWrittenInPlaceWhereTheFolderTakesNoOtherFile() throws IOException {
        write("{}");
        closeFolder();

        file().update(config -> config.withProject(PROJECT));

        assertThat(path()).content().contains(PROJECT);
        assertThat(warnings).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isMadeItsOwnersAloneWhereItIsWrittenInPlaceToo() throws IOException {
        write("{}");
        open("rw-rw-r--");
        closeFolder();

        file().update(config -> config.withProject(PROJECT));

        assertThat(path()).content().contains(PROJECT);
        assertThat(mode()).isEqualTo("rw-------");
        assertThat(warnings)
                .containsExactly(
                        "the configuration file " + path() + " was open to others; now it is its owner's alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    @DisabledOnOs(OS.WINDOWS)
    void isMadeItsOwnersAloneWhenItIsRead(String mode) throws IOException {
        write("{ \"version\": \"v1\" }");
        open(mode);

        OryConfigFile file = file();
        assertThat(file.read().selectedProject()).isEmpty();
        assertThat(file.read().selectedProject()).isEmpty();

        assertThat(mode()).isEqualTo("rw-------");
        assertThat(path()).hasContent("{ \"version\": \"v1\" }");
        assertThat(warnings)
                .containsExactly(
                        "the configuration file " + path() + " was open to others; now it is its owner's alone");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isMadeItsOwnersAloneBehindALink() throws IOException {
        write("{}");
        open("rw-r--r--");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), path());

        file(Optional.of(link)).read();

        assertThat(mode()).isEqualTo("rw-------");
        assertThat(link).isSymbolicLink();
        assertThat(warnings)
                .containsExactly("the configuration file " + link + " was open to others; now it is its owner's alone");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysOnceThatItIsOpenToOthersWhereThatCannotBeChanged() throws IOException {
        write("{\"selected_project\":\"" + PROJECT + "\"}");
        open("r--r--r--");
        Files.createDirectory(folder.resolve("config.json.lock"));

        OryConfigFile file = file();
        assertThat(file.read().selectedProject()).contains(PROJECT);
        assertThat(file.read().selectedProject()).contains(PROJECT);

        assertThat(mode()).isEqualTo("r--r--r--");
        assertThat(warnings)
                .containsExactly(
                        "the configuration file " + path() + " is open to others, and that cannot be changed here");
    }

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        write("{}");
        List<String> others = List.of(
                "config.json.tmp",
                "config.json.x.tmp",
                "config.json.123456789012345678901.tmp",
                "config.json.1.tmp.tmp",
                "other.json.1.tmp");
        for (String name : others) {
            Files.writeString(folder.resolve(name), "kept");
        }
        Files.createDirectory(folder.resolve("config.json.3.tmp"));
        Files.writeString(folder.resolve("config.json.1.tmp"), "\0\0");
        Files.writeString(folder.resolve("config.json.18446744073709551615.tmp"), "{}");

        file().update(config -> config);

        assertThat(folder())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                others.stream(), Stream.of("config.json", "config.json.lock", "config.json.3.tmp"))
                        .toList());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void removesNoLinkAndNothingOfOthers() throws IOException {
        write("{}");
        Path target = Files.writeString(folder.resolve("target"), "text");
        Files.createSymbolicLink(folder.resolve("config.json.1.tmp"), target);
        giveAway(Files.createFile(folder.resolve("config.json.2.tmp")));

        file().update(config -> config.withProject(PROJECT));

        assertThat(folder())
                .containsExactly("config.json", "config.json.1.tmp", "config.json.2.tmp", "config.json.lock", "target");
        assertThat(target).hasContent("text");
    }

    /** What an interrupt would leave is there only while it is held off. */
    @Test
    void isAloneWhereverAnInterruptMayEndTheProgram() throws IOException {
        List<List<String>> seen = new ArrayList<>();
        holdOff = () -> {
            record(seen);
            return () -> record(seen);
        };

        file().updateAfter(config -> {
            assertThat(folder()).hasSize(2).element(0).asString().matches("config\\.json\\.[0-9]+\\.tmp");
            return latest -> latest.withProject(PROJECT);
        });

        assertThat(seen).containsExactly(List.of("config.json.lock"), List.of("config.json", "config.json.lock"));
    }

    private void record(List<List<String>> seen) {
        try {
            seen.add(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one who waits hears of the end in the words of whoever told it. */
    @Test
    void endsTheWaitForAnotherProcessAsItIsTold() throws IOException {
        IOException end = new IOException("the program was told to end");
        pause = duration -> {
            throw end;
        };
        file().updateAfter(config -> {
            assertThatThrownBy(() -> file().update(other -> other)).isSameAs(end);
            return latest -> latest;
        });

        write("{");
        assertThatThrownBy(() -> file().read()).isSameAs(end);
    }

    @Test
    void isChangedAsItIsWhenTheChangeIsReady() throws IOException {
        write("{}");

        file().updateAfter(config -> {
            write("{\"of\":\"the reference\"}");
            return latest -> latest.withProject(PROJECT);
        });

        assertThat(path())
                .hasContent("{\"of\":\"the reference\",\"version\":\"v1\",\"selected_project\":\"" + PROJECT + "\"}");
    }

    @Test
    void isReadAgainWhereTheReferenceIsWritingIt() throws Exception {
        write("{\"selected_proj");
        pause = duration -> write("{\"selected_project\":\"" + PROJECT + "\"}");

        assertThat(file().read().selectedProject()).contains(PROJECT);
    }

    @Test
    void isNoDirectory() {
        for (String path : List.of(".", "/", folder.toString())) {
            assertThatThrownBy(() -> file(Optional.of(Path.of(path))).update(config -> config))
                    .hasMessage("cannot use the configuration file " + Path.of(path) + ": it is a directory");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isNotReadWithoutEnd() throws IOException {
        write(" ".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> file().read())
                .hasMessage("cannot read the configuration file " + path() + ": it is larger than 1 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "99999999999999999999", "1e300", "\"1e300\""})
    void isNeverForEver(String seconds) throws Exception {
        ObjectNode answer = (ObjectNode) Json.parse("{\"access_token\":\"y\",\"expires_in\":" + seconds + "}");

        file().update(config -> config.withToken(answer, Instant.EPOCH));

        assertThat(path()).content().contains("\"expiry\":\"1979-12-30T00:00:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-99999999999999999999", "-1e300", "1e-300", "\"soon\"", "{}"})
    void hasNoEndThatIsNone(String seconds) throws Exception {
        ObjectNode answer = (ObjectNode) Json.parse("{\"access_token\":\"y\",\"expires_in\":" + seconds + "}");

        file().update(config -> config.withToken(answer, Instant.EPOCH));

        assertThat(file().read().token()).isPresent();
        assertThat(path()).content().doesNotContain("expiry", "expires_in");
    }

    /** Whoever has a configuration in hand sees it as it was. */
    @Test
    void isChangedInACopy() throws Exception {
        write("{\"access_token\":{\"access_token\":\"x\",\"b\":[]}}");
        OryConfig before = file().read();
        String text = Json.write(before.json());
        ObjectNode answer = (ObjectNode) Json.parse("{\"access_token\":\"y\",\"expires_in\":60}");

        OryConfig after =
                before.withProject(PROJECT).withToken(answer, Instant.EPOCH).signedOut();

        assertThat(Json.write(before.json())).isEqualTo(text);
        assertThat(after.token()).isEmpty();
    }

    @Test
    void saysSoWhereItCannotBeWritten() {
        Path nowhere = folder.resolve("missing").resolve("config.json");

        assertThatThrownBy(() -> file(Optional.of(nowhere)).update(config -> config.withProject(PROJECT)))
                .hasMessage("cannot write the configuration file " + nowhere + ": no such directory");
        assertThatThrownBy(() -> file(Optional.empty()).update(config -> config))
                .hasMessage("there is no place for a configuration file: HOME is not set");
    }

    @Test
    void whatIsNoObjectIsBroken() throws IOException {
        List<Duration> pauses = new ArrayList<>();
        pause = pauses::add;

        write("[]");
        assertThatThrownBy(() -> file().read())
                .hasMessage("cannot read the configuration file " + path() + ": it is not a JSON object");
        assertThat(pauses).isEmpty();

        Files.write(path(), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> file().read())
                .hasMessage("cannot read the configuration file " + path() + ": it is not UTF-8 text");
        assertThat(pauses).hasSize(10);

        write("");
        assertThatThrownBy(() -> file().read())
                .hasMessage("cannot read the configuration file " + path() + ": it is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999999999999", "-1e-99999999999999999999", "1e999999999"})
    void aNumberThatIsOutOfRangeIsBrokenToo(String number) throws IOException {
        pause = duration -> {};
        write("{\"version\":\"v1\",\"new\":" + number + "}");
        String broken = "cannot read the configuration file " + path()
                + ": it has a number that is out of range (line 1, column 23)";

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(NetworkException.class)
                .hasMessage(broken);
        assertThatThrownBy(() -> file().update(config -> config.withProject(PROJECT)))
                .isInstanceOf(NetworkException.class)
                .hasMessage(broken);
    }

    @Test
    void aTokenWithoutAnEndNeverExpires() throws Exception {
        write("""
                {"access_token":{"access_token":"x","expiry":"0001-01-01T00:00:00Z"}}""");

        assertThat(file().read().token().flatMap(OryConfig.Token::expiry)).isEmpty();
    }

    @Test
    void keepsTheRefreshTokenWhereThereIsNoNewOne() throws Exception {
        ObjectNode answer = (ObjectNode) Json.parse("{\"access_token\":\"y\",\"expires_in\":60}");
        write("""
                {"version":"v1","access_token":{"access_token":"x","refresh_token":"r"}}""");

        file().update(config -> config.withToken(answer, Instant.EPOCH));

        assertThat(path()).hasContent("""
                {"version":"v1","access_token":{"access_token":"y","refresh_token":"r","token_type":"bearer",\
                "expiry":"1970-01-01T00:01:00Z","expires_in":60}}""");
    }

    private OryConfigFile file() {
        return file(Optional.of(path()));
    }

    private OryConfigFile file(Optional<Path> path) {
        return new OryConfigFile(path, pause, holdOff, warnings::add);
    }

    private void write(String text) throws IOException {
        FakeNetwork.writePrivately(path(), text);
    }

    private void open(String mode) throws IOException {
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(mode));
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path()));
    }

    private List<String> folder() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The folder takes no other file. */
    private void closeFolder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(folder)).as("root may write anywhere").isFalse();
    }

    private static void giveAway(Path... files) throws IOException {
        try {
            for (Path file : files) {
                Files.setAttribute(file, "unix:uid", SOMEBODY_ELSE, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException notRoot) {
            assumeThat(notRoot).as("only root gives files away").isNull();
        }
    }

    private Path path() {
        return folder.resolve("config.json");
    }
}
