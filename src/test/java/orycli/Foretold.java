package orycli;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import orycli.sandbox.Inventions;

/** Ids and secrets that a test can name; time stands still. */
final class Foretold implements Inventions {
    private final String id;
    private final String secret;
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger secrets = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();

    /** @param id formatted with how many ids were made, this one too; so is the secret */
    Foretold(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    @Override
    public String newId() {
        return id.formatted(ids.incrementAndGet());
    }

    @Override
    public String newSecret() {
        return secret.formatted(secrets.incrementAndGet());
    }

    @Override
    public String newRegistrationToken() {
        return "ory_at_registration";
    }

    @Override
    public String newToken(String prefix) {
        return prefix + tokens.incrementAndGet();
    }

    @Override
    public String newUserCode() {
        return "CODE%04d".formatted(tokens.incrementAndGet());
    }

    @Override
    public Instant now() {
        return Instant.parse("2024-01-02T03:04:05.678Z");
    }
}
