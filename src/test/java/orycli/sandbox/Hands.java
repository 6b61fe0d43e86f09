package orycli.sandbox;

import java.time.Duration;
import java.time.Instant;

/** Random inventions, at a time that a test moves by hand. */
final class Hands implements Inventions {
    private final Inventions random = Inventions.random();
    private volatile Instant now = Instant.parse("2026-07-01T00:00:00.400Z");

    void forward(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public String newId() {
        return random.newId();
    }

    @Override
    public String newSecret() {
        return random.newSecret();
    }

    @Override
    public String newRegistrationToken() {
        return random.newRegistrationToken();
    }

    @Override
    public String newToken(String prefix) {
        return random.newToken(prefix);
    }

    @Override
    public String newUserCode() {
        return random.newUserCode();
    }

    @Override
    public Instant now() {
        return now;
    }
}
