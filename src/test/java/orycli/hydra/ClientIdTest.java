package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a b",
                " ",
                "...",
                ".a",
                "a.",
                "/a",
                "a/b",
                "a/..",
                "../a",
                "a/../b",
                "%2F",
                "a%2f",
                "a\\",
                "ä",
                "\uD83D\uDE00",
                "-rf",
                "\u200B",
                "a?b#c"
            })
    void mostIdsCanBePartOfAUrl(String id) {
        assertThat(ClientId.problem(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is empty",
        "., it is taken out of every path",
        ".., it is taken out of every path",
        "/, the slash at its end is cut off",
        "shop/, the slash at its end is cut off",
        "shop//, the slash at its end is cut off",
        "../, the slash at its end is cut off"
    })
    void someIdsWouldNameSomethingElse(String id, String reason) {
        assertThat(ClientId.problem(id)).contains("no URL can name a client with the id '" + id + "': " + reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x85, 0x9B, 0x9F})
    void noIdHoldsAControlCharacter(int character) {
        String id = "a" + Character.toString(character) + "b";

        assertThat(ClientId.problem(id))
                .contains("no URL can name a client with the id '" + id + "': it holds a control character");
    }

    /** UTF-8 would have a question mark there, and that is another id. */
    @Test
    void noIdHoldsHalfOfACharacter() {
        assertThat(ClientId.problem("a\uD83D"))
                .contains("no URL can name a client with the id 'a\uD83D': it holds half of a surrogate pair");
        assertThat(ClientId.problem("\uDE00a")).isPresent();
    }
}
