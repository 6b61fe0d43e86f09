package orycli.encryption;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/**
 * A PGP key for tests, with both its halves: {@code PgpKeys.of(Kind.RSA).build()} is a key of Alice with an encryption
 * subkey, made in {@link #CREATED 2024} and valid for ever. The builder makes the odd ones.
 */
public final class PgpKeys {
    /** When keys are made unless a test says otherwise. */
    public static final Instant CREATED = Instant.parse("2024-03-01T12:00:00Z");

    /** The owner of a key unless a test says otherwise. */
    public static final String ALICE = "Alice <alice@example.org>";

    /** The algorithms of primary key and subkey. */
    public enum Kind {
        RSA,
        /** What GnuPG makes: Ed25519 and cv25519 (RFC 9580, sections 5.5.5.5 and 5.5.5.6). */
        CURVE25519,
        /** The algorithms of RFC 9580 in a version 4 key. */
        X25519,
        X25519_V6,
        X448_V6,
        NIST_P256;

        private PGPKeyPairGenerator generator(Instant created) {
            int version = switch (this) {
                case RSA, CURVE25519, X25519, NIST_P256 -> PublicKeyPacket.VERSION_4;
                case X25519_V6, X448_V6 -> PublicKeyPacket.VERSION_6;
            };
            return new BcPGPKeyPairGeneratorProvider().get(version, Date.from(created));
        }

        private PGPKeyPair primary(Instant created) throws PGPException {
            PGPKeyPairGenerator generator = generator(created);
            return switch (this) {
                case RSA -> generator.generateRsaKeyPair(2048);
                case CURVE25519 -> generator.generateLegacyEd25519KeyPair();
                case X25519, X25519_V6 -> generator.generateEd25519KeyPair();
                case X448_V6 -> generator.generateEd448KeyPair();
                case NIST_P256 -> generator.generateNistP256ECDSAKeyPair();
            };
        }

        private PGPKeyPair subkey(Instant created) throws PGPException {
            PGPKeyPairGenerator generator = generator(created);
            return switch (this) {
                case RSA -> generator.generateRsaKeyPair(2048);
                case CURVE25519 -> generator.generateLegacyX25519KeyPair();
                case X25519, X25519_V6 -> generator.generateX25519KeyPair();
                case X448_V6 -> generator.generateX448KeyPair();
                case NIST_P256 -> generator.generateNistP256ECDHKeyPair();
            };
        }
    }

    private static final Map<Kind, PgpKeys> PLAIN = new ConcurrentHashMap<>();

    private final PGPPublicKeyRing ring;
    private final List<PGPKeyPair> pairs;

    private PgpKeys(PGPPublicKeyRing ring, List<PGPKeyPair> pairs) {
        this.ring = ring;
        this.pairs = List.copyOf(pairs);
    }

    /** A key with nothing odd about it; made once for all tests. */
    public static PgpKeys plain(Kind kind) {
        return PLAIN.computeIfAbsent(kind, k -> of(k).build());
    }

    public static Builder of(Kind kind) {
        return new Builder(kind);
    }

    /** One file with several keys, binary. */
    public static byte[] together(PgpKeys... keys) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (PgpKeys key : keys) {
            all.writeBytes(key.binary());
        }
        return all.toByteArray();
    }

    /** Encrypts to the keys in a text. */
    static SecretEncryptor encryptor(byte[] text, Clock clock) throws PgpKeyException {
        return PgpEncryptor.to(PgpKeyReader.read(text, "the text"), clock);
    }

    public static String armored(byte[] packets) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (OutputStream armor = ArmoredOutputStream.builder().clearHeaders().build(text)) {
            armor.write(packets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }

    public byte[] binary() {
        try {
            return ring.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String armored() {
        return armored(binary());
    }

    /** What {@code --pgp-key} takes. */
    public String base64() {
        return Base64.getEncoder().encodeToString(armored().getBytes(StandardCharsets.US_ASCII));
    }

    /** This very key after its owner has revoked it. */
    public PgpKeys revokedLater() {
        return revokedBy(pairs.get(0));
    }

    /** This key with a revocation that names its owner as the issuer and was signed by another key. */
    public PgpKeys revokedBySomebodyElse() {
        try {
            return revokedBy(Kind.RSA.primary(CREATED));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private PgpKeys revokedBy(PGPKeyPair signer) {
        try {
            PGPPublicKey primary = ring.getPublicKey();
            PGPSignature revocation = Builder.signer(
                            signer,
                            PGPSignature.KEY_REVOCATION,
                            Builder.subpackets(pairs.get(0), CREATED),
                            HashAlgorithmTags.SHA512)
                    .generateCertification(primary);
            PGPPublicKey revoked = PGPPublicKey.addCertification(primary, revocation);
            return new PgpKeys(PGPPublicKeyRing.insertPublicKey(ring, revoked), pairs);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key, without a passphrase. */
    public byte[] privateBinary() {
        try {
            List<PGPSecretKey> keys = new ArrayList<>();
            for (PGPKeyPair pair : pairs) {
                PGPPublicKey half = ring.getPublicKey(pair.getKeyIdentifier());
                keys.add(new PGPSecretKey(
                        pair.getPrivateKey(),
                        half,
                        new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                        half.isMasterKey(),
                        null));
            }
            return new PGPSecretKeyRing(keys).getEncoded();
        } catch (IOException | PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    public String privateArmored() {
        return armored(privateBinary());
    }

    /** The key ID of the primary key (0) or of one of the subkeys (from 1 on), as messages write it. */
    public String keyId(int index) {
        return HexFormat.of().withUpperCase().toHexDigits(pairs.get(index).getKeyID());
    }

    /** The key ID of any key of this one, also of those that nobody can read with; the primary key is 0. */
    public String publishedKeyId(int index) {
        List<PGPPublicKey> all = new ArrayList<>();
        ring.getPublicKeys().forEachRemaining(all::add);
        return HexFormat.of().withUpperCase().toHexDigits(all.get(index).getKeyID());
    }

    /** What the owner reads in a message, given as base64 of the armor. */
    public String decrypt(String message) {
        PGPEncryptedDataList encrypted = encrypted(message);
        for (PGPEncryptedData data : encrypted) {
            PGPPublicKeyEncryptedData session = (PGPPublicKeyEncryptedData) data;
            for (PGPKeyPair pair : pairs) {
                if (session.getKeyIdentifier().matches(pair.getKeyIdentifier())) {
                    return decrypt(session, pair);
                }
            }
        }
        throw new AssertionError("the message is for " + recipients(message));
    }

    /** The key IDs that a message is encrypted to, in order. */
    public static List<String> recipients(String message) {
        List<String> ids = new ArrayList<>();
        for (PGPEncryptedData data : encrypted(message)) {
            ids.add(HexFormat.of()
                    .withUpperCase()
                    .toHexDigits(((PGPPublicKeyEncryptedData) data)
                            .getKeyIdentifier()
                            .getKeyId()));
        }
        return ids;
    }

    /** The number of the symmetric algorithm of a message (RFC 9580, section 9.3). */
    public int cipher(String message) {
        try {
            for (PGPEncryptedData data : encrypted(message)) {
                PGPPublicKeyEncryptedData session = (PGPPublicKeyEncryptedData) data;
                for (PGPKeyPair pair : pairs) {
                    if (session.getKeyIdentifier().matches(pair.getKeyIdentifier())) {
                        return session.getSymmetricAlgorithm(new BcPublicKeyDataDecryptorFactory(pair));
                    }
                }
            }
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("the message is for " + recipients(message));
    }

    private static String decrypt(PGPPublicKeyEncryptedData data, PGPKeyPair pair) {
        try {
            PGPObjectFactory inside = new PGPObjectFactory(
                    data.getDataStream(new BcPublicKeyDataDecryptorFactory(pair)), new BcKeyFingerprintCalculator());
            PGPLiteralData literal = (PGPLiteralData) inside.nextObject();
            String text = new String(literal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!data.isIntegrityProtected() || !data.verify()) {
                throw new AssertionError("the message is not protected against changes");
            }
            return text;
        } catch (IOException | PGPException e) {
            throw new AssertionError("the message cannot be decrypted", e);
        }
    }

    private static PGPEncryptedDataList encrypted(String message) {
        byte[] armor = Base64.getDecoder().decode(message);
        try {
            return new PGPEncryptedDataList(new ArmoredInputStream(new ByteArrayInputStream(armor)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says what is odd about a key. */
    public static final class Builder {
        private static final List<Integer> CIPHERS =
                List.of(SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_128);

        private final Kind kind;
        private final List<Subkey> subkeys = new ArrayList<>();
        private final List<SelfSignature> later = new ArrayList<>();
        private final List<PublicSubkeyPacket> odd = new ArrayList<>();
        private Instant created = CREATED;
        private String userId = ALICE;
        private int flags = KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA;
        private List<Integer> ciphers = CIPHERS;
        private Duration validity = Duration.ZERO;
        private boolean revoked;
        private boolean userIdRevoked;
        private boolean directKey;
        private boolean plain = true;
        private int hash = HashAlgorithmTags.SHA512;
        private int bits = 2048;

        private record Subkey(Kind kind, Instant created, Duration validity, int flags, boolean revoked, Signer by) {}

        private record SelfSignature(Instant made, Duration validity, boolean mysterious) {}

        private enum Signer {
            OWNER,
            SOMEBODY_ELSE
        }

        private Builder(Kind kind) {
            this.kind = kind;
        }

        public Builder created(Instant when) {
            created = when;
            return this;
        }

        public Builder userId(String name) {
            userId = name;
            return this;
        }

        /** Without any user ID, with a direct-key signature in its place. */
        public Builder withoutUserId() {
            userId = "";
            directKey = true;
            return this;
        }

        /** Stripped of user IDs and all that the owner signed about the primary key. */
        public Builder withoutSelfSignature() {
            userId = "";
            return this;
        }

        public Builder ciphers(Integer... numbers) {
            ciphers = List.of(numbers);
            return this;
        }

        public Builder expiresAfter(Duration time) {
            validity = time;
            return this;
        }

        /** All that the owner signs is hashed with this algorithm (RFC 9580, section 9.5). */
        public Builder hash(int number) {
            hash = number;
            return this;
        }

        /** A second self-signature, which sets another time; zero is for ever. */
        public Builder laterExpiresAfter(Instant made, Duration time) {
            later.add(new SelfSignature(made, time, false));
            return this;
        }

        /** As above, but with a critical notation that nobody has heard of. */
        public Builder laterExpiresAfterMysteriously(Instant made, Duration time) {
            later.add(new SelfSignature(made, time, true));
            return this;
        }

        public Builder revoked() {
            revoked = true;
            return this;
        }

        public Builder userIdRevoked() {
            userIdRevoked = true;
            return this;
        }

        /** Of RSA keys, the length of the primary key. */
        public Builder bits(int length) {
            bits = length;
            return this;
        }

        /** A subkey of any numbers, which the owner has signed as one for encryption; nobody can read with it. */
        public Builder subkey(PublicSubkeyPacket numbers) {
            plain = false;
            odd.add(numbers);
            return this;
        }

        /** Nothing but the primary key, which signs. */
        public Builder signOnly() {
            plain = false;
            return this;
        }

        /** Nothing but the primary key, which does everything. */
        public Builder encryptsWithPrimaryKey() {
            plain = false;
            flags |= KeyFlags.ENCRYPT_COMMS;
            return this;
        }

        /** An encryption subkey; the first one takes the place of that which every key has. */
        public Builder subkey(Instant made, Duration time) {
            return add(new Subkey(kind, made, time, KeyFlags.ENCRYPT_COMMS, false, Signer.OWNER));
        }

        public Builder revokedSubkey(Instant made) {
            return add(new Subkey(kind, made, Duration.ZERO, KeyFlags.ENCRYPT_STORAGE, true, Signer.OWNER));
        }

        public Builder signingSubkey(Instant made) {
            return add(new Subkey(Kind.RSA, made, Duration.ZERO, KeyFlags.SIGN_DATA, false, Signer.OWNER));
        }

        /** A subkey that somebody slipped in. */
        public Builder foreignSubkey(Instant made) {
            return add(new Subkey(kind, made, Duration.ZERO, KeyFlags.ENCRYPT_COMMS, false, Signer.SOMEBODY_ELSE));
        }

        private Builder add(Subkey subkey) {
            plain = false;
            subkeys.add(subkey);
            return this;
        }

        public PgpKeys build() {
            try {
                return make();
            } catch (PGPException e) {
                throw new IllegalStateException(e);
            }
        }

        private PgpKeys make() throws PGPException {
            PGPKeyPair primary =
                    kind == Kind.RSA ? kind.generator(created).generateRsaKeyPair(bits) : kind.primary(created);
            List<PGPKeyPair> pairs = new ArrayList<>(List.of(primary));
            List<PGPPublicKey> keys = new ArrayList<>(List.of(certified(primary)));
            List<Subkey> wanted = plain
                    ? List.of(new Subkey(
                            kind,
                            created,
                            Duration.ZERO,
                            KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE,
                            false,
                            Signer.OWNER))
                    : subkeys;
            for (Subkey subkey : wanted) {
                PGPKeyPair pair = subkey.kind().subkey(subkey.created()).asSubkey(new BcKeyFingerprintCalculator());
                pairs.add(pair);
                keys.add(bound(primary, pair.getPublicKey(), subkey));
            }
            for (PublicSubkeyPacket numbers : odd) {
                keys.add(bound(
                        primary,
                        new PGPPublicKey(numbers, new BcKeyFingerprintCalculator()),
                        new Subkey(kind, created, Duration.ZERO, KeyFlags.ENCRYPT_COMMS, false, Signer.OWNER)));
            }
            return new PgpKeys(new PGPPublicKeyRing(keys), pairs);
        }

        private PGPPublicKey certified(PGPKeyPair pair) throws PGPException {
            PGPPublicKey key = pair.getPublicKey();
            if (revoked) {
                PGPSignatureGenerator signer = signer(pair, PGPSignature.KEY_REVOCATION, subpackets(pair, created));
                key = PGPPublicKey.addCertification(key, signer.generateCertification(key));
            }
            if (directKey) {
                PGPSignatureGenerator signer =
                        signer(pair, PGPSignature.DIRECT_KEY, selfSubpackets(pair, created, validity));
                key = PGPPublicKey.addCertification(key, signer.generateCertification(key));
            }
            if (userId.isEmpty()) {
                return key;
            }
            List<SelfSignature> signatures = new ArrayList<>(List.of(new SelfSignature(created, validity, false)));
            signatures.addAll(later);
            for (SelfSignature signature : signatures) {
                PGPSignatureSubpacketGenerator says = selfSubpackets(pair, signature.made(), signature.validity());
                if (signature.mysterious()) {
                    says.addNotationData(true, true, "mystery@example.org", "42");
                }
                PGPSignatureGenerator signer = signer(pair, PGPSignature.POSITIVE_CERTIFICATION, says);
                key = PGPPublicKey.addCertification(key, userId, signer.generateCertification(userId, key));
            }
            if (userIdRevoked) {
                PGPSignatureGenerator signer =
                        signer(pair, PGPSignature.CERTIFICATION_REVOCATION, subpackets(pair, created));
                key = PGPPublicKey.addCertification(key, userId, signer.generateCertification(userId, key));
            }
            return key;
        }

        private PGPPublicKey bound(PGPKeyPair primary, PGPPublicKey key, Subkey subkey) throws PGPException {
            PGPSignatureSubpacketGenerator says = subpackets(primary, subkey.created());
            says.setKeyFlags(true, subkey.flags());
            says.setKeyExpirationTime(true, subkey.validity().toSeconds());
            PGPKeyPair maker = switch (subkey.by()) {
                case OWNER -> primary;
                // Claims to be by the owner, as the issuer among the subpackets is still the owner.
                case SOMEBODY_ELSE -> kind.primary(created);
            };
            PGPPublicKey bound = PGPPublicKey.addCertification(
                    key,
                    signer(maker, PGPSignature.SUBKEY_BINDING, says)
                            .generateCertification(primary.getPublicKey(), key));
            return subkey.revoked()
                    ? PGPPublicKey.addCertification(
                            bound,
                            signer(primary, PGPSignature.SUBKEY_REVOCATION, subpackets(primary, subkey.created()))
                                    .generateCertification(primary.getPublicKey(), key))
                    : bound;
        }

        private PGPSignatureSubpacketGenerator selfSubpackets(PGPKeyPair pair, Instant made, Duration time) {
            PGPSignatureSubpacketGenerator says = subpackets(pair, made);
            says.setKeyFlags(true, flags);
            says.setKeyExpirationTime(true, time.toSeconds());
            if (!ciphers.isEmpty()) {
                says.setPreferredSymmetricAlgorithms(
                        false, ciphers.stream().mapToInt(Integer::intValue).toArray());
            }
            return says;
        }

        private static PGPSignatureSubpacketGenerator subpackets(PGPKeyPair issuer, Instant made) {
            PGPSignatureSubpacketGenerator says = new PGPSignatureSubpacketGenerator();
            says.setSignatureCreationTime(Date.from(made));
            says.setIssuerFingerprint(false, issuer.getPublicKey());
            return says;
        }

        private PGPSignatureGenerator signer(PGPKeyPair pair, int type, PGPSignatureSubpacketGenerator says)
                throws PGPException {
            return signer(pair, type, says, hash);
        }

        private static PGPSignatureGenerator signer(
                PGPKeyPair pair, int type, PGPSignatureSubpacketGenerator says, int hash) throws PGPException {
            PGPPublicKey key = pair.getPublicKey();
            PGPSignatureGenerator signer =
                    new PGPSignatureGenerator(new BcPGPContentSignerBuilder(key.getAlgorithm(), hash), key);
            signer.init(type, pair.getPrivateKey());
            signer.setHashedSubpackets(says.generate());
            return signer;
        }
    }
}
