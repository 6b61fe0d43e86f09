package orycli.sandbox;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.stream.Collectors;

/** What Hydra makes up for a new client. */
final class Inventions {
    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890_-.~";
    private static final int SECRET_LENGTH = 26;
    private static final int TOKEN_PART_LENGTH = 43;

    private final SecureRandom random = new SecureRandom();

    String newId() {
        return UUID.randomUUID().toString();
    }

    String newSecret() {
        return random(SECRET_LENGTH, CHARACTERS.length());
    }

    /** Two parts of 32 bytes in base64url, with the prefix of Hydra's access tokens. */
    String newRegistrationToken() {
        int lettersAndDigits = CHARACTERS.indexOf('_');
        return "ory_at_" + random(TOKEN_PART_LENGTH, lettersAndDigits) + "."
                + random(TOKEN_PART_LENGTH, lettersAndDigits);
    }

    private String random(int length, int characters) {
        return random.ints(length, 0, characters)
                .mapToObj(i -> String.valueOf(CHARACTERS.charAt(i)))
                .collect(Collectors.joining());
    }
}
