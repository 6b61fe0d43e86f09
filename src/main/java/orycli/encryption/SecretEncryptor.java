package orycli.encryption;

import java.util.List;

/** Makes a secret unreadable for everyone but the holders of certain keys. */
public interface SecretEncryptor {
    /**
     * The secret as base64, on one line, of an ASCII-armored OpenPGP message: the form that the reference prints.
     * {@code base64 --decode | gpg --decrypt} gives the secret back, byte for byte in UTF-8. Nothing that depends on
     * the key can fail here any more: an encryptor has been tried before it is handed out.
     */
    String encrypt(String secret);

    /**
     * What whoever relies on the encryption has to know: which keys were left out and why, to whom it is encrypted where
     * there are several owners, and whether the keys may have been exchanged on their way. Each is a
     * sentence of one line that may follow a word like "Warning:", and safe to print; none where all is as expected.
     */
    default List<String> notes() {
        return List.of();
    }
}
