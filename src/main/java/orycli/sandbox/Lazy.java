package orycli.sandbox;

import java.util.Optional;
import java.util.function.Supplier;

/** What is made when it is first asked for. Any number of threads may ask. */
final class Lazy<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }

    /** What was made, if anything was. */
    synchronized Optional<T> ifMade() {
        return made;
    }
}
