package orycli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of Ory Network's hosts are asked, and where a key may go. */
final class NetworkHostsTest {
    private final NetworkHosts hosts = NetworkHosts.of(variable -> Optional.empty());

    @Test
    void areThoseOfOryNetwork() {
        assertThat(hosts.consoleApi()).hasToString("https://api.console.ory.com/");
        assertThat(hosts.issuer()).hasToString("https://project.console.ory.com/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://silly-raman.projects.oryapis.com, true",
        "https://oryapis.com, true",
        "https://SILLY.projects.ORYAPIS.com, true",
        "http://silly-raman.projects.oryapis.com, false",
        "https://oryapis.com.example.org, false",
        "https://evil-oryapis.com, false",
        "https://api.console.ory.com, false",
        "http://127.0.0.1:4445, false",
    })
    void letAKeyGoToTheApisAlone(String endpoint, boolean may) {
        assertThat(hosts.mayHaveKey(HttpUrl.get(endpoint))).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "https://silly-raman.projects.oryapis.com, silly-raman",
        "https://silly-raman.projects.oryapis.com/, silly-raman",
        "https://silly-raman.projects.oryapis.com:8443,",
        "https://silly-raman.projects.oryapis.com/admin,",
        "http://silly-raman.projects.oryapis.com,",
        "https://silly-raman.oryapis.com,",
    })
    void tellTheProjectOfAnAddress(String endpoint, String slug) {
        assertThat(hosts.slug(HttpUrl.get(endpoint))).isEqualTo(Optional.ofNullable(slug));
    }
}
