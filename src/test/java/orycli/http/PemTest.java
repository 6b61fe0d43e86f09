package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PemTest {
    @Test
    void findsThePartsAmongWords() {
        assertThat(
                        Pem.in(
                                "a -- b\n-----BEGIN A B-----\nAAAA\n-----END A B-----\nc\n-----BEGIN C-----BBBB-----END C-----"))
                .containsExactly(new Pem("A B", "\nAAAA\n"), new Pem("C", "BBBB"));
    }

    @Test
    void passesOverPartsThatDoNotEnd() {
        assertThat(
                        Pem.in(
                                "-----BEGIN A-----\nAAAA\n-----END B-----\n-----BEGIN A-----\n-----BEGIN B-----\nBBBB\n-----END B-----"))
                .containsExactly(new Pem("B", "\nBBBB\n"));
        assertThat(Pem.in("-----BEGIN A")).isEmpty();
        assertThat(Pem.in("-----BEGIN A-----")).isEmpty();
    }

    /** Each part is looked at once, not once for each that begins before it. */
    @Test
    void takesNoTimeForAMillionBeginnings() {
        assertThat(Pem.in("-----BEGIN PRIVATE KEY-----\n".repeat(1_000_000))).isEmpty();
        assertThat(Pem.in("-----BEGIN ".repeat(1_000_000))).isEmpty();
    }
}
