package orycli.encryption;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * A published key at one moment: a primary key, its user IDs and its subkeys, and what the owner's signatures on them
 * say. A signature that does not verify says nothing. Where RFC 9580 leaves a choice (section 5.2.3.10), this chooses
 * as GnuPG does: the direct-key signature goes before those on user IDs, a newer signature on the same user ID or
 * subkey replaces the older one, and a revocation of a key can never be taken back.
 */
final class PgpCertificate {
    private static final int MAX_USER_ID = 80;

    /** What is marked critical must be understood, or the signature counts for nothing: section 5.2.3.7. */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.EXPORTABLE,
            SignatureSubpacketTags.REVOCABLE,
            SignatureSubpacketTags.KEY_EXPIRE_TIME,
            SignatureSubpacketTags.PREFERRED_SYM_ALGS,
            SignatureSubpacketTags.REVOCATION_KEY,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.PREFERRED_HASH_ALGS,
            SignatureSubpacketTags.PREFERRED_COMP_ALGS,
            SignatureSubpacketTags.KEY_SERVER_PREFS,
            SignatureSubpacketTags.PREFERRED_KEY_SERV,
            SignatureSubpacketTags.PRIMARY_USER_ID,
            SignatureSubpacketTags.POLICY_URL,
            SignatureSubpacketTags.KEY_FLAGS,
            SignatureSubpacketTags.SIGNER_USER_ID,
            SignatureSubpacketTags.FEATURES,
            SignatureSubpacketTags.EMBEDDED_SIGNATURE,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.PREFERRED_AEAD_ALGORITHMS);

    private final PGPPublicKeyRing ring;
    private final PGPPublicKey primary;
    private final Instant now;

    PgpCertificate(PGPPublicKeyRing ring, Instant now) {
        this.ring = ring;
        this.primary = ring.getPublicKey();
        this.now = now;
    }

    /**
     * The newest encryption subkey that is valid now and passes the test, or else the primary key if it may encrypt.
     *
     * @throws PgpKeyException where there is none; says why
     */
    PgpRecipient recipient(Predicate<PgpRecipient> works) throws PgpKeyException {
        if (primary.getVersion() < PublicKeyPacket.VERSION_4) {
            throw refused(primary, "is in the obsolete version 3 format");
        }
        if (isRevoked(primary, PGPSignature.KEY_REVOCATION)) {
            throw refused(primary, "has been revoked");
        }
        requireCreated(primary);
        List<PGPSignature> self = selfSignatures();
        if (self.isEmpty()) {
            throw refused(primary, "has no user ID that its owner has signed and not revoked");
        }
        requireNotExpired(primary, governing(self, SignatureSubpacketTags.KEY_EXPIRE_TIME));

        List<Integer> ciphers = ciphers(self);
        List<PgpKeyException> refusals = new ArrayList<>();
        for (PGPPublicKey candidate : candidates(self)) {
            try {
                if (candidate != primary) {
                    requireUsable(candidate);
                }
                PgpRecipient recipient = new PgpRecipient(candidate, ciphers);
                if (!works.test(recipient)) {
                    throw refused(candidate, "uses an algorithm or a curve that is not supported");
                }
                return recipient;
            } catch (PgpKeyException e) {
                refusals.add(e);
            }
        }
        throw refusals.isEmpty() ? refused(primary, "cannot encrypt: it can only sign") : refusals.get(0);
    }

    /** What is made for encryption, in the order of preference: subkeys from the newest on, then the primary key. */
    private List<PGPPublicKey> candidates(List<PGPSignature> self) {
        Stream<PGPPublicKey> subkeys = stream(ring.getPublicKeys())
                .filter(key -> key != primary)
                .filter(key -> canEncrypt(key, binding(key)))
                .sorted(Comparator.comparing(PGPPublicKey::getCreationTime).reversed());
        boolean primaryToo = canEncrypt(primary, governing(self, SignatureSubpacketTags.KEY_FLAGS));
        return Stream.concat(subkeys, primaryToo ? Stream.of(primary) : Stream.empty())
                .toList();
    }

    private void requireUsable(PGPPublicKey subkey) throws PgpKeyException {
        requireCreated(subkey);
        Optional<PGPSignature> binding = binding(subkey);
        if (binding.isEmpty()) {
            throw refused(subkey, "lacks a valid signature by the primary key");
        }
        if (isRevoked(subkey, PGPSignature.SUBKEY_REVOCATION)) {
            throw refused(subkey, "has been revoked");
        }
        requireNotExpired(subkey, binding);
    }

    private void requireCreated(PGPPublicKey key) throws PgpKeyException {
        Instant created = key.getCreationTime().toInstant();
        if (created.isAfter(now)) {
            throw refused(key, "is not valid before " + day(created) + ", or the clock of this computer is wrong");
        }
    }

    private void requireNotExpired(PGPPublicKey key, Optional<PGPSignature> governing) throws PgpKeyException {
        long seconds = governing
                .map(signature -> signature.getHashedSubPackets().getKeyExpirationTime())
                .orElse(0L);
        Instant expires = key.getCreationTime().toInstant().plusSeconds(seconds);
        if (seconds != 0 && !expires.isAfter(now)) {
            throw refused(key, "expired on " + day(expires));
        }
    }

    /** Without key flags (section 5.2.3.29) a key may do whatever its algorithm can. */
    private static boolean canEncrypt(PGPPublicKey key, Optional<PGPSignature> governing) {
        return algorithmEncrypts(key.getAlgorithm())
                && governing
                        .map(PGPSignature::getHashedSubPackets)
                        .filter(says -> says.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS))
                        .map(says -> (says.getKeyFlags() & (KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)) != 0)
                        .orElse(true);
    }

    @SuppressWarnings("deprecation") // RSA_ENCRYPT is no longer for new keys, but old ones have it (section 9.1).
    private static boolean algorithmEncrypts(int algorithm) {
        return switch (algorithm) {
            case PublicKeyAlgorithmTags.RSA_GENERAL,
                    PublicKeyAlgorithmTags.RSA_ENCRYPT,
                    PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT,
                    PublicKeyAlgorithmTags.ECDH,
                    PublicKeyAlgorithmTags.X25519,
                    PublicKeyAlgorithmTags.X448 -> true;
            default -> false;
        };
    }

    private static List<Integer> ciphers(List<PGPSignature> self) {
        return governing(self, SignatureSubpacketTags.PREFERRED_SYM_ALGS)
                .map(signature -> signature.getHashedSubPackets().getPreferredSymmetricAlgorithms())
                .map(preferred -> IntStream.of(preferred).boxed().toList())
                .orElse(List.of());
    }

    /** The first signature with such a subpacket; what none of them says is left to the defaults. */
    private static Optional<PGPSignature> governing(List<PGPSignature> self, int subpacket) {
        return self.stream()
                .filter(signature -> signature.getHashedSubPackets().hasSubpacket(subpacket))
                .findFirst();
    }

    /** The owner's newest direct-key signature, then for each user ID, the newest first, the last word on it. */
    private List<PGPSignature> selfSignatures() {
        Stream<PGPSignature> direct = newest(stream(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY))
                        .filter(signature -> counts(signature, () -> signature.verifyCertification(primary))))
                .stream();
        Stream<PGPSignature> userIds = stream(primary.getRawUserIDs())
                .flatMap(userId -> certification(userId).stream())
                .sorted(Comparator.comparing(PGPSignature::getCreationTime).reversed());
        return Stream.concat(direct, userIds).toList();
    }

    private Optional<PGPSignature> certification(byte[] userId) {
        return newest(stream(primary.getSignaturesForID(userId))
                        .filter(signature -> signature.isCertification() || isCertificationRevocation(signature))
                        .filter(signature -> counts(signature, () -> signature.verifyCertification(userId, primary))))
                .filter(PGPSignature::isCertification);
    }

    private Optional<PGPSignature> binding(PGPPublicKey subkey) {
        return newest(stream(subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING))
                .filter(signature -> counts(signature, () -> signature.verifyCertification(primary, subkey))));
    }

    /** Neither the date of a revocation nor what is not understood in it makes a key trustworthy again. */
    private boolean isRevoked(PGPPublicKey key, int type) {
        return stream(key.getSignaturesOfType(type))
                .anyMatch(signature -> verifies(
                        signature,
                        () -> key == primary
                                ? signature.verifyCertification(primary)
                                : signature.verifyCertification(primary, key)));
    }

    /** Of two signatures of the same second, a revocation wins. */
    private static Optional<PGPSignature> newest(Stream<PGPSignature> signatures) {
        return signatures.max(Comparator.comparing(PGPSignature::getCreationTime)
                .thenComparing(PgpCertificate::isCertificationRevocation));
    }

    private static boolean isCertificationRevocation(PGPSignature signature) {
        return signature.getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION;
    }

    /**
     * Whether the owner made the signature, it is in force now and all that is critical in it is understood. One of
     * version 3 cannot say anything, it has no subpackets.
     */
    private boolean counts(PGPSignature signature, Verification verification) {
        Instant made = signature.getCreationTime().toInstant();
        if (signature.getVersion() < SignaturePacket.VERSION_4
                || made.isAfter(now)
                || !verifies(signature, verification)) {
            return false;
        }
        PGPSignatureSubpacketVector says = signature.getHashedSubPackets();
        long seconds = says.getSignatureExpirationTime();
        return (seconds == 0 || made.plusSeconds(seconds).isAfter(now))
                && IntStream.of(says.getCriticalTags()).allMatch(UNDERSTOOD::contains);
    }

    /**
     * Whether the primary key made the signature. MD5 proves nothing any more; SHA-1 still does for what the owner has
     * signed himself, and many keys in use have nothing better.
     */
    private boolean verifies(PGPSignature signature, Verification verification) {
        if (signature.getHashAlgorithm() == HashAlgorithmTags.MD5) {
            return false;
        }
        try {
            if (!signature.hasKeyIdentifier(primary.getKeyIdentifier())) {
                return false;
            }
            signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return verification.run();
        } catch (PGPException | RuntimeException e) {
            // Bouncy Castle answers some malformed signatures with unchecked exceptions.
            return false;
        }
    }

    /** What is left to do once a signature knows the key to be verified with. */
    @FunctionalInterface
    private interface Verification {
        boolean run() throws PGPException;
    }

    private PgpKeyException refused(PGPPublicKey key, String why) {
        String owner = stream(primary.getRawUserIDs())
                .map(userId -> " (" + printable(new String(userId, StandardCharsets.UTF_8)) + ")")
                .findFirst()
                .orElse("");
        String name = "the PGP key " + keyId(primary) + owner;
        return new PgpKeyException(
                (key == primary ? name : "the encryption subkey " + keyId(key) + " of " + name) + " " + why);
    }

    private static String keyId(PGPPublicKey key) {
        return HexFormat.of().withUpperCase().toHexDigits(key.getKeyID());
    }

    /** Anybody can write anything into a user ID, also what moves a terminal's cursor. */
    private static String printable(String userId) {
        String clean = userId.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return clean.length() <= MAX_USER_ID ? clean : clean.substring(0, MAX_USER_ID) + "...";
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        List<T> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all.stream();
    }
}
