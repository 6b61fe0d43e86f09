package orycli.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/**
 * Has Bouncy Castle read packets one by one, so that a damaged one spoils no other. It answers some malformed ones with
 * unchecked exceptions, whose messages may quote them.
 */
final class PacketParser {
    private PacketParser() {}

    /** Empty where the packet is damaged. */
    static Optional<PGPPublicKey> key(Packet packet) {
        try (BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(packet.encoded()))) {
            if (in.readPacket() instanceof PublicKeyPacket numbers) {
                PGPPublicKey key = new PGPPublicKey(numbers, new BcKeyFingerprintCalculator());
                // The fingerprint is of what was read: it must not be less, or something else, than there is.
                return Optional.of(key).filter(read -> Arrays.equals(read.getFingerprint(), fingerprint(packet)));
            }
        } catch (IOException | PGPException | RuntimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Empty where the packet is damaged. */
    static Optional<PGPSignature> signature(Packet packet) {
        try {
            PGPObjectFactory objects = new PGPObjectFactory(packet.encoded(), new BcKeyFingerprintCalculator());
            return objects.nextObject() instanceof PGPSignatureList list && !list.isEmpty()
                    ? Optional.of(list.get(0))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** RFC 9580, section 5.5.4; of version 4 and newer. */
    static byte[] fingerprint(Packet key) {
        byte[] body = key.body();
        boolean is4 = PublishedKey.version(key) == PublicKeyPacket.VERSION_4;
        Digest digest = is4 ? new SHA1Digest() : new SHA256Digest();
        ByteBuffer prefix = ByteBuffer.allocate(is4 ? 3 : 5).put((byte) (0x95 + PublishedKey.version(key)));
        byte[] start = (is4 ? prefix.putShort((short) body.length) : prefix.putInt(body.length)).array();
        digest.update(start, 0, start.length);
        digest.update(body, 0, body.length);
        byte[] fingerprint = new byte[digest.getDigestSize()];
        digest.doFinal(fingerprint, 0);
        return fingerprint;
    }
}
