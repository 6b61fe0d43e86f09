package orycli.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The secret of a client and those that were rotated away and are still good, hashed. */
final class Secrets {
    /** How many of those that were rotated away are kept: the youngest. */
    private static final int MAX_ROTATED = 5;

    private final byte[] current;
    private final List<byte[]> rotated;

    private Secrets(byte[] current, List<byte[]> rotated) {
        this.current = current;
        this.rotated = rotated;
    }

    static Secrets of(String secret) {
        return new Secrets(hash(secret), List.of());
    }

    private static byte[] hash(String secret) {
        return Digest.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** After an update: a new secret ends all others, no secret (an empty text) leaves them as they are. */
    Secrets updatedTo(String secret) {
        return secret.isEmpty() ? this : of(secret);
    }

    Secrets rotatedTo(String secret) {
        List<byte[]> all = new ArrayList<>(List.of(current));
        all.addAll(rotated);
        return new Secrets(hash(secret), List.copyOf(all.subList(0, Math.min(MAX_ROTATED, all.size()))));
    }

    Secrets withoutRotated() {
        return new Secrets(current, List.of());
    }

    boolean include(String secret) {
        byte[] hash = hash(secret);
        return Stream.concat(Stream.of(current), rotated.stream())
                .anyMatch(known -> MessageDigest.isEqual(known, hash));
    }
}
