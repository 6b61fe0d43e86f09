package orycli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * The configuration file, which the reference reads and writes too. Only its owner may read it, from its first byte; it
 * is replaced whole or not at all, where the file system and the file's owner allow that; and of this program's
 * processes one at a time changes it, which an empty file beside it, with {@code .lock} behind its name, sees to.
 */
public final class OryConfigFile {
    private static final String OLD_VERSION = "v0alpha0";
    /** How often a broken file is read again: the reference, which takes no lock, may be in the middle of writing it. */
    private static final int READ_AGAIN = 10;

    private final Optional<Path> path;
    private final Pause pause;
    private final HoldOff holdOff;
    private final Consumer<String> warnings;
    private boolean warned;

    /** What has to be done before it is known how the file's content changes. */
    @FunctionalInterface
    interface Preparation {
        /** What to change. The file may hold something else than this when it is changed. */
        UnaryOperator<OryConfig> prepare(OryConfig current) throws IOException;
    }

    /** Where the file's text is to be had. */
    @FunctionalInterface
    private interface Text {
        String read() throws IOException;
    }

    private record Content(String text, OryConfig config) {}

    /**
     * The file at a path.
     *
     * @param path where the file is; without one there is nothing to read, and writing fails
     * @param pause waits while another process has the file
     * @param holdOff lasts while there is a file beside it that an interrupt would leave there
     * @param warnings is told what is not as it should be: whole sentences, without their capital and full stop
     */
    public OryConfigFile(Optional<Path> path, Pause pause, HoldOff holdOff, Consumer<String> warnings) {
        this.path = path;
        this.pause = pause;
        this.holdOff = holdOff;
        this.warnings = warnings;
    }

    /**
     * What the file holds; an empty configuration where there is no file. A file that others may read is made its
     * owner's alone.
     *
     * @throws NetworkException where it is broken; it is never touched then
     */
    OryConfig read() throws IOException {
        if (path.isEmpty()) {
            return OryConfig.empty();
        }
        Path file = path.get();
        OryConfig config = content(file, () -> ExclusiveAccess.read(file)).config();
        if (warned || !RegularFiles.isOpenToOthers(file)) {
            return config;
        }
        try {
            return update(unchanged -> unchanged);
        } catch (NetworkException cannotBeWritten) {
            warn(file, true);
            return config;
        }
    }

    private Content content(Path file, Text text) throws IOException {
        String problem = "cannot read the configuration file " + file + ": ";
        for (int again = READ_AGAIN; ; again--) {
            try {
                String read = text.read();
                return new Content(read, config(Json.parse(read), problem));
            } catch (NoSuchFileException e) {
                return new Content("", OryConfig.empty());
            } catch (JsonSyntaxException | CharacterCodingException e) {
                if (again == 0) {
                    String why = e instanceof JsonSyntaxException ? e.getMessage() : "it is not UTF-8 text";
                    throw broken(problem + why);
                }
            } catch (NetworkException e) {
                throw e;
            } catch (IOException e) {
                throw new NetworkException(problem + RegularFiles.reason(e));
            }
            pause.sleep(ExclusiveAccess.MOMENT);
        }
    }

    private static OryConfig config(JsonNode content, String problem) throws NetworkException {
        if (!(content instanceof ObjectNode json)) {
            throw broken(problem + "it is not a JSON object");
        }
        String version = json.path("version").asText("");
        if (version.equals(OLD_VERSION)) {
            return new OryConfig(OryConfig.empty().json(), true);
        }
        if (!version.isEmpty() && !version.equals(OryConfig.VERSION)) {
            throw new NetworkException(
                    problem + "it is of the version '" + version + "', which is newer than this program");
        }
        return new OryConfig(json, false);
    }

    private static NetworkException broken(String message) {
        return new NetworkException(message, "Correct it, or delete it and sign in again: ory auth");
    }

    /**
     * Changes the file, while no other process does.
     *
     * @return what it holds then
     */
    OryConfig update(UnaryOperator<OryConfig> change) throws IOException {
        return updateAfter(current -> change);
    }

    /**
     * Prepares a change and makes it, while no other process changes the file. That it can be written is known before
     * anything is prepared. The reference may write it in the meantime; the change is made to what it holds at last.
     *
     * @return what it holds then
     */
    OryConfig updateAfter(Preparation preparation) throws IOException {
        Path file = path.orElseThrow(() -> new NetworkException(
                "there is no place for a configuration file: HOME is not set", "Name a file with --config."));
        try (ExclusiveAccess access = ExclusiveAccess.to(file, pause, holdOff)) {
            boolean wasOpen = access.isOpenToOthers();
            UnaryOperator<OryConfig> change =
                    preparation.prepare(content(file, access::read).config());
            Content current = content(file, access::read);
            OryConfig changed = change.apply(current.config());
            if (!changed.equals(current.config())) {
                access.write(Json.write(changed.json()) + "\n");
            } else if (wasOpen) {
                access.makePrivate(current.text());
            }
            if (wasOpen) {
                warn(file, access.isOpenToOthers());
            }
            return changed;
        }
    }

    private void warn(Path file, boolean isStillOpen) {
        if (!warned) {
            warned = true;
            warnings.accept(
                    isStillOpen
                            ? "the configuration file " + file + " is open to others, and that cannot be changed here"
                            : "the configuration file " + file + " was open to others; now it is its owner's alone");
        }
    }

    @Override
    public String toString() {
        return path.map(Path::toString).orElse("(none)");
    }
}
