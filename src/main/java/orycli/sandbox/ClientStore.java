package orycli.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** All clients by id. Any number of threads may use it; what it gives out must not be changed, but copied. */
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

    private final ConcurrentNavigableMap<String, Client> clients = new ConcurrentSkipListMap<>(BY_CODE_POINTS);

    /** What an update makes of a client. It may be asked more than once, where another update came in between. */
    @FunctionalInterface
    interface Change {
        Client apply(Client before) throws Refusal;
    }

    void insert(Client client) throws Refusal {
        if (clients.putIfAbsent(client.id(), client.stored()) != null) {
            throw Refusal.conflict();
        }
    }

    Client find(String id) throws Refusal {
        Client client = clients.get(id);
        if (client == null) {
            throw Refusal.notFound();
        }
        return client;
    }

    /**
     * Replaces a client as a whole, or not at all. A change that gives it the id of another client replaces that one, as
     * Hydra does.
     *
     * @return the changed client, with what is not stored
     */
    Client update(String id, Change change) throws Refusal {
        while (true) {
            Client before = find(id);
            Client after = change.apply(before);
            Client replaced = after.id().equals(id) ? before : find(after.id());
            if (clients.replace(after.id(), replaced, after.storedInPlaceOf(replaced))) {
                return after;
            }
        }
    }

    void delete(String id) throws Refusal {
        if (clients.remove(id) == null) {
            throw Refusal.notFound();
        }
    }

    /** The first clients behind the given id that are wanted. */
    List<Client> listAfter(String id, Predicate<Client> wanted, int limit) {
        return clients.tailMap(id, false).values().stream()
                .filter(wanted)
                .limit(limit)
                .toList();
    }
}
