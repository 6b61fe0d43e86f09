package orycli.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import orycli.encryption.PgpKeys.Kind;

/** The other side of an encryption as most owners of a key have it: GnuPG itself. */
final class GpgTest {
    private static final Clock CLOCK = Clock.systemUTC();

    private final Gpg gpg;

    GpgTest() throws IOException {
        assumeTrue(Gpg.isInstalled(), "gpg is not installed");
        gpg = new Gpg();
    }

    @AfterEach
    void stop() throws IOException {
        gpg.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA", "CURVE25519", "NIST_P256"})
    void gpgDecryptsWithAKeyOfOurs(Kind kind) throws IOException {
        PgpKeys key = PgpKeys.plain(kind);
        gpg.importKey(key.privateBinary());
        assertThat(decrypt(PgpKeys.encryptor(key.binary(), CLOCK).encrypt("Zsäöü~-_.\r\n")))
                .isEqualTo("Zsäöü~-_.\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, Key-Length: 2048, RSA, Subkey-Length: 2048",
        "EDDSA, Key-Curve: ed25519, ECDH, Subkey-Curve: cv25519",
        "ECDSA, Key-Curve: nistp256, ECDH, Subkey-Curve: nistp384",
        "ECDSA, Key-Curve: nistp521, ECDH, Subkey-Curve: nistp521",
        "ECDSA, Key-Curve: brainpoolP256r1, ECDH, Subkey-Curve: brainpoolP256r1",
        "DSA, Key-Length: 2048, ELG-E, Subkey-Length: 2048"
    })
    void gpgDecryptsWithAKeyOfItsOwn(String type, String size, String subtype, String subsize) throws IOException {
        byte[] key = gpg.generate(
                "Key-Type: " + type,
                size,
                "Subkey-Type: " + subtype,
                subsize,
                "Name-Real: Bob",
                "Name-Email: bob@example.org",
                "Expire-Date: 1d");
        assertThat(decrypt(PgpKeys.encryptor(key, CLOCK).encrypt("top secret"))).isEqualTo("top secret");
    }

    @Test
    void gpgDecryptsWithEitherOfTwoKeys() throws IOException {
        PgpKeys absent = PgpKeys.plain(Kind.X25519_V6);
        PgpKeys present = PgpKeys.plain(Kind.CURVE25519);
        gpg.importKey(present.privateBinary());
        assertThat(decrypt(PgpKeys.encryptor(PgpKeys.together(absent, present), CLOCK)
                        .encrypt("secret")))
                .isEqualTo("secret");
    }

    @Test
    void seesThatGpgRevokedAKey() throws IOException {
        gpg.generate(
                "Key-Type: EDDSA",
                "Key-Curve: ed25519",
                "Subkey-Type: ECDH",
                "Subkey-Curve: cv25519",
                "Name-Real: Bob");
        gpg.revoke();
        byte[] revoked = gpg.export();
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeys.encryptor(revoked, CLOCK))
                .withMessageEndingWith("(Bob) has been revoked");
    }

    @Test
    void seesThatGpgChangedTheExpiry() throws IOException {
        gpg.generate(
                "Key-Type: EDDSA",
                "Key-Curve: ed25519",
                "Subkey-Type: ECDH",
                "Subkey-Curve: cv25519",
                "Name-Real: Bob");
        gpg.expireIn("2d");
        byte[] key = gpg.export();
        assertThat(decrypt(PgpKeys.encryptor(key, CLOCK).encrypt("secret"))).isEqualTo("secret");
        Clock later = Clock.offset(CLOCK, Duration.ofDays(3));
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeys.encryptor(key, later))
                .withMessageContaining("(Bob) expired on ");
    }

    private String decrypt(String message) throws IOException {
        return gpg.decrypt(Base64.getDecoder().decode(message));
    }
}
