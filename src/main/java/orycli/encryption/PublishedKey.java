package orycli.encryption;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.PacketTags;

/**
 * A transferable public key as it was published (RFC 9580, section 10.1): a primary key, user IDs and subkeys, each with
 * the signatures behind it. Nothing in it has been checked.
 */
final class PublishedKey {
    /** The oldest version of a key packet that is supported, and the newest. */
    static final int OLDEST = 4;

    static final int NEWEST = 6;

    private static final int MAX_USER_ID = 80;

    private final Packet primary;
    private final Map<Packet, Set<Packet>> parts = new LinkedHashMap<>();
    private boolean intact;

    private PublishedKey(Packet primary, boolean intact) {
        this.primary = primary;
        this.intact = intact;
    }

    /**
     * The keys among the packets.
     *
     * @param intact false where a checksum says that the packets are damaged
     */
    static List<PublishedKey> all(List<Packet> packets, boolean intact) {
        List<PublishedKey> keys = new ArrayList<>();
        Set<Packet> signatures = new LinkedHashSet<>();
        for (Packet packet : packets) {
            if (packet.tag() == PacketTags.PUBLIC_KEY) {
                keys.add(new PublishedKey(packet, intact));
            }
            switch (packet.tag()) {
                case PacketTags.PUBLIC_KEY, PacketTags.USER_ID, PacketTags.PUBLIC_SUBKEY -> {
                    if (!keys.isEmpty()) {
                        signatures = keys.get(keys.size() - 1).signaturesOf(packet);
                    }
                }
                case PacketTags.SIGNATURE -> signatures.add(packet);
                // What is said about a photo, or anything else, is of no use here.
                case PacketTags.USER_ATTRIBUTE -> signatures = new LinkedHashSet<>();
                default -> {}
            }
        }
        return keys;
    }

    private Set<Packet> signaturesOf(Packet part) {
        return parts.computeIfAbsent(part, none -> new LinkedHashSet<>());
    }

    /** Two copies of one key are one key: a revocation in either of them counts. */
    void add(PublishedKey copy) {
        copy.parts.forEach((part, signatures) -> signaturesOf(part).addAll(signatures));
        intact &= copy.intact;
    }

    Packet primary() {
        return primary;
    }

    List<Packet> userIds() {
        return having(PacketTags.USER_ID);
    }

    List<Packet> subkeys() {
        return having(PacketTags.PUBLIC_SUBKEY);
    }

    private List<Packet> having(int tag) {
        return parts.keySet().stream().filter(part -> part.tag() == tag).toList();
    }

    List<Packet> signatures(Packet part) {
        return List.copyOf(parts.getOrDefault(part, Set.of()));
    }

    /** The version and the algorithm of a key packet: section 5.5.2. */
    static int version(Packet key) {
        return key.at(0);
    }

    static int algorithm(Packet key) {
        return key.at(5);
    }

    /** The seconds since 1970 in which a key says that it was made. */
    static long created(Packet key) {
        return ((long) key.at(1) << 24) | (key.at(2) << 16) | (key.at(3) << 8) | key.at(4);
    }

    /** Empty where the version is one whose fingerprints are not known. */
    private static Optional<String> keyId(Packet key) {
        if (version(key) < OLDEST || version(key) > NEWEST) {
            return Optional.empty();
        }
        byte[] fingerprint = PacketParser.fingerprint(key);
        int begin = version(key) == OLDEST ? fingerprint.length - Long.BYTES : 0;
        return Optional.of(
                HexFormat.of().withUpperCase().formatHex(Arrays.copyOfRange(fingerprint, begin, begin + Long.BYTES)));
    }

    /** The key ID, where there is one, and the first user ID. */
    String name() {
        Optional<String> userId = userIds().stream()
                .findFirst()
                .map(first -> "(" + printable(new String(first.body(), StandardCharsets.UTF_8)) + ")");
        return Stream.concat(keyId(primary).stream(), userId.stream()).collect(Collectors.joining(" "));
    }

    /** Anybody can write anything into a user ID, also what moves a terminal's cursor. */
    private static String printable(String userId) {
        String clean = userId.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return clean.codePointCount(0, clean.length()) <= MAX_USER_ID
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, MAX_USER_ID)) + "...";
    }

    /** Why the key, or the subkey, cannot be used. */
    PgpKeyException refused(Packet key, String why) {
        String subkey = key.equals(primary)
                ? ""
                : keyId(key).map(id -> "the encryption subkey " + id).orElse("a subkey") + " of ";
        return new PgpKeyException(subkey + ("the PGP key " + name()).strip() + " " + why);
    }

    /** As {@link #refused}, where damage would explain it. */
    PgpKeyException refusedPerhapsDamaged(Packet key, String why) {
        return refused(key, intact ? why : why + "; the checksum of its armor is wrong, so it was damaged on the way");
    }
}
