package orycli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyVariablesTest {
    private static final String DIRECT = "DIRECT";

    @ParameterizedTest
    @CsvSource({
        "http://proxy:3128, HTTP proxy:3128",
        "proxy:3128, HTTP proxy:3128",
        "http://proxy, HTTP proxy:80",
        "proxy, HTTP proxy:80",
        "http://user:pass@proxy:3128/, HTTP proxy:3128",
        "socks5://proxy, SOCKS proxy:1080",
        "socks5://proxy:9999, SOCKS proxy:9999",
        "socks5h://user:pass@proxy:9999/, SOCKS proxy:9999",
        "http://[2001:db8::1]:3128, HTTP 2001:db8::1:3128",
    })
    void readsAProxy(String value, String proxy) throws IOException {
        assertThat(choose(Map.of("HTTP_PROXY", value), "http://hydra.example")).isEqualTo(proxy);
    }

    @Test
    void hasAProxyForEachScheme() throws IOException {
        Map<String, String> variables = Map.of("HTTP_PROXY", "one:1", "HTTPS_PROXY", "two:2");

        assertThat(choose(variables, "http://hydra.example")).isEqualTo("HTTP one:1");
        assertThat(choose(variables, "https://hydra.example")).isEqualTo("HTTP two:2");
    }

    @Test
    void knowsTheSmallNamesToo() throws IOException {
        Map<String, String> variables =
                Map.of("http_proxy", "one:1", "https_proxy", "two:2", "no_proxy", "other.example");

        assertThat(choose(variables, "http://hydra.example")).isEqualTo("HTTP one:1");
        assertThat(choose(variables, "https://hydra.example")).isEqualTo("HTTP two:2");
        assertThat(choose(variables, "http://other.example")).isEqualTo(DIRECT);
    }

    @Test
    void prefersTheLargeNames() throws IOException {
        assertThat(choose(Map.of("HTTP_PROXY", "one:1", "http_proxy", "two:2"), "http://hydra.example"))
                .isEqualTo("HTTP one:1");
    }

    @Test
    void needsNoProxy() throws IOException {
        assertThat(choose(Map.of(), "http://hydra.example")).isEqualTo(DIRECT);
        assertThat(choose(Map.of("HTTPS_PROXY", "two:2"), "http://hydra.example"))
                .isEqualTo(DIRECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4445",
                "http://LOCALHOST",
                "http://localhost.:4445",
                "http://LOCALHOST.",
                "http://hydra.localhost.",
                "http://hydra.localhost",
                "http://127.0.0.1:4445",
                "http://127.1.2.3",
                "http://[::1]:4445"
            })
    void neverHasAProxyForLoopback(String url) throws IOException {
        assertThat(choose(Map.of("HTTP_PROXY", "one:1"), url)).isEqualTo(DIRECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|http://hydra.example",
                "hydra.example|http://hydra.example",
                "HYDRA.example|http://hydra.EXAMPLE",
                "example|http://hydra.example",
                ".example|http://hydra.example",
                "*.example|http://hydra.example",
                " , a.b ,hydra.example , |http://hydra.example",
                "hydra.example:4445|http://hydra.example:4445",
                "example:80|http://hydra.example",
                "10.1.2.3|http://10.1.2.3",
                "10.1.2.3:4445|http://10.1.2.3:4445",
                "10.0.0.0/8|http://10.1.2.3",
                "10.1.2.3/32|http://10.1.2.3",
                "0.0.0.0/0|http://10.1.2.3",
                "172.16.0.0/12|http://172.31.255.255",
                "2001:db8::1|http://[2001:db8::1]",
                "[2001:db8::1]|http://[2001:db8::1]:4445",
                "[2001:db8::1]:4445|http://[2001:db8::1]:4445",
                "2001:db8::/32|http://[2001:db8:1::1]",
                "my_hydra|http://my_hydra:4445",
            })
    void makesAnException(String exceptions, String url) throws IOException {
        assertThat(choose(Map.of("HTTP_PROXY", "one:1", "NO_PROXY", exceptions), url))
                .isEqualTo(DIRECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other.example|http://hydra.example",
                "ydra.example|http://hydra.example",
                ".hydra.example|http://hydra.example",
                "*.hydra.example|http://hydra.example",
                "hydra.example:4444|http://hydra.example:4445",
                "hydra.example:4445|http://hydra.example",
                "10.1.2.3:80|http://10.1.2.3:4445",
                "10.0.0.0/8|http://11.1.2.3",
                "10.0.0.0/8|http://hydra.example",
                "10.0.0.0/x|http://10.1.2.3",
                "10.0.0.0/|http://10.1.2.3",
                "hydra.example/8|http://10.1.2.3",
                "172.16.0.0/12|http://172.32.0.1",
                "2001:db8::/32|http://10.1.2.3",
                "[2001:db8::1]:4444|http://[2001:db8::1]:4445",
                "999.1.1.1|http://hydra.example",
                "x|http://localhost.example",
                "x|http://mylocalhost.",
                "1.2.3|http://1.2.0.3",
                "hydra.example|http://my_hydra:4445",
            })
    void makesNoOtherException(String exceptions, String url) throws IOException {
        assertThat(choose(Map.of("HTTP_PROXY", "one:1", "NO_PROXY", exceptions), url))
                .isEqualTo("HTTP one:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:pass@:x", "http://", "ftp://user:pass@proxy", "user:pass@", "pass word"})
    void refusesWhatIsNoProxyWithoutQuotingIt(String value) {
        assertThatThrownBy(() -> choose(Map.of("HTTPS_PROXY", value), "https://hydra.example"))
                .isInstanceOf(IOException.class)
                .hasMessage("the environment variable HTTPS_PROXY does not name a proxy");
    }

    private static String choose(Map<String, String> environment, String url) throws IOException {
        Proxy proxy = ProxyVariables.of(name -> Optional.ofNullable(environment.get(name)))
                .select(URI.create(url))
                .get(0);
        return proxy.address() instanceof InetSocketAddress address
                ? proxy.type() + " " + address.getHostString() + ":" + address.getPort()
                : proxy.type().toString();
    }
}
