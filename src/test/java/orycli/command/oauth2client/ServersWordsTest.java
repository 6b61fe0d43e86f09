package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.answer;
import static orycli.command.oauth2client.Creation.failure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.json.Json;

/** What a server says is one line without secrets that a terminal can print, whatever it says. */
final class ServersWordsTest {
    private static final String REFUSED = "Error: cannot create the client: 400 Client Error: ";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\ntwo",
                "one\r\n\r\ntwo",
                "one\u001Btwo",
                "one\u0007two",
                "one\u009Btwo",
                "one\u0085two",
                "one\u2028two",
                "one\u202Etwo",
                "one\u2066two",
                "one\uFEFFtwo",
                "one\uD800two",
                "one\u0000\u007Ftwo",
            })
    void arePutOnOneLineThatSteersNoTerminal(String words) {
        refuseWith(words);

        assertThat(create()).isEqualTo(failure(1, REFUSED + "one two"));
    }

    @Test
    void areCutWhereTheyAreTooLong() {
        refuseWith("x".repeat(499) + "\uD83D\uDE00\uD83D\uDE00");

        assertThat(create()).isEqualTo(failure(1, REFUSED + "x".repeat(499) + "\uD83D\uDE00…"));
    }

    @Test
    void areCutInTheStatusLineAndInALocation() {
        server.enqueue(new MockResponse.Builder()
                .status("HTTP/1.1 302 " + "y".repeat(600))
                .addHeader("Location", "z".repeat(600))
                .build());

        assertThat(create().stderr())
                .startsWith("Error: cannot create the client: 302 " + "y".repeat(500) + "…: it redirects to "
                        + "z".repeat(500) + "…\n");
    }

    @Test
    void doNotHideHowLongToWait() {
        server.enqueue(answer(429, error("x".repeat(5000)), "Retry-After: 90"));

        assertThat(create().stderr()).endsWith("x…; try again in 90 s\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "my-own-secret|the secret my-own-secret is weak|the secret [redacted] is weak",
                "my own. secret|It is wrong. my own. secret|[redacted]",
                "quoted\"secret|the value \"quoted\\\"secret\" is bad|the value \"[redacted]\" is bad",
            })
    void doNotRepeatTheClientsSecret(String secret, String words, String shown) {
        refuseWith(words);

        Cli.Result result = create("--secret", secret, "--debug");

        assertThat(result.stderr()).endsWith(REFUSED + shown + "\n").doesNotContain(secret);
    }

    @Test
    void doNotRepeatTheTokenThatWasRefused() {
        server.enqueue(answer(401, error("the token ory_pat_abcdef is unknown")));

        Cli.Result result = create("-H", "Authorization: Bearer ory_pat_abcdef", "--debug");

        assertThat(result.stderr())
                .contains("401 Client Error: the token [redacted] is unknown\n")
                .doesNotContain("ory_pat_abcdef");
    }

    @Test
    void doNotRepeatASecretInTheStatusLineOrALocation() {
        server.enqueue(new MockResponse.Builder()
                .status("HTTP/1.1 302 my-own-secret")
                .addHeader("Location", "/login?secret=my-own-secret")
                .build());

        assertThat(create("--secret", "my-own-secret", "--debug").stderr())
                .contains("302 [redacted]: it redirects to /login\n")
                .doesNotContain("my-own-secret");
    }

    @Test
    void canBeOfTheWrongType() {
        server.enqueue(answer(400, "{\"error\":[1],\"error_description\":{\"a\":1}}"));

        assertThat(create()).isEqualTo(failure(1, "Error: cannot create the client: 400 Client Error"));
    }

    @Test
    void areFoundInOneSentenceToo() {
        refuseWith("Field 'scope' is odd.");

        assertThat(create()).isEqualTo(failure(1, REFUSED + "Field 'scope' is odd."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            The value of one or more redirect_uris is invalid. Unable to parse redirect URL: a. b | \
            Unable to parse redirect URL: a. b
            The value of one of the Client Metadata fields is invalid. Note that an Authorization Server MAY choose to \
            substitute a valid value for any requested parameter of a Client's Metadata. Field a. b is odd. | \
            Field a. b is odd.
            The value of one of the Client Metadata fields is invalid. Note that an Authorization Server MAY choose to \
            substitute a valid value for any requested parameter of a Client's Metadata. | \
            The value of one of the Client Metadata fields is invalid.
            Something is wrong. Try something else. | Try something else.
            """)
    void areWithoutWhatEveryRefusalBeginsWith(String words, String shown) {
        refuseWith(words);

        assertThat(create()).isEqualTo(failure(1, REFUSED + shown));
    }

    @Test
    void areWholeWhereTheyAreTheServersOwn() {
        server.enqueue(answer(400, """
                {"error":"The request was malformed","error_description":"Unable to decode it: invalid duration '1h. x'"}"""));

        assertThat(create()).isEqualTo(failure(1, REFUSED + "Unable to decode it: invalid duration '1h. x'"));
    }

    @Test
    void mayBePlain() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "text/plain; charset=utf-8")
                .body("upstream said\nno\n")
                .build());

        assertThat(create()).isEqualTo(failure(1, REFUSED + "upstream said no"));
    }

    @Test
    void doNotRepeatTheCredentialsOfTheAddress() {
        server.enqueue(answer(401, error("bad header Basic dXNlcjpzM2NyZXQtcGFzcw== of user:s3cret-pass")));
        String url = server.url("/").toString().replace("http://", "http://user:s3cret-pass@");

        Cli.Result result = Cli.run(Creation.at(url, "--debug"));

        assertThat(result.stderr())
                .contains("401 Client Error: bad header [redacted] of user:[redacted]\n")
                .doesNotContain("dXNlcjpzM2NyZXQtcGFzcw==", "s3cret-pass");
    }

    private void refuseWith(String description) {
        ObjectNode body = Json.nodes().objectNode().put("error", "invalid_request");
        server.enqueue(answer(400, Json.write(body.put("error_description", description))));
    }

    private static String error(String message) {
        return Json.write(
                Json.nodes().objectNode().set("error", Json.nodes().objectNode().put("message", message)));
    }

    private Cli.Result create(String... flags) {
        return Creation.create(server, flags);
    }
}
