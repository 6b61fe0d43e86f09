package orycli.encryption;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.PacketTags;

/**
 * Public keys in the forms in which they are published: binary packets, armored text (RFC 9580, sections 10.1 and 6.2),
 * or base64 of either, also twice. Bouncy Castle is not loaded.
 */
final class PgpKeyReader {
    /** What every armored block begins with. */
    private static final String ARMOR = "-----BEGIN PGP ";

    private static final String DASHES = "-----";
    private static final int MAX_LAYERS_OF_BASE64 = 2;

    /** Far more than anybody's key has, in a text of 1 MiB: what is bounded need not be fast for more. */
    private static final int MAX_PACKETS = 10_000;

    private static final int MAX_KEYS = 100;

    private final String subject;
    private final Map<Packet, PublishedKey> keys = new LinkedHashMap<>();
    private int packets;

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
    static List<PublishedKey> read(byte[] text, String subject) throws PgpKeyException {
        PgpKeyReader reader = new PgpKeyReader(subject);
        reader.read(text, MAX_LAYERS_OF_BASE64);
        if (reader.keys.isEmpty()) {
            throw reader.refused("holds no PGP public key");
        }
        return List.copyOf(reader.keys.values());
    }

    /** What the text is base64 of, in either alphabet, over any number of lines. */
    static Optional<byte[]> base64(byte[] text) {
        String letters = Armor.withoutLineEnds(latin1(text)).replace('-', '+').replace('_', '/');
        try {
            return Optional.of(Base64.getDecoder().decode(letters));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Only base64 and ASCII headers matter in there, so any encoding that keeps the bytes apart will do. */
    private static String latin1(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private void read(byte[] text, int layers) throws PgpKeyException {
        // The dash of base64's URL-safe alphabet is why armor has to be looked for first.
        if (isArmored(text)) {
            readArmored(latin1(text));
        } else if (Packet.areIn(text)) {
            readPackets(text, true);
        } else if (layers > 0) {
            Optional<byte[]> inner = base64(text);
            if (inner.isPresent()) {
                read(inner.get(), layers - 1);
            }
        }
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
                throw refused("is cut off: its armor has no end line");
            }
            if (type.equals("PUBLIC KEY BLOCK")) {
                Armor armor = armor(text.substring(typeEnd + DASHES.length(), end));
                readPackets(armor.data(), armor.isIntact());
            }
            begin = text.indexOf(ARMOR, end);
        }
    }

    private Armor armor(String body) throws PgpKeyException {
        try {
            return Armor.of(body);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private void readPackets(byte[] bytes, boolean intact) throws PgpKeyException {
        int first = Packet.firstTag(bytes);
        if (isSecret(first)) {
            throw privateKey();
        }
        if (first != PacketTags.PUBLIC_KEY) {
            return;
        }
        List<Packet> all = packets(bytes);
        packets += all.size();
        if (packets > MAX_PACKETS) {
            throw refused("is made of more than " + MAX_PACKETS + " packets, which no PGP key is");
        }
        if (all.stream().anyMatch(packet -> isSecret(packet.tag()))) {
            throw privateKey();
        }
        for (PublishedKey key : PublishedKey.all(all, intact)) {
            PublishedKey known = keys.putIfAbsent(key.primary(), key);
            if (known != null) {
                known.add(key);
            }
        }
        if (keys.size() > MAX_KEYS) {
            throw refused("holds more than " + MAX_KEYS + " PGP public keys");
        }
    }

    private List<Packet> packets(byte[] bytes) throws PgpKeyException {
        try {
            return Packet.all(bytes);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private static boolean isSecret(int tag) {
        return tag == PacketTags.SECRET_KEY || tag == PacketTags.SECRET_SUBKEY;
    }

    private PgpKeyException privateKey() {
        return refused("holds a private key where a public key belongs; keep it to yourself and give what"
                + " 'gpg --armor --export' prints");
    }

    private PgpKeyException damaged() {
        return refused("holds a damaged PGP public key");
    }

    private PgpKeyException refused(String why) {
        return new PgpKeyException(subject + " " + why);
    }
}
