package orycli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * What the build wrote down about itself.
 *
 * @param version such as {@code 0.1.0}
 * @param commit what it was built from; {@code unknown} outside of a checkout
 * @param date of the release, in the form of RFC 3339, and not of the build, which can be repeated
 */
record BuildInfo(String version, String commit, String date) {
    private static final String UNKNOWN = "unknown";

    /**
     * The version alone, which a class data archive has from the jar's manifest, so that no jar need be opened. Outside of a
     * jar there is no manifest.
     */
    static String versionOfPackage() {
        return Optional.ofNullable(BuildInfo.class.getPackage().getImplementationVersion())
                .orElseGet(() -> read().version());
    }

    static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(
                properties.getProperty("version", UNKNOWN),
                properties.getProperty("commit", UNKNOWN),
                properties.getProperty("date", UNKNOWN));
    }
}
