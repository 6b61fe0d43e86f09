package orycli.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import orycli.encryption.PgpKeys.Kind;

final class PgpEncryptorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Instant YEAR_ONE = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant YEAR_TWO = Instant.parse("2025-06-01T00:00:00Z");
    private static final Duration FOR_EVER = Duration.ZERO;
    private static final Duration A_DAY = Duration.ofDays(1);

    @ParameterizedTest
    @EnumSource
    void encryptsForTheOwnerOfAKey(Kind kind) throws IOException {
        PgpKeys key = PgpKeys.plain(kind);
        String message = encrypt("Zsäöü~-_.\r\n", key);
        assertThat(key.decrypt(message)).isEqualTo("Zsäöü~-_.\r\n");
        assertThat(PgpKeys.recipients(message)).containsExactly(key.keyId(1));
    }

    @Test
    void writesBase64OfAnArmoredMessageWithoutHeaders() throws IOException {
        String message = encrypt("secret", PgpKeys.plain(Kind.CURVE25519));
        assertThat(message).doesNotContainAnyWhitespaces();
        assertThat(new String(Base64.getDecoder().decode(message), StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN PGP MESSAGE-----" + System.lineSeparator() + System.lineSeparator())
                .endsWith("-----END PGP MESSAGE-----" + System.lineSeparator());
    }

    @Test
    void encryptsAnEmptyAndALongSecret() throws IOException {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        String longOne = "0123456789".repeat(10_000);
        assertThat(key.decrypt(encrypt("", key))).isEmpty();
        assertThat(key.decrypt(encrypt(longOne, key))).isEqualTo(longOne);
    }

    @Test
    void neverEncryptsTwiceAlike() throws IOException {
        SecretEncryptor encryptor =
                PgpKeys.encryptor(PgpKeys.plain(Kind.CURVE25519).binary(), CLOCK);
        assertThat(encryptor.encrypt("secret")).isNotEqualTo(encryptor.encrypt("secret"));
    }

    @Test
    void readsBinaryAndArmoredKeysAlike() throws IOException {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        byte[] armored = ("Here is my key:\r\n\r\n" + key.armored().replace("\n", "\r\n") + "\r\nBye")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(key.decrypt(PgpKeys.encryptor(armored, CLOCK).encrypt("secret")))
                .isEqualTo("secret");
    }

    @Test
    void usesTheStrongestCipherThatTheKeyPrefers() throws IOException {
        assertThat(cipherFor(SymmetricKeyAlgorithmTags.CAST5, SymmetricKeyAlgorithmTags.AES_256))
                .isEqualTo(SymmetricKeyAlgorithmTags.AES_256);
        assertThat(cipherFor(SymmetricKeyAlgorithmTags.AES_128, SymmetricKeyAlgorithmTags.AES_192))
                .isEqualTo(SymmetricKeyAlgorithmTags.AES_192);
    }

    @Test
    void usesAes128WhereTheKeyPrefersNothingOrNothingBetter() throws IOException {
        assertThat(cipherFor()).isEqualTo(SymmetricKeyAlgorithmTags.AES_128);
        assertThat(cipherFor(SymmetricKeyAlgorithmTags.TRIPLE_DES)).isEqualTo(SymmetricKeyAlgorithmTags.AES_128);
    }

    @Test
    void usesACipherThatAllKeysUnderstand() throws IOException {
        PgpKeys modern = PgpKeys.plain(Kind.CURVE25519);
        PgpKeys old = PgpKeys.of(Kind.CURVE25519)
                .ciphers(SymmetricKeyAlgorithmTags.AES_192, SymmetricKeyAlgorithmTags.AES_128)
                .build();
        String message = PgpKeys.encryptor(PgpKeys.together(modern, old), CLOCK).encrypt("secret");
        assertThat(modern.cipher(message)).isEqualTo(SymmetricKeyAlgorithmTags.AES_128);
    }

    @Test
    void picksTheNewestSubkey() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(YEAR_TWO, FOR_EVER)
                .subkey(YEAR_ONE, FOR_EVER)
                .build();
        assertThat(PgpKeys.recipients(encrypt("secret", key))).containsExactly(key.keyId(1));
    }

    @Test
    void picksTheNewestSubkeyThatIsNotExpired() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(YEAR_ONE, FOR_EVER)
                .subkey(YEAR_TWO, A_DAY)
                .build();
        assertThat(PgpKeys.recipients(encrypt("secret", key))).containsExactly(key.keyId(1));
    }

    @Test
    void picksTheNewestSubkeyThatIsNotRevoked() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(YEAR_ONE, FOR_EVER)
                .revokedSubkey(YEAR_TWO)
                .build();
        assertThat(PgpKeys.recipients(encrypt("secret", key))).containsExactly(key.keyId(1));
    }

    @Test
    void picksNoSubkeyFromTheFuture() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(YEAR_ONE, FOR_EVER)
                .subkey(NOW.plus(A_DAY), FOR_EVER)
                .build();
        assertThat(PgpKeys.recipients(encrypt("secret", key))).containsExactly(key.keyId(1));
    }

    @Test
    void ignoresASubkeyThatTheOwnerDidNotSign() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(YEAR_ONE, FOR_EVER)
                .foreignSubkey(YEAR_TWO)
                .build();
        assertThat(PgpKeys.recipients(encrypt("secret", key))).containsExactly(key.keyId(1));
    }

    @Test
    void ignoresASubkeyForSigning() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.RSA)
                .subkey(YEAR_ONE, FOR_EVER)
                .signingSubkey(YEAR_TWO)
                .build();
        assertThat(PgpKeys.recipients(encrypt("secret", key))).containsExactly(key.keyId(1));
    }

    @Test
    void fallsBackToAPrimaryKeyThatMayEncrypt() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.RSA)
                .encryptsWithPrimaryKey()
                .revokedSubkey(YEAR_ONE)
                .build();
        String message = encrypt("secret", key);
        assertThat(PgpKeys.recipients(message)).containsExactly(key.keyId(0));
        assertThat(key.decrypt(message)).isEqualTo("secret");
    }

    @Test
    void passesOverASubkeyOnWhichTheTrialFails() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(YEAR_ONE, FOR_EVER)
                .subkey(YEAR_TWO, FOR_EVER)
                .build();
        long newest = HexFormat.fromHexDigitsToLong(key.keyId(2));
        PgpCertificate certificate =
                new PgpCertificate(PgpKeyReader.read(key.binary(), "it").get(0), NOW, new Effort());
        assertThat(certificate
                        .recipient(recipient -> recipient.key().getKeyID() != newest)
                        .key()
                        .getKeyID())
                .isEqualTo(HexFormat.fromHexDigitsToLong(key.keyId(1)));
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> certificate.recipient(recipient -> false))
                .withMessage("the encryption subkey " + key.keyId(2) + " of the PGP key " + key.keyId(0)
                        + " (Alice <alice@example.org>) uses an algorithm or a curve that is not supported");
    }

    @Test
    void takesAKeyWithoutUserIdThatItsOwnerSignedDirectly() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.X25519_V6).withoutUserId().build();
        String message = encrypt("secret", key);
        assertThat(key.decrypt(message)).isEqualTo("secret");
        assertThat(key.cipher(message)).isEqualTo(SymmetricKeyAlgorithmTags.AES_256);
    }

    @Test
    void letsANewerSelfSignatureProlongAKey() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .expiresAfter(A_DAY)
                .laterExpiresAfter(YEAR_ONE, FOR_EVER)
                .build();
        assertThat(key.decrypt(encrypt("secret", key))).isEqualTo("secret");
    }

    @Test
    void letsANewerSelfSignatureEndAKey() {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .laterExpiresAfter(YEAR_ONE, Duration.ofDays(100))
                .build();
        assertRefused(key, "the PGP key " + key.keyId(0) + " (Alice <alice@example.org>) expired on 2024-06-09");
    }

    @Test
    void ignoresASelfSignatureFromTheFuture() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .laterExpiresAfter(NOW.plus(A_DAY), A_DAY)
                .build();
        assertThat(key.decrypt(encrypt("secret", key))).isEqualTo("secret");
    }

    @Test
    void ignoresASelfSignatureWithACriticalPartThatItDoesNotUnderstand() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .laterExpiresAfterMysteriously(YEAR_ONE, A_DAY)
                .build();
        assertThat(key.decrypt(encrypt("secret", key))).isEqualTo("secret");
    }

    @Test
    void takesAKeyUntilTheSecondInWhichItExpires() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).expiresAfter(A_DAY).build();
        Instant end = PgpKeys.CREATED.plus(A_DAY);
        assertThat(PgpKeys.encryptor(key.binary(), Clock.fixed(end.minusSeconds(1), ZoneOffset.UTC)))
                .isNotNull();
        assertRefused(
                key.binary(),
                Clock.fixed(end, ZoneOffset.UTC),
                "the PGP key " + key.keyId(0) + " (Alice <alice@example.org>) expired on 2024-03-02");
    }

    @Test
    void refusesAKeyFromTheFuture() {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        assertRefused(
                key.binary(),
                Clock.fixed(PgpKeys.CREATED.minus(A_DAY), ZoneOffset.UTC),
                "the PGP key " + key.keyId(0) + " (Alice <alice@example.org>) is not valid before 2024-03-01, or the"
                        + " clock of this computer is wrong");
    }

    @Test
    void refusesAKeyWhoseOnlySubkeyIsFromTheFuture() {
        PgpKeys key =
                PgpKeys.of(Kind.CURVE25519).subkey(NOW.plus(A_DAY), FOR_EVER).build();
        assertRefused(
                key,
                "the encryption subkey " + key.keyId(1) + " of the PGP key " + key.keyId(0)
                        + " (Alice <alice@example.org>) is not valid before 2026-03-02, or the clock of this computer is"
                        + " wrong");
    }

    @Test
    void refusesARevokedKey() {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).revoked().build();
        assertRefused(key, "the PGP key " + key.keyId(0) + " (Alice <alice@example.org>) has been revoked");
    }

    @Test
    void ignoresARevocationBySomebodyElse() throws IOException {
        PgpKeys victim = PgpKeys.of(Kind.RSA).build();
        PgpKeys forged = victim.revokedBySomebodyElse();
        assertThat(victim.decrypt(encrypt("secret", forged))).isEqualTo("secret");
    }

    @Test
    void refusesAKeyWhoseOnlySubkeyIsRevoked() {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).revokedSubkey(YEAR_ONE).build();
        assertRefused(
                key,
                "the encryption subkey " + key.keyId(1) + " of the PGP key " + key.keyId(0)
                        + " (Alice <alice@example.org>) has been revoked");
    }

    @Test
    void refusesAKeyWhoseSubkeysHaveExpiredAndNamesTheNewest() {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(YEAR_ONE, A_DAY)
                .subkey(YEAR_TWO, A_DAY)
                .build();
        assertRefused(
                key,
                "the encryption subkey " + key.keyId(2) + " of the PGP key " + key.keyId(0)
                        + " (Alice <alice@example.org>) expired on 2025-06-02");
    }

    @Test
    void refusesAKeyWithOnlyAForeignSubkey() {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).foreignSubkey(YEAR_ONE).build();
        assertRefused(
                key,
                "the encryption subkey " + key.keyId(1) + " of the PGP key " + key.keyId(0)
                        + " (Alice <alice@example.org>) lacks a valid signature by the primary key");
    }

    @Test
    void refusesAKeyThatOnlySigns() {
        PgpKeys rsa = PgpKeys.of(Kind.RSA).signOnly().build();
        PgpKeys ed25519 = PgpKeys.of(Kind.CURVE25519).signOnly().build();
        assertRefused(
                rsa, "the PGP key " + rsa.keyId(0) + " (Alice <alice@example.org>) cannot encrypt: it can only sign");
        assertRefused(
                ed25519,
                "the PGP key " + ed25519.keyId(0) + " (Alice <alice@example.org>) cannot encrypt: it can only sign");
    }

    @Test
    void refusesAKeyWhoseOwnerIsNotKnown() {
        PgpKeys stripped = PgpKeys.of(Kind.CURVE25519).withoutSelfSignature().build();
        PgpKeys left = PgpKeys.of(Kind.CURVE25519).userIdRevoked().build();
        assertRefused(
                stripped,
                "the PGP key " + stripped.keyId(0) + " has no user ID that its owner has signed and not revoked");
        assertRefused(
                left,
                "the PGP key " + left.keyId(0)
                        + " (Alice <alice@example.org>) has no user ID that its owner has signed and not revoked");
    }

    /** Anybody with a computer can make two user IDs of the same MD5, of which the owner has signed the other one. */
    @Test
    void refusesAKeyThatItsOwnerSignedWithMd5() {
        PgpKeys key = PgpKeys.of(Kind.RSA).hash(HashAlgorithmTags.MD5).build();
        assertRefused(
                key,
                "the PGP key " + key.keyId(0)
                        + " (Alice <alice@example.org>) has no user ID that its owner has signed and not revoked");
    }

    @Test
    void takesAKeyThatItsOwnerSignedWithSha1() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.RSA).hash(HashAlgorithmTags.SHA1).build();
        assertThat(key.decrypt(encrypt("secret", key))).isEqualTo("secret");
    }

    @Test
    void keepsMessagesOnOneLineWhateverTheUserIdSays() {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .userId("\u001b[31mEve\r\nError: \u202eall is lost" + "!".repeat(100))
                .revoked()
                .build();
        assertRefused(
                key,
                "the PGP key " + key.keyId(0) + " (?[31mEve??Error: ?all is lost" + "!".repeat(51)
                        + "...) has been revoked");
    }

    @Test
    void encryptsToAllUsableKeysOfSeveral() throws IOException {
        PgpKeys one = PgpKeys.plain(Kind.CURVE25519);
        PgpKeys two = PgpKeys.plain(Kind.RSA);
        PgpKeys three = PgpKeys.plain(Kind.X25519_V6);
        byte[] keys = PgpKeys.together(
                PgpKeys.of(Kind.CURVE25519).revoked().build(),
                one,
                PgpKeys.of(Kind.CURVE25519).signOnly().build(),
                two,
                three);
        String message = PgpKeys.encryptor(keys, CLOCK).encrypt("secret");
        assertThat(PgpKeys.recipients(message)).containsExactly(one.keyId(1), two.keyId(1), three.keyId(1));
        assertThat(List.of(one.decrypt(message), two.decrypt(message), three.decrypt(message)))
                .containsOnly("secret");
    }

    @Test
    void saysToWhomItIsEncryptedAndWhichKeysWereLeftOut() throws IOException {
        PgpKeys expired = PgpKeys.of(Kind.CURVE25519).expiresAfter(A_DAY).build();
        PgpKeys alice = PgpKeys.plain(Kind.CURVE25519);
        PgpKeys bob = PgpKeys.of(Kind.CURVE25519)
                .userId("Bob \u001b[2J<bob@example.org>")
                .build();
        PgpKeys signing = PgpKeys.of(Kind.CURVE25519).signOnly().build();
        assertThat(PgpKeys.encryptor(PgpKeys.together(expired, alice, signing, bob), CLOCK)
                        .notes())
                .containsExactly(
                        "the secret is encrypted to 2 PGP keys, each of which can read it: " + alice.keyId(0)
                                + " (Alice <alice@example.org>), " + bob.keyId(0) + " (Bob ?[2J<bob@example.org>).",
                        "nothing is encrypted to one of the keys: the PGP key " + expired.keyId(0)
                                + " (Alice <alice@example.org>) expired on 2024-03-02.",
                        "nothing is encrypted to one of the keys: the PGP key " + signing.keyId(0)
                                + " (Alice <alice@example.org>) cannot encrypt: it can only sign.");
        assertThat(PgpKeys.encryptor(PgpKeys.together(alice, expired), CLOCK).notes())
                .containsExactly("nothing is encrypted to one of the keys: the PGP key " + expired.keyId(0)
                        + " (Alice <alice@example.org>) expired on 2024-03-02.");
    }

    @Test
    void hasNothingToSayAboutASingleKey() throws IOException {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        assertThat(PgpKeys.encryptor(PgpKeys.together(key, key), CLOCK).notes()).isEmpty();
    }

    @Test
    void encryptsToAllArmoredBlocks() throws IOException {
        PgpKeys one = PgpKeys.plain(Kind.CURVE25519);
        PgpKeys two = PgpKeys.plain(Kind.RSA);
        byte[] keys = (one.armored() + two.armored()).getBytes(StandardCharsets.US_ASCII);
        assertThat(PgpKeys.recipients(PgpKeys.encryptor(keys, CLOCK).encrypt("secret")))
                .containsExactly(one.keyId(1), two.keyId(1));
    }

    @Test
    void takesTwoCopiesOfAKeyForOne() throws IOException {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        String message = PgpKeys.encryptor(PgpKeys.together(key, key), CLOCK).encrypt("secret");
        assertThat(PgpKeys.recipients(message)).containsExactly(key.keyId(1));
        for (byte[] copies :
                List.of(PgpKeys.together(key, key.revokedLater()), PgpKeys.together(key.revokedLater(), key))) {
            assertRefused(
                    copies, CLOCK, "the PGP key " + key.keyId(0) + " (Alice <alice@example.org>) has been revoked");
        }
    }

    @Test
    void givesTheReasonForEachKeyWhereNoneCanBeUsed() {
        PgpKeys revoked = PgpKeys.of(Kind.CURVE25519).revoked().build();
        PgpKeys bob = PgpKeys.of(Kind.CURVE25519).userId("Bob").signOnly().build();
        assertRefused(
                PgpKeys.together(revoked, bob),
                CLOCK,
                "none of 2 keys can be used: the PGP key " + revoked.keyId(0)
                        + " (Alice <alice@example.org>) has been revoked; the PGP key " + bob.keyId(0)
                        + " (Bob) cannot encrypt: it can only sign");
    }

    @Test
    void refusesAPrivateKeyInEveryForm() {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        String message = "the text holds a private key where a public key belongs; keep it to yourself and give what"
                + " 'gpg --armor --export' prints";
        assertRefused(key.privateBinary(), CLOCK, message);
        assertRefused(bytes(key.privateArmored()), CLOCK, message);
        assertRefused(bytes(key.armored() + key.privateArmored()), CLOCK, message);
        assertRefused(bytes(key.privateArmored().substring(0, 200)), CLOCK, message);
    }

    @Test
    void refusesWhatIsNoKey() throws IOException {
        String message = encrypt("secret", PgpKeys.plain(Kind.CURVE25519));
        String expected = "the text holds no PGP public key";
        assertRefused(new byte[0], CLOCK, expected);
        assertRefused(bytes("hello"), CLOCK, expected);
        assertRefused(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2}, CLOCK, expected);
        assertRefused(Base64.getDecoder().decode(message), CLOCK, expected);
    }

    @Test
    void refusesATruncatedKey() {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        assertRefused(bytes(key.armored().substring(0, 300)), CLOCK, "the text is cut off: its armor has no end line");
        assertRefused(bytes("-----BEGIN PGP PUB"), CLOCK, "the text is cut off: its armor has no end line");
        assertRefused(Arrays.copyOf(key.binary(), 30), CLOCK, "the text holds a damaged PGP public key");
    }

    @Test
    void refusesAKeyWithADamagedArmor() {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        String armored = key.armored();
        int middle = armored.length() / 2;
        assertRefused(
                bytes(armored.substring(0, middle - 4) + "AAAAAAAA" + armored.substring(middle + 4)),
                CLOCK,
                "the PGP key " + key.keyId(0) + " (Alice <alice@example.org>) has no user ID that its owner has signed"
                        + " and not revoked; the checksum of its armor is wrong, so it was damaged on the way");
        assertRefused(
                bytes(armored.substring(0, middle - 4) + "!" + armored.substring(middle + 4)),
                CLOCK,
                "the text holds a damaged PGP public key");
    }

    /** No input may end in anything but a refusal or a message to the one key that its owner has signed. */
    @Test
    void survivesEveryTruncationAndEveryChangedByte() {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        byte[] binary = key.binary();
        for (int i = 0; i < binary.length; i++) {
            byte[] changed = binary.clone();
            changed[i] ^= (byte) 0xff;
            assertNoBug(changed, key);
            assertNoBug(Arrays.copyOf(binary, i), key);
        }
    }

    private static void assertNoBug(byte[] text, PgpKeys key) {
        try {
            assertThat(key.decrypt(PgpKeys.encryptor(text, CLOCK).encrypt("secret")))
                    .isEqualTo("secret");
        } catch (PgpKeyException e) {
            assertThat(e).message().isNotBlank().doesNotContain("\n");
        }
    }

    private static int cipherFor(Integer... preferences) throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).ciphers(preferences).build();
        return key.cipher(encrypt("secret", key));
    }

    private static String encrypt(String secret, PgpKeys key) throws IOException {
        return PgpKeys.encryptor(key.binary(), CLOCK).encrypt(secret);
    }

    private static void assertRefused(PgpKeys key, String message) {
        assertRefused(key.binary(), CLOCK, message);
    }

    private static void assertRefused(byte[] key, Clock clock, String message) {
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeys.encryptor(key, clock))
                .withMessage(message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
