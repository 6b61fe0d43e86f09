package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.FakeNetwork;

/** Real processes that change the configuration file at once. */
final class TwoProcessesTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASSES =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private Path home;

    @Test
    void refreshOnceAndLoseNothing() throws Exception {
        try (FakeNetwork network = new FakeNetwork(home)) {
            network.signedIn("2020-01-01T00:00:00Z").before("/oauth2/token", TwoProcessesTest::letTheOthersCome);
            List<Process> processes = new ArrayList<>();
            processes.add(start(network, "list", "projects", "-q"));
            processes.add(start(network, "auth", "-q"));
            processes.add(start(network, "use", "project", FakeNetwork.SECOND, "-q"));
            processes.add(start(network, "use", "workspace", FakeNetwork.WORKSPACE, "-q"));

            for (Process process : processes) {
                String stderr = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(stderr).isEmpty();
                assertThat(process.waitFor()).isZero();
            }

            assertThat(network.asked())
                    .filteredOn(line -> line.contains("/oauth2/token"))
                    .hasSize(1);
            assertThat(network.configText())
                    .contains(
                            "\"access_token\":\"at-1\"",
                            "\"refresh_token\":\"rt-1\"",
                            "\"selected_project\":\"" + FakeNetwork.SECOND + "\"",
                            "\"selected_workspace\":\"" + FakeNetwork.WORKSPACE + "\"");
        }
    }

    private static void letTheOthersCome() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process start(FakeNetwork network, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-cp", CLASSES, "orycli.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        // A JVM tells of some variables on stderr.
        builder.environment().keySet().retainAll(List.of("PATH", "SystemRoot"));
        builder.environment().putAll(network.environment());
        return builder.start();
    }
}
