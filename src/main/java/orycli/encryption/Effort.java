package orycli.encryption;

import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.ElGamalPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * Bounds the work that a text of keys can make. Whoever makes keys chooses how long their numbers are and how many
 * signatures there are. Counted in milliseconds of a slow computer, not measured, so that the same keys always end alike.
 */
final class Effort {
    private static final int ALL = 30_000;
    private static final int SIGNATURE = 30;

    private int left = ALL;

    /** @throws SpentException where too much has been done already */
    void verify() {
        spend(SIGNATURE);
    }

    /**
     * To take a key into use: Bouncy Castle tests the numbers of RSA for being none of a key, and ElGamal works with
     * exponents as long as its keys. Both grow with the third power of the length.
     *
     * @throws SpentException where too much has been done already
     */
    void use(PGPPublicKey key) {
        int kibibits = (key.getBitStrength() + 1023) / 1024;
        boolean isSlow = key.getPublicKeyPacket().getKey() instanceof ElGamalPublicBCPGKey
                || key.getPublicKeyPacket().getKey() instanceof DSAPublicBCPGKey;
        spend(SIGNATURE + (isSlow ? 9 : 5) * kibibits * kibibits * kibibits);
    }

    private void spend(int amount) {
        left -= amount;
        if (left < 0) {
            left = 0;
            throw new SpentException();
        }
    }

    /** Ends the work on a key. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
