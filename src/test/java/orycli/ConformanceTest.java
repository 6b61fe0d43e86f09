package orycli;

import java.nio.file.Path;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users typed into the reference does here what it did there, or what is right where the reference is wrong. These
 * are the cases of the conformance suite for the commands that there are.
 */
final class ConformanceTest {
    @RegisterExtension
    private final FakeHydra hydra = ConformanceReplay.server();

    @StartStop
    private final MockWebServer keyServer = new MockWebServer();

    @TempDir
    private Path directory;

    static Stream<ConformanceCase> cases() {
        return ConformanceCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void doesWhatTheReferenceDoesOrBetter(ConformanceCase given) throws Exception {
        new ConformanceReplay(hydra, keyServer, directory).run(given, (environment, stdin, arguments) -> {
            Cli cli = new Cli().stdin(stdin);
            environment.forEach(cli::and);
            return cli.execute(arguments.toArray(String[]::new));
        });
    }
}
