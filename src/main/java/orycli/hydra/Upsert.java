package orycli.hydra;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Creates a client, or does with the one that is already there what was asked for. Only what was created here is ever
 * taken back.
 */
public final class Upsert implements Change {
    private final HydraAdminClient hydra;
    private final ClientRequest client;
    private final ClientRequest given;
    private final IfExists ifExists;

    /** What is being done; an interrupt asks for it in another thread. */
    private volatile Change step;

    private volatile Optional<Outcome> outcome = Optional.empty();

    /** What became of the client. */
    public enum Outcome {
        CREATED,
        UPDATED,
        SKIPPED
    }

    /** A client as the server has it, with its secret only where that was set. */
    public record Stored(OAuth2Client client, Outcome outcome) {}

    /**
     * To be sent once.
     *
     * @param client what to create; without an id nothing can be there already
     * @param given what to change of a client that is there: {@code client} without defaults
     */
    public Upsert(HydraAdminClient hydra, ClientRequest client, ClientRequest given, IfExists ifExists) {
        this.hydra = hydra;
        this.client = client;
        this.given = given;
        this.ifExists = ifExists;
        this.step = new Creation(hydra, client);
    }

    /** Carries it out. */
    public Stored put() throws IOException {
        OAuth2Client stored = send();
        return new Stored(stored, outcome.orElseThrow());
    }

    /** What became of the client, once that is known. */
    public Optional<Outcome> outcome() {
        return outcome;
    }

    @Override
    public OAuth2Client send() throws IOException {
        try {
            return send(Outcome.CREATED);
        } catch (ApiException e) {
            if (ifExists == IfExists.FAIL || !e.isConflict()) {
                throw e;
            }
        }
        String id = client.id().orElseThrow();
        ClientPatch patch = ClientPatch.of(given, Set.of());
        if (ifExists == IfExists.UPDATE && !patch.isEmpty()) {
            step = Change.patch(hydra, id, patch);
            return send(Outcome.UPDATED);
        }
        step = new Visit(hydra, id);
        return send(Outcome.SKIPPED);
    }

    private OAuth2Client send(Outcome success) throws IOException {
        OAuth2Client sent = step.send();
        outcome = Optional.of(success);
        return sent;
    }

    @Override
    public boolean isSecretOurs() {
        return step.isSecretOurs();
    }

    @Override
    public String unknown() {
        return step.unknown();
    }

    @Override
    public String lookUp() {
        return step.lookUp();
    }

    @Override
    public String done(OAuth2Client sent) {
        return step.done(sent);
    }

    @Override
    public String takeBack(OAuth2Client sent) {
        return step.takeBack(sent);
    }

    @Override
    public String takingBack(OAuth2Client sent) {
        return step.takingBack(sent);
    }

    /** Looks at a client, and changes nothing. */
    private record Visit(HydraAdminClient hydra, String id) implements Change {
        @Override
        public OAuth2Client send() throws IOException {
            return hydra.get(id);
        }

        @Override
        public boolean isSecretOurs() {
            return true;
        }

        @Override
        public String unknown() {
            return "the client " + id + " was there already, and is as it was";
        }

        @Override
        public String lookUp() {
            return "To try it again does no harm.";
        }

        @Override
        public String done(OAuth2Client sent) {
            return unknown();
        }

        @Override
        public String takeBack(OAuth2Client sent) {
            return unknown();
        }

        @Override
        public String takingBack(OAuth2Client sent) {
            return unknown();
        }
    }
}
