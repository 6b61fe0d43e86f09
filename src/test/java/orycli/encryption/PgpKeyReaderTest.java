package orycli.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.encryption.PgpKeys.Kind;

/** The forms that a key takes on its way through files, mails, variables and other programs' JSON. */
final class PgpKeyReaderTest {
    private static final PgpKeys KEY = PgpKeys.plain(Kind.CURVE25519);
    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n";
    private static final String HEADERS =
            "Version: GnuPG v2\nComment: see https://example.org/keys\nComment: mind the gap\n";
    private static final String ARMORED = KEY.armored().replace("\r\n", "\n");
    private static final String WITH_HEADERS = ARMORED.replace(BEGIN, BEGIN + HEADERS);

    static Stream<String> armored() {
        return Stream.of(
                ARMORED,
                WITH_HEADERS,
                ARMORED.replace("\n", "\r\n"),
                ARMORED.replace('\n', '\r'),
                "> My key:\n" + WITH_HEADERS + "\nBye",
                // An indented block of YAML.
                WITH_HEADERS.replace("\n", "\n    "));
    }

    static Stream<String> onOneLine() {
        return Stream.of(ARMORED, WITH_HEADERS)
                .flatMap(armored -> Stream.of(
                        armored.replaceAll("\\s+", " "),
                        armored.replace("\n", " "),
                        armored.replace("\n", "\\n"),
                        armored.replace("\n", "\\r\\n"),
                        armored.replace("\n", "\\\\n"),
                        armored.replace("\n", "\\n") + "\n"));
    }

    @ParameterizedTest
    @MethodSource({"armored", "onOneLine"})
    void readsArmorInManyForms(String text) throws PgpKeyException {
        assertReads(text);
    }

    @Test
    void readsArmorOnOneLineWithoutAnyBlanks() throws PgpKeyException {
        assertReads(ARMORED.replaceAll("\\n", ""));
    }

    @ParameterizedTest
    @MethodSource("armored")
    void readsArmorWithoutTheEmptyLineBehindItsHeaders(String text) throws PgpKeyException {
        assertReads(text.replaceFirst("(\r\n|\r|\n) *\\1", "$1"));
    }

    /** RFC 9580, section 6.1. */
    @ParameterizedTest
    @ValueSource(strings = {"", "=AAAA\n", "=AA\n", "=AAAAAAAA\n", "=3DAAAA\n", "=\n"})
    void readsArmorWhoseChecksumIsMissingMalformedOrWrong(String checksum) throws PgpKeyException {
        String changed = ARMORED.replaceFirst("(?m)^=....\n", checksum);
        assertThat(changed).isNotEqualTo(ARMORED);
        assertReads(changed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsArmorWithEveryLengthOfPadding(int length) throws PgpKeyException {
        PgpKeys key = PgpKeys.of(Kind.CURVE25519).userId("A".repeat(length)).build();
        assertThat(PgpKeyReader.read(bytes(key.armored()), "it"))
                .extracting(PublishedKey::name)
                .containsExactly(key.keyId(0) + " (" + "A".repeat(length) + ")");
    }

    @Test
    void readsBase64OnceAndTwice() throws PgpKeyException {
        for (byte[] key : new byte[][] {KEY.binary(), bytes(ARMORED)}) {
            String once = Base64.getEncoder().encodeToString(key);
            assertReads(once);
            assertReads(Base64.getMimeEncoder().encodeToString(key));
            assertReads(Base64.getMimeEncoder().encodeToString(key).replace("\r\n", "\\n"));
            assertReads(Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\n");
            assertReads(Base64.getMimeEncoder().encodeToString(bytes(once + "\n")));
        }
    }

    @Test
    void findsNoKeyInWhatIsBase64ThreeTimes() {
        String text = ARMORED;
        for (int i = 0; i < 3; i++) {
            text = Base64.getEncoder().encodeToString(bytes(text));
        }
        assertRefused(bytes(text), "it holds no PGP public key");
    }

    @Test
    void skipsBlocksThatAreNoKeys() throws PgpKeyException {
        assertReads("-----BEGIN PGP MESSAGE-----\n\nyyyy\n-----END PGP MESSAGE-----\n" + ARMORED);
    }

    @Test
    void refusesDataBehindTheChecksum() {
        assertRefused(
                bytes(ARMORED.replace("-----END", "AAAAAAAAAAAAAAAA\n-----END")), "it holds a damaged PGP public key");
    }

    @Test
    void refusesPacketsThatAreNotWhole() {
        String damaged = "it holds a damaged PGP public key";
        assertRefused(new byte[] {(byte) 0x99}, damaged);
        assertRefused(new byte[] {(byte) 0x99, 0, 2, 4}, damaged);
        // Lengths that are larger than all there is, negative, not given, and given in parts.
        assertRefused(new byte[] {(byte) 0xc6, (byte) 0xff, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 4}, damaged);
        assertRefused(new byte[] {(byte) 0xc6, (byte) 0xff, -1, -1, -1, -1, 4}, damaged);
        assertRefused(new byte[] {(byte) 0x9b, 4}, damaged);
        assertRefused(new byte[] {(byte) 0xc6, (byte) 0xe0, 4}, damaged);
        // Not a packet at all behind a whole one.
        assertRefused(join(KEY.binary(), bytes("hello")), damaged);
    }

    @Test
    void readsEveryKindOfLength() throws PgpKeyException {
        for (int length : new int[] {1, 191, 192, 8383, 8384, 70_000}) {
            byte[] encoded = new Packet(13, new byte[length]).encoded();
            assertThat(Packet.all(encoded)).containsExactly(new Packet(13, new byte[length]));
        }
        assertThat(Packet.all(join(new byte[] {(byte) 0xcd, (byte) 0xc0, 0}, new byte[192])))
                .containsExactly(new Packet(13, new byte[192]));
        assertThat(Packet.all(join(new byte[] {(byte) 0xcd, (byte) 0xdf, (byte) 0xff}, new byte[8383])))
                .containsExactly(new Packet(13, new byte[8383]));
        assertThat(Packet.all(new byte[] {(byte) 0xb4, 1, 'A', (byte) 0xb5, 0, 1, 'B', (byte) 0xb6, 0, 0, 0, 1, 'C'}))
                .containsExactly(
                        new Packet(13, new byte[] {'A'}),
                        new Packet(13, new byte[] {'B'}),
                        new Packet(13, new byte[] {'C'}));
    }

    @Test
    void refusesMorePacketsAndKeysThanAnybodyHas() {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.writeBytes(KEY.binary());
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            names.writeBytes(new byte[] {(byte) 0xb4, 2, (byte) (i >> 8), (byte) i});
        }
        for (int i = 0; i < 101; i++) {
            keys.writeBytes(new byte[] {(byte) 0x98, 6, 4, 0, 0, 0, (byte) i, 1});
        }
        assertRefused(names.toByteArray(), "it is made of more than 10000 packets, which no PGP key is");
        assertRefused(keys.toByteArray(), "it holds more than 100 PGP public keys");
    }

    private static void assertReads(String text) throws PgpKeyException {
        assertThat(PgpKeyReader.read(bytes(text), "it"))
                .singleElement()
                .satisfies(key -> assertThat(new PgpCertificate(key, Instant.now(), new Effort())
                                .recipient(works -> true)
                                .key()
                                .getKeyID())
                        .isEqualTo(Long.parseUnsignedLong(KEY.keyId(1), 16)));
    }

    private static void assertRefused(byte[] text, String message) {
        assertThatExceptionOfType(PgpKeyException.class)
                .isThrownBy(() -> PgpKeyReader.read(text, "it"))
                .withMessage(message);
    }

    private static byte[] join(byte[] one, byte[] two) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(two);
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
