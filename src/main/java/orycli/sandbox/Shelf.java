package orycli.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Things by their keys. Each is forgotten at its time, or sooner where there is no more room: what came first goes first.
 * Any number of threads may use it.
 */
final class Shelf<T extends Shelf.Item> {
    /** How full it is left once it was too full, in quarters: to look through all that is there has to pay. */
    private static final int QUARTERS = 3;

    private final Map<String, T> items = new LinkedHashMap<>();
    private final InstantSource clock;
    private final long room;
    private long taken;

    /** @param room about how many bytes of memory all things may take together */
    Shelf(InstantSource clock, long room) {
        this.clock = clock;
        this.room = room;
    }

    interface Item {
        /** The last moment at which it is of use. */
        Instant end();

        /** About how many bytes of memory it takes. */
        long size();
    }

    /**
     * Puts it there, unless there is something good under the key, which stays.
     *
     * @return whether it was put there
     */
    synchronized boolean add(String key, T item) {
        if (find(key).isPresent()) {
            return false;
        }
        put(key, item);
        return true;
    }

    synchronized void put(String key, T item) {
        take(key);
        items.put(key, item);
        taken += size(key, item);
        if (taken > room) {
            makeRoom();
        }
    }

    private void makeRoom() {
        removeIf(this::isOver);
        Iterator<Map.Entry<String, T>> oldest = items.entrySet().iterator();
        while (taken > room / 4 * QUARTERS && items.size() > 1) {
            Map.Entry<String, T> entry = oldest.next();
            taken -= size(entry.getKey(), entry.getValue());
            oldest.remove();
        }
    }

    private boolean isOver(T item) {
        return item.end().isBefore(clock.instant());
    }

    private long size(String key, T item) {
        return item.size() + 2L * key.length();
    }

    synchronized Optional<T> find(String key) {
        return Optional.ofNullable(items.get(key)).filter(item -> !isOver(item));
    }

    /** What is under the key, which is not there any more afterwards. */
    synchronized Optional<T> take(String key) {
        Optional<T> item = find(key);
        T removed = items.remove(key);
        if (removed != null) {
            taken -= size(key, removed);
        }
        return item;
    }

    synchronized void removeIf(Predicate<T> unwanted) {
        items.entrySet().removeIf(entry -> {
            boolean goes = unwanted.test(entry.getValue());
            taken -= goes ? size(entry.getKey(), entry.getValue()) : 0;
            return goes;
        });
    }
}
