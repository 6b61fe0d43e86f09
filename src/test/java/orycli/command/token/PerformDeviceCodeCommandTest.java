package orycli.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;

final class PerformDeviceCodeCommandTest {
    private static final String CODE = """
            {"device_code":"opaque-device-code","user_code":"ABCD1234","verification_uri":"https://id.example.org/device",\
            "expires_in":600,"interval":2}""";

    private final Tokens tokens = new Tokens();
    private final Cli cli = tokens.cli();

    @AfterEach
    void stop() {
        tokens.close();
    }

    private Cli.Result perform(String... flags) {
        List<String> words = new ArrayList<>(List.of("perform", "device-code", "--client-id", "tv", "-q"));
        words.addAll(List.of(flags));
        return cli.execute(words.toArray(String[]::new));
    }

    @Test
    void showsTheCodeAndAsksUntilThereIsAToken() {
        tokens.answer(200, CODE)
                .refuse(400, "authorization_pending", "Not yet.")
                .refuse(400, "slow_down", "Not so fast.")
                .answer(200, Tokens.TOKEN);

        Cli.Result result = perform("--audience", "x");

        assertThat(result).isEqualTo(new Cli.Result(0, "ory_at_1\n", """
                To sign in, open this address on any device:
                  https://id.example.org/device
                It asks for the code ABCD1234.
                """));
        assertThat(tokens.request(0).getUrl().encodedPath()).isEqualTo("/oauth2/device/auth");
        assertThat(tokens.form(0)).isEqualTo("client_id=tv&scope=offline+openid&audience=x");
        assertThat(tokens.form(1))
                .isEqualTo("client_id=tv&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
                        + "&device_code=opaque-device-code");
        assertThat(cli.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(7));
    }

    /** What is indented for people is data for programs. */
    @Test
    void tellsProgramsTheAddressAlone() {
        tokens.answer(200, CODE).answer(200, Tokens.TOKEN);

        assertThat(perform("--error-format", "json").stderr())
                .contains("\n{\"note\":\"https://id.example.org/device\"}\n");
    }

    @Test
    void waitsFiveSecondsWhereTheServerDoesNotSay() {
        tokens.answer(200, CODE.replace(",\"interval\":2", "")).answer(200, Tokens.TOKEN);

        assertThat(perform().exitCode()).isZero();
        assertThat(cli.pauses()).containsExactly(Duration.ofSeconds(5));
    }

    /** RFC 8628, section 3.5. */
    @Test
    void asksLessOftenWhereNoAnswerComes() {
        tokens.answer(200, CODE)
                .answer(new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build())
                .answer(200, Tokens.TOKEN);

        assertThat(perform().stdout()).isEqualTo("ory_at_1\n");
        assertThat(cli.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void goesOnWhereAGatewayHasNoAnswer(int status) {
        tokens.answer(200, CODE).answer(status, "<html>").answer(200, Tokens.TOKEN);

        assertThat(perform().stdout()).isEqualTo("ory_at_1\n");
        assertThat(cli.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void sendsItsSecretToBothEndpoints() {
        tokens.answer(200, CODE).answer(200, Tokens.TOKEN);

        perform("--client-secret", "s3cret");

        assertThat(tokens.header(0, "Authorization")).isEqualTo("Basic dHY6czNjcmV0");
        assertThat(tokens.form(0)).startsWith("client_id=tv&");
        assertThat(tokens.header(1, "Authorization")).isEqualTo("Basic dHY6czNjcmV0");
    }

    @Test
    void asksWhereItIsTold() {
        tokens.answer(200, CODE).answer(200, Tokens.TOKEN);

        perform(
                "-p",
                "-1",
                "--device-auth-url",
                tokens.url() + "/codes?a=b",
                "--token-url",
                tokens.url() + "/tokens?c=d");

        assertThat(tokens.request(0).getUrl().toString()).isEqualTo(tokens.url() + "/codes?a=b");
        assertThat(tokens.form(0)).isEqualTo("client_id=tv&scope=offline+openid");
        assertThat(tokens.request(1).getUrl().toString()).isEqualTo(tokens.url() + "/tokens?c=d");
        assertThat(tokens.form(1)).startsWith("client_id=tv&grant_type=");
    }

    @Test
    void doesNotRepeatTheKeyOfAGateway() {
        tokens.answer(200, CODE).answer(200, Tokens.TOKEN);

        Cli.Result result = perform(
                "--debug",
                "--device-auth-url",
                tokens.url() + "/codes?key=opaque%20key-1",
                "--token-url",
                tokens.url() + "/tokens?key=opaque-key-2&opaque-key-3");

        assertThat(result.stderr())
                .contains("> POST " + tokens.url() + "/tokens?")
                .doesNotContain("opaque");
    }

    @ParameterizedTest
    @CsvSource({
        "400, access_denied, access was denied",
        "403, access_denied, access was denied",
        "400, expired_token, nobody approved it in time",
        "400, invalid_grant, 400 Client Error: Because I say so.",
    })
    void saysWhyThereIsNoToken(int status, String error, String words) {
        tokens.answer(200, CODE).refuse(status, error, "Because I say so.");

        Cli.Result result = perform("--debug");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .endsWith("Error: cannot get a token: " + words + "\n")
                .doesNotContain("opaque-device-code");
    }

    @Test
    void saysWhyThereIsNoCode() {
        tokens.refuse(400, "invalid_request", "No.");

        assertThat(perform())
                .isEqualTo(new Cli.Result(1, "", "Error: cannot get a code for the device: 400 Client Error: No.\n"));
    }

    @Test
    void aPersonAtATerminalIsShownAQrCode() {
        tokens.answer(200, CODE).answer(200, Tokens.TOKEN);
        cli.interactive();

        assertThat(perform().stderr())
                .contains("It asks for the code ABCD1234.\n\u001B[30;107m")
                .contains("▀");
    }

    @Test
    void anInterruptEndsTheWait() {
        tokens.answer(200, CODE);
        cli.interrupted();

        assertThat(perform().exitCode()).isEqualTo(130);
        assertThat(tokens.count()).isEqualTo(1);
    }
}
