package orycli.encryption;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGKey;
import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.ECPublicBCPGKey;
import org.bouncycastle.bcpg.ElGamalPublicBCPGKey;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * Which keys are too weak to keep a secret, and which are so large that nothing is done with them: at least the 112 bits
 * of security of NIST SP 800-57 part 1, table 2, which are 2048 bits of RSA, DSA or ElGamal, and a curve of 224.
 */
final class KeyStrength {
    private static final int LEAST = 2048;
    private static final int LEAST_OF_A_CURVE = 224;
    private static final int LEAST_OF_A_GROUP = 224;
    /** What GnuPG makes at the most. */
    private static final int MOST_OF_RSA = 8192;

    private static final int MOST = 4096;
    private static final int MOST_OF_A_GROUP = 512;
    private static final int MOST_OF_AN_EXPONENT = 64;

    private KeyStrength() {}

    /** What is wrong with the key, as the end of a sentence. The numbers alone are looked at, nothing is computed. */
    static Optional<String> complaint(PGPPublicKey key) {
        BCPGKey numbers = key.getPublicKeyPacket().getKey();
        if (numbers instanceof RSAPublicBCPGKey rsa) {
            return size("RSA", rsa.getModulus(), MOST_OF_RSA).or(() -> exponent(rsa.getPublicExponent()));
        }
        if (numbers instanceof DSAPublicBCPGKey dsa) {
            return size("DSA", dsa.getP(), MOST).or(() -> group(dsa.getQ()));
        }
        if (numbers instanceof ElGamalPublicBCPGKey elGamal) {
            return size("ElGamal", elGamal.getP(), MOST);
        }
        // Of an unknown curve the size is not known either.
        int size = numbers instanceof ECPublicBCPGKey ? key.getBitStrength() : 0;
        return size > 0 && size < LEAST_OF_A_CURVE
                ? Optional.of(weak("is on a curve of " + size + " bits", LEAST_OF_A_CURVE))
                : Optional.empty();
    }

    private static Optional<String> size(String algorithm, BigInteger modulus, int most) {
        int size = modulus.bitLength();
        String is = "is an " + algorithm + " key of " + size + " bits";
        if (size < LEAST) {
            return Optional.of(weak(is.replace("an DSA", "a DSA"), LEAST));
        }
        return size > most
                ? Optional.of(is.replace("an DSA", "a DSA") + ", where " + most + " are the most that is supported")
                : Optional.empty();
    }

    private static String weak(String is, int least) {
        return is + ", which can be broken; " + least + " are the least that is safe";
    }

    /** With 1 nothing is encrypted, an even one has no private key, and a long one is made to take for ever. */
    private static Optional<String> exponent(BigInteger exponent) {
        return exponent.bitLength() > MOST_OF_AN_EXPONENT
                        || exponent.compareTo(BigInteger.ONE) <= 0
                        || !exponent.testBit(0)
                ? Optional.of("has an RSA exponent that no key should have")
                : Optional.empty();
    }

    private static Optional<String> group(BigInteger q) {
        int size = q.bitLength();
        return size < LEAST_OF_A_GROUP || size > MOST_OF_A_GROUP
                ? Optional.of("is a DSA key with a group of " + size + " bits, where " + LEAST_OF_A_GROUP
                        + " are the least that is safe")
                : Optional.empty();
    }
}
