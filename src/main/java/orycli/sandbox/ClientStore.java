package orycli.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** All clients by id. Any number of threads may use it. */
final class ClientStore {
    /** The order of the UTF-8 bytes, in which Hydra's database sorts; UTF-16 puts surrogates before U+E000. */
    private static final Comparator<String> BY_CODE_POINTS = (a, b) -> {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    };

    private final ConcurrentNavigableMap<String, StoredClient> clients = new ConcurrentSkipListMap<>(BY_CODE_POINTS);
    private final AtomicLong taken = new AtomicLong();
    private final long room;

    /** @param room how many bytes of memory the clients may take together, as far as can be told */
    ClientStore(long room) {
        this.room = room;
    }

    /** What an update makes of a client. It may be asked more than once, where another update came in between. */
    @FunctionalInterface
    interface Change {
        Client apply(Client before) throws Refusal;
    }

    void insert(Client client) throws Refusal {
        StoredClient stored = StoredClient.of(client);
        take(stored.size());
        if (clients.putIfAbsent(client.id(), stored) != null) {
            taken.addAndGet(-stored.size());
            throw Refusal.conflict();
        }
    }

    private void take(long size) throws Refusal {
        if (taken.addAndGet(size) > room && size > 0) {
            taken.addAndGet(-size);
            throw Refusal.full();
        }
    }

    StoredClient find(String id) throws Refusal {
        return findAny(id).orElseThrow(Refusal::notFound);
    }

    Optional<StoredClient> findAny(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /**
     * Replaces a client as a whole, or not at all. A change that gives it the id of another client replaces that one, as
     * Hydra does.
     *
     * @return the changed client, with what is not stored
     */
    Client update(String id, Change change) throws Refusal {
        return update(id, change, Secrets::updatedTo);
    }

    /** As {@link #update(String, Change)}, with another rule for the secrets. */
    Client update(String id, Change change, BiFunction<Secrets, String, Secrets> secrets) throws Refusal {
        while (true) {
            StoredClient before = find(id);
            Client after = change.apply(before.restore());
            StoredClient replaced = after.id().equals(id) ? before : find(after.id());
            StoredClient stored = replaced.replacedBy(after, secrets);
            long more = stored.size() - replaced.size();
            take(more);
            if (clients.replace(after.id(), replaced, stored)) {
                return after;
            }
            taken.addAndGet(-more);
        }
    }

    void delete(String id) throws Refusal {
        StoredClient removed = clients.remove(id);
        if (removed == null) {
            throw Refusal.notFound();
        }
        taken.addAndGet(-removed.size());
    }

    /** The first clients behind the given id that are wanted, by id. */
    List<Map.Entry<String, StoredClient>> listAfter(String id, Predicate<StoredClient> wanted, int limit) {
        return clients.tailMap(id, false).entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .limit(limit)
                .toList();
    }
}
