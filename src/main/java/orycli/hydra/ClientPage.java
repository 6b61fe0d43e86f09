package orycli.hydra;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param nextPageToken where the next page begins; empty where this is the last one
 */
public record ClientPage(List<OAuth2Client> clients, Optional<String> nextPageToken) {
    public ClientPage {
        clients = List.copyOf(clients);
    }
}
