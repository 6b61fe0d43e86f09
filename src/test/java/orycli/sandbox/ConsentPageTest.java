package orycli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that asks a person, and who may answer it. */
final class ConsentPageTest {
    private final Hands hands = new Hands();
    private Sandbox sandbox;
    private Http http;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(0, hands);
        http = Http.to(sandbox);
        browser = new Browser(http);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void showsWhatIsAskedForAndNothingThatActs() throws Exception {
        browser.create("one", "'client_name':'<script>alert(1)</script>\\u202e&','scope':'a<b'");
        Http.Reply page =
                browser.open(Map.of("scope", "a<b", "audience", "https://a.example/<i>", "login_hint", "\"><u>"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u202E&amp;")
                .contains("<input type=\"checkbox\" name=\"scope\" value=\"a&lt;b\" checked>")
                .contains("<li><code>https://a.example/&lt;i&gt;</code></li>")
                .contains("value=\"&#34;&gt;&lt;u&gt;\"")
                .doesNotContain("<script", "<i>", "<u>");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void takesAnAnswerOnce() throws Exception {
        browser.create("one", "");
        Http.Reply page = browser.open(Map.of());
        assertThat(browser.answer(page, "allow").status()).isEqualTo(303);
        Http.Reply again = browser.answer(page, "allow");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("<h1>This page is out of date</h1>");
    }

    @Test
    void waitsForHalfAnHour() throws Exception {
        browser.create("one", "");
        Http.Reply page = browser.open(Map.of());
        hands.forward(Duration.ofMinutes(30).plusSeconds(1));
        assertThat(browser.answer(page, "allow").status()).isEqualTo(400);
    }

    @Test
    void takesNoAnswerOfWhoHasNotSeenThePage() throws Exception {
        browser.create("one", "");
        browser.open(Map.of());
        assertThat(http.form("/sandbox/consent", "decision=allow&subject=me&scope=read")
                        .status())
                .isEqualTo(400);
        assertThat(http.form("/sandbox/consent", "decision=allow&subject=me&challenge=x")
                        .status())
                .isEqualTo(400);
        assertThat(http.get("/sandbox/consent").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1.evil.example"})
    void takesNoAnswerFromAnotherPage(String origin) throws Exception {
        browser.create("one", "");
        String form = "decision=allow&subject=me&challenge=" + Browser.challenge(browser.open(Map.of()));
        assertThat(http.form("/sandbox/consent", form, "Origin", origin).status())
                .isEqualTo(403);
    }

    @Test
    void forgetsTheQuestionsOfADeletedClient() throws Exception {
        browser.create("one", "");
        Http.Reply page = browser.open(Map.of());
        String code = browser.code(Map.of());
        http.delete("/admin/clients/one");
        browser.create("one", "");
        assertThat(browser.answer(page, "allow").status()).isEqualTo(400);
        assertThat(browser.redeem(code, Map.of()).status()).isEqualTo(400);
    }
}
