package orycli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;

final class TrainingTest {
    /** What fails is not in the archive, and nobody would notice. */
    @Test
    void allOfItSucceeds() throws Exception {
        assertThat(Training.run(Terminal.system())).isEqualTo(ExitCode.OK);
    }
}
