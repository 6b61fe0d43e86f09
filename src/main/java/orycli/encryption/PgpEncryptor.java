package orycli.encryption;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/** Encrypts to the holders of PGP keys; each of them can read the secret. */
final class PgpEncryptor implements SecretEncryptor {
    private static final List<Integer> STRONGEST_FIRST =
            List.of(SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_192);

    private final List<PgpRecipient> recipients;
    private final List<String> notes;

    private PgpEncryptor(List<PgpRecipient> recipients, List<String> notes) {
        this.recipients = List.copyOf(recipients);
        this.notes = List.copyOf(notes);
    }

    /**
     * An encryptor to every usable one of the keys, which has encrypted something already.
     *
     * @param clock says which keys have expired
     * @throws PgpKeyException where none of the keys can be used, with the reason for each
     */
    static PgpEncryptor to(List<PublishedKey> keys, Clock clock) throws PgpKeyException {
        Effort effort = new Effort();
        List<PgpRecipient> recipients = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (PublishedKey key : keys) {
            try {
                recipients.add(new PgpCertificate(key, clock.instant(), effort).recipient(PgpEncryptor::worksWith));
                owners.add(key.name());
            } catch (PgpKeyException e) {
                refusals.add(e.getMessage());
            }
        }
        if (recipients.isEmpty()) {
            String reasons = refusals.stream().distinct().collect(Collectors.joining("; "));
            throw new PgpKeyException(
                    refusals.size() == 1 ? reasons : "none of " + refusals.size() + " keys can be used: " + reasons);
        }
        List<String> notes = new ArrayList<>();
        if (owners.size() > 1) {
            notes.add("the secret is encrypted to " + owners.size() + " PGP keys, each of which can read it: "
                    + String.join(", ", owners) + ".");
        }
        refusals.forEach(why -> notes.add("nothing is encrypted to one of the keys: " + why + "."));
        PgpEncryptor encryptor = new PgpEncryptor(recipients, notes);
        encryptor.encrypt("a trial");
        return encryptor;
    }

    /** The same with one more note, which comes first. */
    PgpEncryptor with(String note) {
        return new PgpEncryptor(
                recipients, Stream.concat(Stream.of(note), notes.stream()).toList());
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    /** The trial of a single key: its parameters may be nonsense, or its curve one that Bouncy Castle does not know. */
    private static boolean worksWith(PgpRecipient recipient) {
        try {
            new PgpEncryptor(List.of(recipient), List.of()).message(new byte[0]);
            return true;
        } catch (PGPException | IOException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public String encrypt(String secret) {
        try {
            return Base64.getEncoder().encodeToString(message(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (PGPException | IOException e) {
            throw new IllegalStateException("every key was tried, and memory can be written to", e);
        }
    }

    private byte[] message(byte[] secret) throws PGPException, IOException {
        PGPEncryptedDataGenerator encryption =
                new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(cipher()).setWithIntegrityPacket(true));
        for (PgpRecipient recipient : recipients) {
            encryption.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(recipient.key()));
        }
        byte[] literal = literal(secret);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        // Without its headers the armor says nothing about the program that made it.
        try (OutputStream armor = ArmoredOutputStream.builder().clearHeaders().build(message);
                OutputStream encrypted = encryption.open(armor, literal.length)) {
            encrypted.write(literal);
        }
        return message.toByteArray();
    }

    /** RFC 9580, section 5.9: binary, so that no reader converts line ends; without a file name and a date. */
    private static byte[] literal(byte[] secret) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        try (OutputStream literal = new PGPLiteralDataGenerator()
                .open(packet, PGPLiteralDataGenerator.BINARY, "", secret.length, PGPLiteralDataGenerator.NOW)) {
            literal.write(secret);
        }
        return packet.toByteArray();
    }

    /** RFC 9580, section 12.1: what all recipients prefer; every one of them understands AES-128. */
    private int cipher() {
        return STRONGEST_FIRST.stream()
                .filter(cipher -> recipients.stream()
                        .allMatch(recipient -> recipient.ciphers().contains(cipher)))
                .findFirst()
                .orElse(SymmetricKeyAlgorithmTags.AES_128);
    }
}
