package orycli.hydra;

import java.util.Optional;

/**
 * Which clients are asked for.
 *
 * @param pageSize how many at the most; a server may give fewer (Hydra 500)
 * @param pageToken where the page begins, as the page before told it; empty for the first one
 * @param name exactly the name that they have
 * @param owner exactly the owner that they have
 */
public record ClientQuery(int pageSize, Optional<String> pageToken, Optional<String> name, Optional<String> owner) {

    /** All clients, from the first one. */
    public static ClientQuery all(int pageSize) {
        return new ClientQuery(pageSize, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same clients, on the page that begins there. */
    public ClientQuery from(String token) {
        return new ClientQuery(pageSize, Optional.of(token), name, owner);
    }
}
