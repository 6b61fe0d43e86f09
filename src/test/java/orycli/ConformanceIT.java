package orycli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The native executable does what the program does in {@link ConformanceTest}; on a JVM that would take too long. */
@EnabledIfEnvironmentVariable(named = "ORY_BINARY", matches = ".+")
final class ConformanceIT {
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
        new ConformanceReplay(hydra, keyServer, directory).run(given, this::run);
    }

    private Cli.Result run(Map<String, String> environment, String stdin, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, Program.executable().orElseThrow().toString());
        Path out = directory.resolve("stdout");
        Path err = directory.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(
                        Files.writeString(directory.resolve("stdin"), stdin).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // Java tells of some variables on stderr.
        builder.environment().keySet().retainAll(List.of("PATH", "JAVA_HOME"));
        builder.environment().put("ORY_NO_CACHE", "1");
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Cli.Result(
                exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
