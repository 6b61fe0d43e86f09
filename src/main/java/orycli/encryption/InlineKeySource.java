package orycli.encryption;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/** Keys that were typed or pasted. */
final class InlineKeySource implements PgpKeySource {
    private final byte[] keys;

    private InlineKeySource(byte[] keys) {
        this.keys = keys;
    }

    static InlineKeySource of(String text) {
        if (text.isBlank()) {
            throw new KeyArgumentException("it is empty");
        }
        // The dash of the URL-safe alphabet is why armor has to be looked for before base64 is tried.
        if (text.contains(PgpKeyReader.ARMOR)) {
            return new InlineKeySource(text.getBytes(StandardCharsets.UTF_8));
        }
        String base64 = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
        try {
            return new InlineKeySource(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new KeyArgumentException("it is neither base64 nor an armored PGP key");
        }
    }

    @Override
    public SecretEncryptor encryptor(Clock clock) throws PgpKeyException {
        return PgpEncryptor.to(read(), clock);
    }

    private List<PGPPublicKeyRing> read() {
        try {
            return PgpKeyReader.read(keys, "it");
        } catch (PgpKeyException e) {
            throw new KeyArgumentException(e);
        }
    }
}
