package orycli.hydra;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The pages of a list, each asked for when it is wanted. */
public final class ClientPages {
    private final HydraAdminClient hydra;
    private final Set<String> seen = new HashSet<>();
    private Optional<ClientQuery> following;

    ClientPages(HydraAdminClient hydra, ClientQuery first) {
        this.hydra = hydra;
        this.following = Optional.of(first);
        first.pageToken().ifPresent(seen::add);
    }

    public boolean hasNext() {
        return following.isPresent();
    }

    /**
     * The next page. Where it cannot be had, it is still the next one.
     *
     * @throws IOException also where it would be followed by one that was there already, and so by all of them without
     *     end
     */
    public ClientPage next() throws IOException {
        ClientQuery query = following.orElseThrow();
        ClientPage page = hydra.list(query);
        Optional<String> token = page.nextPageToken();
        if (token.isPresent() && !seen.add(token.get())) {
            throw ClientList.goesRound();
        }
        following = token.map(query::from);
        return page;
    }
}
