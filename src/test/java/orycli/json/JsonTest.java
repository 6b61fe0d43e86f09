package orycli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", " {\"a\":1} {", "{\"a\":1}trailing"})
    void readsTheFirstOfSeveralValues(String text) throws JsonSyntaxException {
        assertThat(Json.write(Json.parseFirst(text))).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nope", "}{}"})
    void refusesATextThatDoesNotBeginWithAValue(String text) {
        assertThatThrownBy(() -> Json.parseFirst(text)).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void refusesASecondValueWhereOneIsAskedFor() {
        assertThatThrownBy(() -> Json.parse("{} {}")).isInstanceOf(JsonSyntaxException.class);
    }
}
