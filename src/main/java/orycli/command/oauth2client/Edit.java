package orycli.command.oauth2client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import orycli.command.option.ClientFlag;
import orycli.command.option.UsageException;
import orycli.hydra.ClientField;
import orycli.hydra.ClientPatch;
import orycli.hydra.ClientRequest;
import orycli.hydra.HydraAdminClient;
import orycli.hydra.OAuth2Client;

/** What is to be changed of a client, as it was typed. */
record Edit(
        String id,
        ClientRequest given,
        Set<ClientField> unset,
        Map<ClientField, List<String>> additions,
        Map<ClientField, List<String>> removals) {

    /** @throws UsageException where one field is changed in two ways */
    Edit {
        for (ClientField field : ClientField.writable()) {
            boolean isGiven = given.has(field);
            boolean isUnset = unset.contains(field);
            boolean isChanged = additions.containsKey(field) || removals.containsKey(field);
            if (Stream.of(isGiven, isUnset, isChanged)
                            .filter(Boolean::booleanValue)
                            .count()
                    > 1) {
                throw new UsageException(ClientFlag.nameOf(field) + " cannot be set, unset and changed at once");
            }
        }
    }

    /** This, and a secret where one is given. */
    Edit with(ClientRequest secret) {
        return new Edit(id, secret.over(given), unset, additions, removals);
    }

    /** The values that are added, by themselves. */
    ClientRequest added() {
        ClientRequest.Builder added = ClientRequest.builder();
        additions.forEach(added::set);
        return added.build();
    }

    /**
     * One patch that does it. Where it takes knowing what is there, the client is read.
     *
     * @throws IOException where it has to be read and cannot be
     */
    ClientPatch patch(HydraAdminClient hydra) throws IOException {
        ClientPatch patch = ClientPatch.of(given, unset);
        Optional<OAuth2Client> current = isReadFirst() ? Optional.of(hydra.get(id)) : Optional.empty();
        for (ClientField field : ClientField.writable()) {
            List<String> added = additions.getOrDefault(field, List.of());
            List<String> removed = removals.getOrDefault(field, List.of());
            if (removed.isEmpty() && ClientPatch.canAppend(field)) {
                for (String value : added) {
                    patch = patch.append(field, value);
                }
            } else if (!added.isEmpty() || !removed.isEmpty()) {
                patch = patch.changing(current.orElseThrow(), field, added, removed);
            }
        }
        return patch;
    }

    private boolean isReadFirst() {
        return !removals.isEmpty() || !additions.keySet().stream().allMatch(ClientPatch::canAppend);
    }
}
