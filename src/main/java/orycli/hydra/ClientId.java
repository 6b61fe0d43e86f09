package orycli.hydra;

import java.util.Optional;
import java.util.Set;

/** The id of a client, as the one segment of a path that it becomes. */
public final class ClientId {
    private static final Set<String> DOT_SEGMENTS = Set.of(".", "..");

    private ClientId() {}

    /**
     * Why no URL can name a client with this id: a request for it would be one for something else, such as another
     * client.
     */
    public static Optional<String> problem(String id) {
        return reason(id).map(reason -> "no URL can name a client with the id '" + id + "': " + reason);
    }

    private static Optional<String> reason(String id) {
        if (id.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (DOT_SEGMENTS.contains(id)) {
            // Also where they are escaped (RFC 3986, section 5.2.4).
            return Optional.of("it is taken out of every path");
        }
        if (id.endsWith("/")) {
            // Hydra does so with an escaped one, too.
            return Optional.of("the slash at its end is cut off");
        }
        return ClientSecret.problem(id);
    }
}
