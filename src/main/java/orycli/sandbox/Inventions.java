package orycli.sandbox;

import java.time.Instant;

/** What Hydra does not take from a request. Many threads ask at once. */
public interface Inventions {
    /** The id of a client that comes without one. */
    String newId();

    /** The secret of a client that comes without one, or whose secret is rotated. */
    String newSecret();

    String newRegistrationToken();

    /** A token, a code or a challenge, which nobody can guess. */
    String newToken(String prefix);

    /** What a person types who connects a device. */
    String newUserCode();

    Instant now();

    /** What nobody can foretell, and the time that it is. */
    static Inventions random() {
        return new RandomInventions();
    }
}
