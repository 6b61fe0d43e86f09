package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.FakeNetwork;

/** Real processes that change the configuration file at once. */
final class TwoProcessesTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASSES =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @StartStop
    private final MockWebServer issuer = new MockWebServer();

    @TempDir
    private Path home;

    private final List<Process> processes = new ArrayList<>();
    private final List<String> firstWords = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    /** One has the file while it waits for its new token; only when all others have met its lock does the token come. */
    @Test
    void refreshOnceAndLoseNothing() throws Exception {
        FakeNetwork.writePrivately(config(), FakeNetwork.session("2020-01-01T00:00:00Z", "rt-0", FakeNetwork.FIRST));
        issuer.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (issuer.getRequestCount() == 1) {
                    startOthers();
                }
                return new MockResponse.Builder()
                        .body("{\"access_token\":\"at-1\",\"refresh_token\":\"rt-1\",\"expires_in\":3600}")
                        .build();
            }
        });

        Process first = start("refresh");
        assertThat(first.errorReader().lines()).isEmpty();
        assertThat(first.inputReader().lines()).containsExactly("at-1");

        assertThat(firstWords).containsExactly(ConfigProcess.WAITING, ConfigProcess.WAITING, ConfigProcess.WAITING);
        assertThat(processes.get(1).inputReader().lines()).containsExactly("at-1");
        for (Process process : processes) {
            assertThat(process.errorReader().lines()).isEmpty();
            assertThat(process.waitFor()).isZero();
        }
        assertThat(issuer.getRequestCount()).isEqualTo(1);
        assertThat(Files.readString(config()))
                .contains(
                        "\"access_token\":\"at-1\"",
                        "\"refresh_token\":\"rt-1\"",
                        "\"selected_project\":\"" + FakeNetwork.SECOND + "\"",
                        "\"selected_workspace\":\"" + FakeNetwork.WORKSPACE + "\"");
    }

    private void startOthers() {
        List<Process> others = List.of(
                start("refresh"), start("project", FakeNetwork.SECOND), start("workspace", FakeNetwork.WORKSPACE));
        for (Process other : others) {
            BufferedReader said = other.inputReader();
            try {
                firstWords.add(String.valueOf(said.readLine()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Process start(String... action) {
        // Little is compiled in so short a life.
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                CLASSES,
                ConfigProcess.class.getName(),
                config().toString(),
                issuer.url("/").toString()));
        command.addAll(List.of(action));
        ProcessBuilder builder = new ProcessBuilder(command);
        // A JVM tells of some variables on stderr.
        builder.environment().keySet().retainAll(List.of("PATH", "SystemRoot"));
        try {
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path config() {
        return home.resolve("config.json");
    }
}
