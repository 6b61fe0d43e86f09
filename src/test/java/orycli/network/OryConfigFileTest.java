package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import orycli.json.Json;

final class OryConfigFileTest {
    private static final String PROJECT = "11111111-0730-4ee8-a6df-9553cdfeef89";

    @TempDir
    private Path folder;

    @Test
    void isEmptyWhereThereIsNoFile() throws IOException {
        assertThat(file().read()).isEqualTo(OryConfig.empty());
        assertThat(new OryConfigFile(Optional.empty()).read()).isEqualTo(OryConfig.empty());
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
        Files.writeString(path(), "{\"a\":1.50,\"version\":\"v1\",\"access_token\":{\"access_token\":\"x\",\"b\":[]}}");

        file().update(config -> config.withProject(PROJECT));

        assertThat(path())
                .hasContent("{\"a\":1.50,\"version\":\"v1\",\"access_token\":{\"access_token\":\"x\",\"b\":[]},"
                        + "\"selected_project\":\"" + PROJECT + "\"}");
    }

    @Test
    void isNotWrittenWhereNothingChanges() throws IOException {
        Files.writeString(path(), "{ \"version\": \"v1\" }");

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
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
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
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("config.json", "config.json.lock");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkStaysOne() throws IOException {
        Path target = folder.resolve("dotfiles.json");
        Files.writeString(target, "{}");
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
        Files.writeString(path(), "{}");
        Path before = Files.createLink(folder.resolve("before"), path());

        file().update(config -> config.withProject(PROJECT));

        assertThat(before).hasContent("{}");
        assertThat(path()).content().contains(PROJECT);
    }

    /** What root writes for somebody stays theirs. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsItsOwner() throws IOException {
        Files.writeString(path(), "{}");
        UserPrincipal nobody;
        try {
            nobody = path().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(path(), nobody);
        } catch (IOException notRoot) {
            assumeThat(notRoot).as("only root gives files away").isNull();
            return;
        }

        file().update(config -> config.withProject(PROJECT));

        assertThat(Files.getOwner(path())).isEqualTo(nobody);
        assertThat(Files.getOwner(folder.resolve("config.json.lock"))).isEqualTo(nobody);
        assertThat(path()).content().contains(PROJECT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isWrittenInPlaceWhereTheFolderTakesNoOtherFile() throws IOException {
        Files.writeString(path(), "{}");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        try {
            assumeThat(Files.isWritable(folder)).as("root may write anywhere").isFalse();

            file().update(config -> config.withProject(PROJECT));

            assertThat(path()).content().contains(PROJECT);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void isChangedAsItIsWhenTheChangeIsReady() throws IOException {
        Files.writeString(path(), "{}");

        file().updateAfter(config -> {
            Files.writeString(path(), "{\"of\":\"the reference\"}");
            return latest -> latest.withProject(PROJECT);
        });

        assertThat(path())
                .hasContent("{\"of\":\"the reference\",\"version\":\"v1\",\"selected_project\":\"" + PROJECT + "\"}");
    }

    @Test
    void isReadAgainWhereTheReferenceIsWritingIt() throws Exception {
        Files.writeString(path(), "{\"selected_proj");
        CompletableFuture<Void> reference = CompletableFuture.runAsync(() -> {
            try {
                Thread.sleep(60);
                Files.writeString(path(), "{\"selected_project\":\"" + PROJECT + "\"}");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(file().read().selectedProject()).contains(PROJECT);
        reference.get();
    }

    @Test
    void isNoDirectory() {
        for (String path : List.of(".", "/", folder.toString())) {
            assertThatThrownBy(() -> new OryConfigFile(Optional.of(Path.of(path))).update(config -> config))
                    .hasMessage("cannot use the configuration file " + Path.of(path) + ": it is a directory");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isNotReadWithoutEnd() throws IOException {
        Files.writeString(path(), " ".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> file().read())
                .hasMessage("cannot read the configuration file " + path() + ": it is larger than 1 MiB");
    }

    @Test
    void isNeverForEver() throws Exception {
        ObjectNode answer = (ObjectNode) Json.parse("{\"access_token\":\"y\",\"expires_in\":9223372036854775807}");

        file().update(config -> config.withToken(answer, Instant.EPOCH));

        assertThat(path()).content().contains("\"expiry\":\"1979-12-30T00:00:00Z\"");
    }

    @Test
    void saysSoWhereItCannotBeWritten() {
        Path nowhere = folder.resolve("missing").resolve("config.json");

        assertThatThrownBy(() -> new OryConfigFile(Optional.of(nowhere)).update(config -> config.withProject(PROJECT)))
                .hasMessage("cannot write the configuration file " + nowhere + ": no such directory");
        assertThatThrownBy(() -> new OryConfigFile(Optional.empty()).update(config -> config))
                .hasMessage("there is no place for a configuration file: HOME is not set");
    }

    @Test
    void whatIsNoObjectIsBroken() throws IOException {
        Files.writeString(path(), "[]");
        assertThatThrownBy(() -> file().read())
                .hasMessage("cannot read the configuration file " + path() + ": it is not a JSON object");

        Files.write(path(), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> file().read())
                .hasMessage("cannot read the configuration file " + path() + ": it is not UTF-8 text");

        Files.writeString(path(), "");
        assertThatThrownBy(() -> file().read())
                .hasMessage("cannot read the configuration file " + path() + ": it is empty");
    }

    @Test
    void aTokenWithoutAnEndNeverExpires() throws Exception {
        Files.writeString(path(), """
                {"access_token":{"access_token":"x","expiry":"0001-01-01T00:00:00Z"}}""");

        assertThat(file().read().token().flatMap(OryConfig.Token::expiry)).isEmpty();
    }

    @Test
    void keepsTheRefreshTokenWhereThereIsNoNewOne() throws Exception {
        ObjectNode answer = (ObjectNode) Json.parse("{\"access_token\":\"y\",\"expires_in\":60}");
        Files.writeString(path(), """
                {"version":"v1","access_token":{"access_token":"x","refresh_token":"r"}}""");

        file().update(config -> config.withToken(answer, Instant.EPOCH));

        assertThat(path()).hasContent("""
                {"version":"v1","access_token":{"access_token":"y","refresh_token":"r","token_type":"bearer",\
                "expiry":"1970-01-01T00:01:00Z","expires_in":60}}""");
    }

    private OryConfigFile file() {
        return new OryConfigFile(Optional.of(path()));
    }

    private Path path() {
        return folder.resolve("config.json");
    }
}
