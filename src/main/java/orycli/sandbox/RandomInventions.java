package orycli.sandbox;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** What nobody can foretell, in the forms that Hydra gives it. */
final class RandomInventions implements Inventions {
    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890_-.~";
    private static final int SECRET_LENGTH = 26;
    private static final int TOKEN_PART_LENGTH = 43;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String newId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String newSecret() {
        return random(SECRET_LENGTH, CHARACTERS.length());
    }

    /** With the prefix of Hydra's access tokens. */
    @Override
    public String newRegistrationToken() {
        return newToken("ory_at_");
    }

    /** Two parts that are as long as 32 bytes in base64url. */
    @Override
    public String newToken(String prefix) {
        int lettersAndDigits = CHARACTERS.indexOf('_');
        return prefix + random(TOKEN_PART_LENGTH, lettersAndDigits) + "." + random(TOKEN_PART_LENGTH, lettersAndDigits);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    private String random(int length, int characters) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(characters)));
        }
        return text.toString();
    }
}
