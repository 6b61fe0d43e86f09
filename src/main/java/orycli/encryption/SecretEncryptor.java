package orycli.encryption;

/** Makes a secret unreadable for everyone but the holders of certain keys. */
public interface SecretEncryptor {
    /**
     * The secret as base64, on one line, of an ASCII-armored OpenPGP message: the form that the reference prints.
     * {@code base64 --decode | gpg --decrypt} gives the secret back, byte for byte in UTF-8. Nothing that depends on
     * the key can fail here any more: an encryptor has been tried before it is handed out.
     */
    String encrypt(String secret);
}
