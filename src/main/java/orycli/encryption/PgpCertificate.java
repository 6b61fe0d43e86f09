package orycli.encryption;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ECPublicBCPGKey;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyConverter;

/**
 * A published key at one moment: a primary key, its user IDs and its subkeys, and what the owner's signatures on them
 * say. A signature that does not verify says nothing. Where RFC 9580 leaves a choice (section 5.2.3.10), this chooses
 * as GnuPG does: the direct-key signature goes before those on user IDs, a newer signature on the same user ID or
 * subkey replaces the older one, and a revocation of a key can never be taken back.
 */
final class PgpCertificate {
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

    @SuppressWarnings("deprecation") // RSA_SIGN and RSA_ENCRYPT are no longer for new keys, but old ones have them.
    private static final Set<Integer> SIGNING = Set.of(
            PublicKeyAlgorithmTags.RSA_SIGN,
            PublicKeyAlgorithmTags.DSA,
            PublicKeyAlgorithmTags.ECDSA,
            PublicKeyAlgorithmTags.EDDSA_LEGACY,
            PublicKeyAlgorithmTags.Ed25519,
            PublicKeyAlgorithmTags.Ed448);

    @SuppressWarnings("deprecation") // As above: section 9.1.
    private static final Set<Integer> ENCRYPTING = Set.of(
            PublicKeyAlgorithmTags.RSA_GENERAL,
            PublicKeyAlgorithmTags.RSA_ENCRYPT,
            PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT,
            PublicKeyAlgorithmTags.ECDH,
            PublicKeyAlgorithmTags.X25519,
            PublicKeyAlgorithmTags.X448);

    /** Not supported, but known to sign: a subkey that cannot be meant. */
    private static final Set<Integer> SIGNING_ELSEWHERE = Set.of(
            PublicKeyAlgorithmTags.MLDSA65_Ed25519,
            PublicKeyAlgorithmTags.MLDSA87_Ed448,
            PublicKeyAlgorithmTags.SLHDSA_SHAKE_128s,
            PublicKeyAlgorithmTags.SLHDSA_SHAKE_128f,
            PublicKeyAlgorithmTags.SLHDSA_SHAKE_256s);

    private static final String NOT_SUPPORTED = "uses an algorithm or a curve that is not supported";

    private final PublishedKey published;
    private final PGPPublicKey primary;
    private final Instant now;
    private final Effort effort;

    /**
     * Reads the primary key.
     *
     * @param effort what may still be done for this key and others
     * @throws PgpKeyException where nothing can be verified with it, or nothing would be worth it; says why
     */
    PgpCertificate(PublishedKey published, Instant now, Effort effort) throws PgpKeyException {
        this.published = published;
        this.now = now;
        this.effort = effort;
        int version = PublishedKey.version(published.primary());
        if (version < PublishedKey.OLDEST) {
            throw refused("is in the obsolete version 3 format");
        }
        if (version > PublishedKey.NEWEST) {
            throw refused("is in the version " + version + " format, which is not supported");
        }
        this.primary = parsed(published.primary());
        // All before the first signature is verified: with some numbers that would never end.
        requireStrong(published.primary(), primary);
    }

    /**
     * The newest encryption subkey that is valid now and passes the test, or else the primary key if it may encrypt.
     *
     * @throws PgpKeyException where there is none; says why
     */
    PgpRecipient recipient(Predicate<PgpRecipient> works) throws PgpKeyException {
        try {
            effort.use(primary);
            requireWorking();
            return newestRecipient(works);
        } catch (Effort.SpentException e) {
            throw refused("takes more work to check than a key should");
        }
    }

    private PgpRecipient newestRecipient(Predicate<PgpRecipient> works) throws PgpKeyException {
        Packet packet = published.primary();
        if (isRevoked(packet, PGPSignature.KEY_REVOCATION, by -> by.verifyCertification(primary))) {
            throw refused("has been revoked");
        }
        requireCreated(packet);
        List<PGPSignature> self = selfSignatures();
        if (self.isEmpty()) {
            throw published.refusedPerhapsDamaged(packet, "has no user ID that its owner has signed and not revoked");
        }
        requireNotExpired(packet, governing(self, SignatureSubpacketTags.KEY_EXPIRE_TIME));

        List<Integer> ciphers = ciphers(self);
        List<PgpKeyException> refusals = new ArrayList<>();
        for (Packet candidate : candidates(self)) {
            try {
                Optional<PGPPublicKey> key = candidate.equals(packet) ? Optional.of(primary) : encrypting(candidate);
                if (key.isPresent()) {
                    effort.use(key.get());
                    PgpRecipient recipient = new PgpRecipient(key.get(), ciphers);
                    if (works.test(recipient)) {
                        return recipient;
                    }
                    throw published.refused(candidate, NOT_SUPPORTED);
                }
            } catch (PgpKeyException e) {
                refusals.add(e);
            }
        }
        throw refusals.isEmpty() ? refused("cannot encrypt: it can only sign") : refusals.get(0);
    }

    /** What may be made for encryption, in the order of preference: subkeys from the newest on, then the primary key. */
    private List<Packet> candidates(List<PGPSignature> self) {
        Stream<Packet> subkeys = published.subkeys().stream()
                .filter(subkey -> !SIGNING.contains(PublishedKey.algorithm(subkey)))
                .filter(subkey -> !SIGNING_ELSEWHERE.contains(PublishedKey.algorithm(subkey)))
                .sorted(Comparator.comparingLong(PublishedKey::created).reversed());
        boolean primaryToo = ENCRYPTING.contains(primary.getAlgorithm())
                && mayEncrypt(governing(self, SignatureSubpacketTags.KEY_FLAGS));
        return Stream.concat(subkeys, primaryToo ? Stream.of(published.primary()) : Stream.empty())
                .toList();
    }

    /** The subkey; empty where it is made for something else than encryption. */
    private Optional<PGPPublicKey> encrypting(Packet subkey) throws PgpKeyException {
        PGPPublicKey key = parsed(subkey);
        Optional<PGPSignature> binding =
                newest(signatures(subkey, PGPSignature.SUBKEY_BINDING), by -> by.verifyCertification(primary, key));
        if (!mayEncrypt(binding)) {
            return Optional.empty();
        }
        requireCreated(subkey);
        if (binding.isEmpty()) {
            throw published.refusedPerhapsDamaged(subkey, "lacks a valid signature by the primary key");
        }
        if (isRevoked(subkey, PGPSignature.SUBKEY_REVOCATION, by -> by.verifyCertification(primary, key))) {
            throw published.refused(subkey, "has been revoked");
        }
        requireNotExpired(subkey, binding);
        requireStrong(subkey, key);
        return Optional.of(key);
    }

    private PGPPublicKey parsed(Packet packet) throws PgpKeyException {
        int algorithm = PublishedKey.algorithm(packet);
        if (!SIGNING.contains(algorithm) && !ENCRYPTING.contains(algorithm)) {
            throw published.refused(packet, "uses algorithm " + algorithm + ", which is not supported");
        }
        return PacketParser.key(packet).orElseThrow(() -> published.refusedPerhapsDamaged(packet, "is damaged"));
    }

    private void requireStrong(Packet packet, PGPPublicKey key) throws PgpKeyException {
        Optional<String> complaint = KeyStrength.complaint(key);
        if (complaint.isPresent()) {
            throw published.refused(packet, complaint.get());
        }
    }

    private void requireWorking() throws PgpKeyException {
        try {
            new BcPGPKeyConverter().getPublicKey(primary);
        } catch (PGPException | RuntimeException e) {
            throw primary.getPublicKeyPacket().getKey() instanceof ECPublicBCPGKey
                    ? refused(NOT_SUPPORTED)
                    : published.refusedPerhapsDamaged(published.primary(), "is damaged");
        }
    }

    private void requireCreated(Packet key) throws PgpKeyException {
        Instant created = Instant.ofEpochSecond(PublishedKey.created(key));
        if (created.isAfter(now)) {
            throw published.refused(
                    key, "is not valid before " + day(created) + ", or the clock of this computer is wrong");
        }
    }

    private void requireNotExpired(Packet key, Optional<PGPSignature> governing) throws PgpKeyException {
        long seconds = governing
                .map(signature -> signature.getHashedSubPackets().getKeyExpirationTime())
                .orElse(0L);
        Instant expires = Instant.ofEpochSecond(PublishedKey.created(key) + seconds);
        if (seconds != 0 && !expires.isAfter(now)) {
            throw published.refused(key, "expired on " + day(expires));
        }
    }

    /** Without key flags (section 5.2.3.29) a key may do whatever its algorithm can. */
    private static boolean mayEncrypt(Optional<PGPSignature> governing) {
        return governing
                .map(PGPSignature::getHashedSubPackets)
                .filter(says -> says.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS))
                .map(says -> (says.getKeyFlags() & (KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)) != 0)
                .orElse(true);
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
        Stream<PGPSignature> direct =
                newest(signatures(published.primary(), PGPSignature.DIRECT_KEY), by -> by.verifyCertification(primary))
                        .stream();
        Stream<PGPSignature> userIds = published.userIds().stream()
                .flatMap(userId -> certification(userId).stream())
                .sorted(Comparator.comparing(PGPSignature::getCreationTime).reversed());
        return Stream.concat(direct, userIds).toList();
    }

    private Optional<PGPSignature> certification(Packet userId) {
        byte[] name = userId.body();
        return newest(
                        signatures(userId).filter(by -> by.isCertification() || isCertificationRevocation(by)),
                        by -> by.verifyCertification(name, primary))
                .filter(PGPSignature::isCertification);
    }

    /** Neither the date of a revocation nor what is not understood in it makes a key trustworthy again. */
    private boolean isRevoked(Packet key, int type, Verification verification) {
        return signatures(key, type).anyMatch(signature -> verifies(signature, verification));
    }

    private Stream<PGPSignature> signatures(Packet part) {
        return published.signatures(part).stream().flatMap(packet -> PacketParser.signature(packet).stream());
    }

    private Stream<PGPSignature> signatures(Packet part, int type) {
        return signatures(part).filter(signature -> signature.getSignatureType() == type);
    }

    /** Of those that count, the newest; of two of the same second, a revocation. */
    private Optional<PGPSignature> newest(Stream<PGPSignature> signatures, Verification verification) {
        return signatures
                .sorted(Comparator.comparing(PGPSignature::getCreationTime)
                        .thenComparing(PgpCertificate::isCertificationRevocation)
                        .reversed())
                .filter(signature -> counts(signature, verification))
                .findFirst();
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
            effort.verify();
            signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return verification.passes(signature);
        } catch (Effort.SpentException e) {
            throw e;
        } catch (PGPException | RuntimeException e) {
            // Bouncy Castle answers some malformed signatures with unchecked exceptions.
            return false;
        }
    }

    /** What is left to do once a signature knows the key to be verified with. */
    @FunctionalInterface
    private interface Verification {
        boolean passes(PGPSignature signature) throws PGPException;
    }

    private PgpKeyException refused(String why) {
        return published.refused(published.primary(), why);
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
