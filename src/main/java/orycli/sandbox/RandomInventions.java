package orycli.sandbox;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** What nobody can foretell, in the forms that Hydra gives it. */
final class RandomInventions implements Inventions {
    private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890";
    private static final String UNRESERVED = ALPHANUMERIC + "_-.~";
    /** Of which no word can be made (RFC 8628, section 6.1). */
    private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

    private static final int SECRET_LENGTH = 26;
    private static final int TOKEN_PART_LENGTH = 43;
    private static final int USER_CODE_LENGTH = 8;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String newId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String newSecret() {
        return random(SECRET_LENGTH, UNRESERVED);
    }

    /** With the prefix of Hydra's access tokens. */
    @Override
    public String newRegistrationToken() {
        return newToken("ory_at_");
    }

    /** Two parts that are as long as 32 bytes in base64url. */
    @Override
    public String newToken(String prefix) {
        return prefix + random(TOKEN_PART_LENGTH, ALPHANUMERIC) + "." + random(TOKEN_PART_LENGTH, ALPHANUMERIC);
    }

    @Override
    public String newUserCode() {
        return random(USER_CODE_LENGTH, CONSONANTS);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    private String random(int length, String characters) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
