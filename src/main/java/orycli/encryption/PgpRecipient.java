package orycli.encryption;

import java.util.List;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * A key that can be encrypted to.
 *
 * @param key the primary key or the subkey that encrypts
 * @param ciphers the numbers of the symmetric algorithms that the holder's software understands (RFC 9580, section 9.3)
 */
record PgpRecipient(PGPPublicKey key, List<Integer> ciphers) {
    PgpRecipient {
        ciphers = List.copyOf(ciphers);
    }
}
