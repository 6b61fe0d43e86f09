package orycli.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** Public keys in the forms in which they are published: RFC 9580, section 10.1, binary or armored (section 6.2). */
final class PgpKeyReader {
    /** What every armored block begins with. */
    static final String ARMOR = "-----BEGIN PGP ";

    private static final String DASHES = "-----";

    private final String subject;
    private final Map<KeyIdentifier, PGPPublicKeyRing> keys = new LinkedHashMap<>();

    private PgpKeyReader(String subject) {
        this.subject = subject;
    }

    static boolean isArmored(byte[] text) {
        return latin1(text).contains(ARMOR);
    }

    /**
     * All keys in the text, at least one. Armored blocks may follow each other, with any other text around them.
     *
     * @param subject what messages say the text is, e.g. "it"
     */
    static List<PGPPublicKeyRing> read(byte[] text, String subject) throws PgpKeyException {
        PgpKeyReader reader = new PgpKeyReader(subject);
        if (isArmored(text)) {
            reader.readArmored(latin1(text));
        } else {
            reader.readPackets(text);
        }
        if (reader.keys.isEmpty()) {
            throw new PgpKeyException(subject + " holds no PGP public key");
        }
        return List.copyOf(reader.keys.values());
    }

    /** Only base64 and ASCII headers matter in there, so any encoding that keeps the bytes apart will do. */
    private static String latin1(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private void readArmored(String text) throws PgpKeyException {
        int begin = text.indexOf(ARMOR);
        while (begin >= 0) {
            int typeEnd = text.indexOf(DASHES, begin + ARMOR.length());
            String type = typeEnd < 0 ? "" : text.substring(begin + ARMOR.length(), typeEnd);
            if (type.contains("PRIVATE KEY")) {
                throw privateKey();
            }
            String footer = "-----END PGP " + type + DASHES;
            int end = text.indexOf(footer, begin);
            if (typeEnd < 0 || end < 0) {
                throw new PgpKeyException(subject + " is cut off: its armor has no end line");
            }
            if (type.equals("PUBLIC KEY BLOCK")) {
                readPackets(unarmor(text.substring(begin, end + footer.length())));
            }
            begin = text.indexOf(ARMOR, end);
        }
    }

    private byte[] unarmor(String block) throws PgpKeyException {
        try (ArmoredInputStream armor =
                new ArmoredInputStream(new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1)))) {
            return armor.readAllBytes();
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers some malformed input with unchecked exceptions, whose messages may quote it.
            throw damaged();
        }
    }

    private void readPackets(byte[] packets) throws PgpKeyException {
        int tag = firstTag(packets);
        if (tag == PacketTags.SECRET_KEY || tag == PacketTags.SECRET_SUBKEY) {
            throw privateKey();
        }
        if (tag != PacketTags.PUBLIC_KEY) {
            return;
        }
        try {
            PGPObjectFactory objects = new PGPObjectFactory(packets, new BcKeyFingerprintCalculator());
            for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPSecretKeyRing) {
                    throw privateKey();
                }
                if (object instanceof PGPPublicKeyRing key) {
                    add(key);
                }
            }
        } catch (PgpKeyException e) {
            throw e;
        } catch (IOException | PGPException | RuntimeException e) {
            throw damaged();
        }
    }

    /** Two copies of one key are one key: a revocation in either of them counts. */
    private void add(PGPPublicKeyRing key) throws PGPException {
        KeyIdentifier id = key.getPublicKey().getKeyIdentifier();
        PGPPublicKeyRing known = keys.get(id);
        keys.put(id, known == null ? key : PGPPublicKeyRing.join(known, key));
    }

    /** RFC 9580, section 4.2: bit 7 is always set, bit 6 tells the two formats of a packet's header apart. */
    private static int firstTag(byte[] packets) {
        if (packets.length == 0 || (packets[0] & 0x80) == 0) {
            return PacketTags.RESERVED;
        }
        return (packets[0] & 0x40) != 0 ? packets[0] & 0x3f : (packets[0] & 0x3c) >> 2;
    }

    private PgpKeyException privateKey() {
        return new PgpKeyException(subject + " holds a private key where a public key belongs; keep it to yourself and"
                + " give what 'gpg --armor --export' prints");
    }

    private PgpKeyException damaged() {
        return new PgpKeyException(subject + " holds a damaged PGP public key");
    }
}
