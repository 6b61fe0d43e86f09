package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orycli.Cli;
import orycli.json.Json;
import orycli.sandbox.Sandbox;

/** A sign-in at the sandbox, in a browser as people have it, where one is installed. */
final class RealBrowserTest {
    private static final String CLIENT = """
            {"client_id":"web","client_name":"<script>document.title='run'</script>","scope":"openid offline read",\
            "token_endpoint_auth_method":"none","grant_types":["authorization_code","refresh_token"],\
            "redirect_uris":["http://127.0.0.1/callback"]}""";

    @TempDir
    private static Path folder;

    private static Optional<RealBrowser> installed = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        installed = RealBrowser.start(folder);
        assumeTrue(installed.isPresent(), "no browser is installed");
    }

    @AfterAll
    static void stop() throws Exception {
        if (installed.isPresent()) {
            installed.get().end();
        }
    }

    /** A command that waits for somebody who signs in, with the browser at the page where it begins. */
    private static CompletableFuture<Cli.Result> begin(RealBrowser browser, Sandbox sandbox) throws Exception {
        sandbox.seed(List.of((ObjectNode) Json.parse(CLIENT)));
        CompletableFuture<String> address = new CompletableFuture<>();
        Cli cli = Cli.at(sandbox.endpoint().toString()).interactive().browser(address::complete);
        CompletableFuture<Cli.Result> result = CompletableFuture.supplyAsync(() -> cli.execute(
                "perform", "authorization-code", "-p", "0", "--client-id", "web", "--scope", "openid,read", "-q"));
        browser.open(address.get(1, TimeUnit.MINUTES));
        return result;
    }

    @Test
    void somebodySignsIn() throws Exception {
        RealBrowser browser = installed.orElseThrow();
        try (Sandbox sandbox = Sandbox.start(0)) {
            CompletableFuture<Cli.Result> result = begin(browser, sandbox);

            assertThat(browser.is("document.title")).isEqualTo("Sign in to the sandbox");
            assertThat(browser.is("document.body.innerText"))
                    .contains(
                            "The application <script>document.title='run'</script> asks for access.", "openid", "read");
            assertThat(browser.is("document.scripts.length")).isEqualTo("0");
            assertThat(browser.is("document.querySelectorAll('[name=scope]:checked').length"))
                    .isEqualTo("2");

            browser.is("document.querySelector('[name=subject]').value = 'dev<b>'");
            browser.is("document.querySelector('[value=read]').click()");
            browser.press("[value=allow]");

            Cli.Result tokens = result.get(1, TimeUnit.MINUTES);
            assertThat(browser.is("document.title")).isEqualTo("You are signed in");
            assertThat(browser.is("document.querySelector('code').innerText") + "\n")
                    .as(tokens.stderr())
                    .isEqualTo(tokens.stdout());
            assertThat(browser.is("document.body.innerText"))
                    .contains("The client web was given these tokens by 127.0.0.1", "It says that you are dev<b>.");
            assertThat(browser.is("getComputedStyle(document.querySelector('code')).display"))
                    .as("its style is allowed")
                    .isEqualTo("block");
            assertThat(Cli.at(sandbox.endpoint().toString())
                            .stdin(tokens.stdout())
                            .execute("introspect", "token", "-", "--format", "jsonpath=scope")
                            .stdout())
                    .isEqualTo("\"openid\"\n");
        }
    }

    @Test
    void somebodySaysNo() throws Exception {
        RealBrowser browser = installed.orElseThrow();
        try (Sandbox sandbox = Sandbox.start(0)) {
            CompletableFuture<Cli.Result> result = begin(browser, sandbox);

            browser.press("[value=deny]");

            assertThat(result.get(1, TimeUnit.MINUTES).exitCode()).isEqualTo(1);
            assertThat(browser.is("document.title")).isEqualTo("The sign-in failed");
            assertThat(browser.is("document.body.innerText")).contains("The server says: access_denied: ");
        }
    }
}
