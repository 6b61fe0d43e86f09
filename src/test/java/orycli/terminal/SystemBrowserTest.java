package orycli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SystemBrowserTest {
    private static final String URL = "http://localhost/?a=b&c=d%20e";

    @Test
    void everySystemHasItsOwn() {
        assertThat(commands("Linux"))
                .containsExactly(List.of("xdg-open", URL), List.of("x-www-browser", URL), List.of("www-browser", URL));
        assertThat(commands("Mac OS X")).containsExactly(List.of("open", URL));
        assertThat(commands("Windows 11")).containsExactly(List.of("rundll32", "url.dll,FileProtocolHandler", URL));
    }

    @Test
    void theVariableWins() {
        assertThat(SystemBrowser.commands(Optional.of("my-browser --new %s:other"), "Linux", URL))
                .containsExactly(List.of("my-browser", "--new", URL), List.of("other", URL));
        assertThat(SystemBrowser.commands(Optional.of("C:\\b.exe"), "Windows 11", URL))
                .containsExactly(List.of("C:\\b.exe", URL));
        assertThat(SystemBrowser.commands(Optional.of(" "), "Mac OS X", URL)).containsExactly(List.of("open", URL));
    }

    private static List<List<String>> commands(String system) {
        return SystemBrowser.commands(Optional.empty(), system, URL);
    }
}
