package orycli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ShelfTest {
    private final Hands hands = new Hands();
    private final Shelf<Thing> shelf = new Shelf<>(hands::now, 1_000);

    private record Thing(Instant end, long size) implements Shelf.Item {}

    private Thing thing(int seconds, int size) {
        return new Thing(hands.now().plusSeconds(seconds), size);
    }

    @Test
    void forgetsAThingAtItsTime() {
        Thing thing = thing(10, 1);
        shelf.put("a", thing);
        hands.forward(Duration.ofSeconds(10));
        assertThat(shelf.find("a")).contains(thing);
        hands.forward(Duration.ofMillis(1));
        assertThat(shelf.find("a")).isEmpty();
        assertThat(shelf.take("a")).isEmpty();
    }

    @Test
    void addsOnlyWhatIsNotThereYet() {
        assertThat(shelf.add("a", thing(10, 1))).isTrue();
        assertThat(shelf.add("a", thing(10, 1))).isFalse();
        hands.forward(Duration.ofSeconds(11));
        assertThat(shelf.add("a", thing(10, 1))).isTrue();
    }

    @Test
    void takesAThingOnce() {
        Thing thing = thing(10, 1);
        shelf.put("a", thing);
        assertThat(shelf.take("a")).contains(thing);
        assertThat(shelf.take("a")).isEmpty();
    }

    @Test
    void forgetsTheOldestWhereRoomIsShort() {
        for (int i = 0; i < 12; i++) {
            shelf.put("k" + i, thing(10, 100));
        }
        assertThat(shelf.find("k0")).isEmpty();
        assertThat(shelf.find("k11")).isPresent();
    }

    @Test
    void forgetsWhatIsOverBeforeWhatIsNot() {
        shelf.put("old", thing(100, 100));
        for (int i = 0; i < 8; i++) {
            shelf.put("k" + i, thing(1, 100));
        }
        hands.forward(Duration.ofSeconds(2));
        shelf.put("new", thing(10, 500));
        assertThat(shelf.find("old")).isPresent();
        assertThat(shelf.find("new")).isPresent();
    }

    @Test
    void hasRoomAgainForWhatIsGone() {
        Thing thing = thing(10, 400);
        shelf.put("stays", thing);
        for (int i = 0; i < 10; i++) {
            shelf.put("taken", thing(10, 400));
            shelf.take("taken");
            shelf.put("removed", thing(10, 401));
            shelf.removeIf(other -> other.size() == 401);
            shelf.put("stays", thing);
        }
        assertThat(shelf.find("stays")).contains(thing);
    }

    @Test
    void countsAThingThatIsReplacedOnce() {
        shelf.put("first", thing(10, 100));
        for (int i = 0; i < 10; i++) {
            shelf.put("again", thing(10, 500));
        }
        assertThat(shelf.find("first")).isPresent();
    }

    @Test
    void keepsOneThingHoweverLarge() {
        shelf.put("a", thing(10, 10));
        shelf.put("b", thing(10, 5_000));
        assertThat(shelf.find("a")).isEmpty();
        assertThat(shelf.find("b")).isPresent();
    }
}
