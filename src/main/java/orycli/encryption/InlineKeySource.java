package orycli.encryption;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Keys that are at hand: typed, pasted or read from a file. */
final class InlineKeySource implements PgpKeySource {
    private final List<PublishedKey> keys;

    private InlineKeySource(List<PublishedKey> keys) {
        this.keys = List.copyOf(keys);
    }

    static InlineKeySource typed(String text) {
        if (text.isBlank()) {
            throw new KeyArgumentException("it is empty");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!PgpKeyReader.isArmored(bytes) && PgpKeyReader.base64(bytes).isEmpty()) {
            throw new KeyArgumentException("it is neither base64 nor an armored PGP key");
        }
        try {
            return read(bytes, "it");
        } catch (PgpKeyException e) {
            throw new KeyArgumentException(e);
        }
    }

    static InlineKeySource read(byte[] contents, String subject) throws PgpKeyException {
        return new InlineKeySource(PgpKeyReader.read(contents, subject));
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public SecretEncryptor encryptor(Clock clock) throws PgpKeyException {
        return PgpEncryptor.to(keys, clock);
    }
}
