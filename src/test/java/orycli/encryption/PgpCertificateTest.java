package orycli.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.bcpg.BCPGKey;
import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.ECDHPublicBCPGKey;
import org.bouncycastle.bcpg.ECDSAPublicBCPGKey;
import org.bouncycastle.bcpg.ElGamalPublicBCPGKey;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.UnknownBCPGKey;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.encryption.PgpKeys.Kind;

/** Keys that nothing should be encrypted to, and those that are made to keep a computer busy. */
final class PgpCertificateTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Date CREATED = Date.from(PgpKeys.CREATED);
    private static final BigInteger F4 = BigInteger.valueOf(65537);
    private static final int MLKEM = PublicKeyAlgorithmTags.MLKEM768_X25519;

    @Test
    void refusesAPrimaryKeyOfRsaThatCanBeBroken() {
        PgpKeys key = PgpKeys.of(Kind.RSA).bits(1024).signOnly().build();
        assertRefused(
                key,
                "the PGP key " + key.keyId(0) + " (Alice <alice@example.org>) is an RSA key of 1024 bits, which can be"
                        + " broken; 2048 are the least that is safe");
    }

    @Test
    void refusesAPrimaryKeyOfDsaThatCanBeBroken() {
        assertRefused(
                primary(PublicKeyAlgorithmTags.DSA, dsa(1024, 160)),
                "is a DSA key of 1024 bits, which can be broken; 2048 are the least that is safe");
        assertRefused(
                primary(PublicKeyAlgorithmTags.DSA, dsa(2048, 160)),
                "is a DSA key with a group of 160 bits, where 224 are the least that is safe");
    }

    @Test
    void refusesAPrimaryKeyOnACurveThatCanBeBroken() throws IOException {
        assertRefused(
                primary(
                        PublicKeyAlgorithmTags.ECDSA,
                        new ECDSAPublicBCPGKey(
                                ECNamedCurveTable.getOID("secp192r1"),
                                ECNamedCurveTable.getByName("secp192r1").getG())),
                "is on a curve of 192 bits, which can be broken; 224 are the least that is safe");
    }

    @Test
    void refusesASubkeyThatCanBeBroken() throws IOException {
        assertRefusesSubkey(
                PublicKeyAlgorithmTags.RSA_GENERAL,
                new RSAPublicBCPGKey(number(2047), F4),
                "is an RSA key of 2047 bits, which can be broken; 2048 are the least that is safe");
        assertRefusesSubkey(
                PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT,
                new ElGamalPublicBCPGKey(number(1024), BigInteger.valueOf(5), number(1000)),
                "is an ElGamal key of 1024 bits, which can be broken; 2048 are the least that is safe");
        assertRefusesSubkey(
                PublicKeyAlgorithmTags.ECDH,
                curve("secp112r1"),
                "is on a curve of 112 bits, which can be broken; 224 are the least that is safe");
    }

    @Test
    void refusesASubkeyThatIsTooLargeToWorkWith() throws IOException {
        assertRefusesSubkey(
                PublicKeyAlgorithmTags.RSA_GENERAL,
                new RSAPublicBCPGKey(number(8193), F4),
                "is an RSA key of 8193 bits, where 8192 are the most that is supported");
        assertRefusesSubkey(
                PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT,
                new ElGamalPublicBCPGKey(number(4097), BigInteger.valueOf(5), number(1000)),
                "is an ElGamal key of 4097 bits, where 4096 are the most that is supported");
    }

    /** With the exponent 1 everybody can read the message, and one of thousands of bits keeps a computer busy. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "65536", "18446744073709551617"})
    void refusesAnRsaKeyWithAnExponentThatIsNone(String exponent) throws IOException {
        RSAPublicBCPGKey numbers = new RSAPublicBCPGKey(number(2048), new BigInteger(exponent));
        String message = "has an RSA exponent that no key should have";
        assertRefused(primary(PublicKeyAlgorithmTags.RSA_GENERAL, numbers), message);
        assertRefusesSubkey(PublicKeyAlgorithmTags.RSA_GENERAL, numbers, message);
    }

    @Test
    void takesALargeExponentOfOneWord() throws IOException {
        PgpKeys key = withSubkey(
                PublicKeyAlgorithmTags.RSA_GENERAL,
                new RSAPublicBCPGKey(number(2048), new BigInteger("18446744073709551615")));
        assertThat(PgpKeys.recipients(PgpKeys.encryptor(key.binary(), CLOCK).encrypt("secret")))
                .containsExactly(key.publishedKeyId(1));
    }

    @Test
    void passesOverAWeakSubkey() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(PgpKeys.CREATED.minusSeconds(1), Duration.ZERO)
                .subkey(subkey(PublicKeyAlgorithmTags.RSA_GENERAL, new RSAPublicBCPGKey(number(1024), F4)))
                .build();
        SecretEncryptor encryptor = PgpKeys.encryptor(key.binary(), CLOCK);
        assertThat(key.decrypt(encryptor.encrypt("secret"))).isEqualTo("secret");
        assertThat(encryptor.notes()).isEmpty();
    }

    /** Nothing more is done with it, as the numbers are no key's. */
    @Test
    void refusesAPrimaryKeyWhoseNumbersAreThoseOfNoKey() {
        assertRefused(
                primary(
                        PublicKeyAlgorithmTags.RSA_GENERAL,
                        new RSAPublicBCPGKey(number(2048).clearBit(0), F4)),
                "is damaged");
    }

    @Test
    void saysThatAnAlgorithmIsNotSupported() {
        for (int algorithm : new int[] {PublicKeyAlgorithmTags.MLDSA65_Ed25519, 20, 99}) {
            assertRefused(
                    new PublicKeyPacket(
                            PublicKeyPacket.VERSION_6, algorithm, CREATED, new UnknownBCPGKey(8, new byte[8])),
                    "uses algorithm " + algorithm + ", which is not supported");
        }
        assertRefused(primary(99, new UnknownBCPGKey(8, new byte[8])), "uses algorithm 99, which is not supported");
    }

    @ParameterizedTest
    @CsvSource({"CURVE25519, 35", "CURVE25519, 8", "X25519_V6, 35", "X25519_V6, 99"})
    void saysThatTheAlgorithmOfASubkeyIsNotSupported(Kind kind, int algorithm) {
        PgpKeys key = PgpKeys.of(kind)
                .subkey(new PublicSubkeyPacket(version(kind), algorithm, CREATED, new UnknownBCPGKey(8, new byte[8])))
                .build();
        assertRefused(
                key,
                "the encryption subkey " + key.publishedKeyId(1) + " of the PGP key " + key.keyId(0)
                        + " (Alice <alice@example.org>) uses algorithm " + algorithm + ", which is not supported");
    }

    /** The way in which keys become ready for quantum computers, one subkey for each kind of program. */
    @Test
    void passesOverASubkeyOfAnAlgorithmThatIsNotSupported() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519)
                .subkey(PgpKeys.CREATED.minusSeconds(1), Duration.ZERO)
                .subkey(subkey(MLKEM, new UnknownBCPGKey(8, new byte[8])))
                .build();
        SecretEncryptor encryptor = PgpKeys.encryptor(key.binary(), CLOCK);
        assertThat(key.decrypt(encryptor.encrypt("secret"))).isEqualTo("secret");
        assertThat(encryptor.notes()).isEmpty();
    }

    @Test
    void saysThatAKeyOnlySignsAlsoWhereItSignsInAWayThatIsNotSupported() {
        PgpKeys key = PgpKeys.of(Kind.X25519_V6)
                .subkey(new PublicSubkeyPacket(
                        PublicKeyPacket.VERSION_6,
                        PublicKeyAlgorithmTags.MLDSA65_Ed25519,
                        CREATED,
                        new UnknownBCPGKey(8, new byte[8])))
                .build();
        assertRefused(
                key, "the PGP key " + key.keyId(0) + " (Alice <alice@example.org>) cannot encrypt: it can only sign");
    }

    @Test
    void refusesKeysOfOtherVersions() {
        byte[] alice = "Alice".getBytes(StandardCharsets.UTF_8);
        for (int version : new int[] {2, 3}) {
            assertRefused(
                    join(new Packet(6, new byte[] {(byte) version, 1, 2, 3, 4, 0, 0, 1}), new Packet(13, alice)),
                    "the PGP key (Alice) is in the obsolete version 3 format");
        }
        assertRefused(
                join(new Packet(6, new byte[] {7, 1, 2, 3, 4, 1}), new Packet(13, alice)),
                "the PGP key (Alice) is in the version 7 format, which is not supported");
    }

    /** One of two is damaged: it is left out, and the other one is good. */
    @Test
    void usesTheKeysBesideADamagedOne() throws IOException {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        Packet damaged = new Packet(6, new byte[] {4, 1, 2, 3, 4, 1, 8, 0});
        SecretEncryptor encryptor =
                PgpKeys.encryptor(join(damaged, Packet.all(key.binary()).toArray(Packet[]::new)), CLOCK);
        assertThat(key.decrypt(encryptor.encrypt("secret"))).isEqualTo("secret");
        assertThat(encryptor.notes())
                .singleElement()
                .asString()
                .matches("nothing is encrypted to one of the keys: the PGP key [0-9A-F]{16} is damaged\\.");
    }

    @Test
    void takesNoNoticeOfADamagedSignature() throws IOException {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(key.binary());
        text.writeBytes(new Packet(2, new byte[] {4, 0x18, 22, 8, (byte) 0xff, (byte) 0xff}).encoded());
        assertThat(key.decrypt(PgpKeys.encryptor(text.toByteArray(), CLOCK).encrypt("secret")))
                .isEqualTo("secret");
    }

    /** What is said about a photo is not said about the name before it. */
    @Test
    void takesNoNoticeOfAPhoto() throws IOException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).userIdRevoked().build();
        PgpKeys plain = PgpKeys.plain(Kind.CURVE25519);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean named = false;
        for (Packet packet : Packet.all(plain.binary())) {
            text.writeBytes(packet.encoded());
            if (packet.tag() == 2 && !named) {
                named = true;
                text.writeBytes(new Packet(17, new byte[] {1, 1}).encoded());
                Packet.all(key.binary()).stream()
                        .filter(signature -> signature.tag() == 2)
                        .forEach(signature -> text.writeBytes(signature.encoded()));
            }
        }
        assertThat(plain.decrypt(PgpKeys.encryptor(text.toByteArray(), CLOCK).encrypt("secret")))
                .isEqualTo("secret");
    }

    @Test
    void endsTheWorkOnAKeyWithSignaturesWithoutEnd() throws IOException {
        PgpKeys key = PgpKeys.plain(Kind.CURVE25519);
        PgpKeys other = PgpKeys.plain(Kind.X25519);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Packet packet : Packet.all(key.binary())) {
            if (packet.tag() == 2) {
                byte[] forged = packet.body();
                for (int i = 0; i < 600; i++) {
                    forged[forged.length - 1] = (byte) i;
                    forged[forged.length - 2] = (byte) (i >> 8);
                    text.writeBytes(new Packet(2, forged).encoded());
                }
            }
            text.writeBytes(packet.encoded());
        }
        String refusal = "the PGP key " + key.keyId(0)
                + " (Alice <alice@example.org>) takes more work to check than a key should";
        assertRefused(text.toByteArray(), refusal);
        // What stands before it is not lost.
        SecretEncryptor encryptor = PgpKeys.encryptor(concatenated(other.binary(), text.toByteArray()), CLOCK);
        assertThat(other.decrypt(encryptor.encrypt("secret"))).isEqualTo("secret");
        assertThat(encryptor.notes()).containsExactly("nothing is encrypted to one of the keys: " + refusal + ".");
    }

    private static byte[] concatenated(byte[] one, byte[] two) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(two);
        return all.toByteArray();
    }

    private static int version(Kind kind) {
        return kind == Kind.X25519_V6 ? PublicKeyPacket.VERSION_6 : PublicKeyPacket.VERSION_4;
    }

    /** Always the same odd number of so many bits, without small factors. */
    private static BigInteger number(int bits) {
        Random random = new Random(bits);
        BigInteger small = BigInteger.ONE;
        for (int i = 3; i < 2000; i += 2) {
            small = small.multiply(BigInteger.valueOf(i));
        }
        BigInteger number;
        do {
            number = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
        } while (!number.gcd(small).equals(BigInteger.ONE));
        return number;
    }

    private static DSAPublicBCPGKey dsa(int p, int q) {
        return new DSAPublicBCPGKey(number(p), number(q), BigInteger.TWO, BigInteger.TEN);
    }

    private static ECDHPublicBCPGKey curve(String name) {
        return new ECDHPublicBCPGKey(
                ECNamedCurveTable.getOID(name),
                ECNamedCurveTable.getByName(name).getG(),
                HashAlgorithmTags.SHA256,
                SymmetricKeyAlgorithmTags.AES_128);
    }

    private static PublicSubkeyPacket subkey(int algorithm, BCPGKey numbers) {
        return new PublicSubkeyPacket(PublicKeyPacket.VERSION_4, algorithm, CREATED, numbers);
    }

    private static PgpKeys withSubkey(int algorithm, BCPGKey numbers) {
        return PgpKeys.of(Kind.CURVE25519).subkey(subkey(algorithm, numbers)).build();
    }

    private static void assertRefusesSubkey(int algorithm, BCPGKey numbers, String why) {
        PgpKeys key = withSubkey(algorithm, numbers);
        assertRefused(
                key,
                "the encryption subkey " + key.publishedKeyId(1) + " of the PGP key " + key.keyId(0)
                        + " (Alice <alice@example.org>) " + why);
    }

    /** Nobody has signed it: it must be refused before that shows. */
    private static PublicKeyPacket primary(int algorithm, BCPGKey numbers) {
        return new PublicKeyPacket(PublicKeyPacket.VERSION_4, algorithm, CREATED, numbers);
    }

    private static void assertRefused(PublicKeyPacket primary, String why) {
        try {
            PGPPublicKey key = new PGPPublicKey(primary, new BcKeyFingerprintCalculator());
            String id = HexFormat.of().withUpperCase().toHexDigits(key.getKeyID());
            assertRefused(key.getEncoded(), "the PGP key " + id + " " + why);
        } catch (IOException | PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(PgpKeys key, String message) {
        assertRefused(key.binary(), message);
    }

    private static void assertRefused(byte[] key, String message) {
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeys.encryptor(key, CLOCK))
                .withMessage(message);
    }

    private static byte[] join(Packet first, Packet... others) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first.encoded());
        for (Packet packet : others) {
            all.writeBytes(packet.encoded());
        }
        return all.toByteArray();
    }
}
