package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orycli.RawServer.answers;
import static orycli.RawServer.breaksOff;
import static orycli.RawServer.resets;
import static orycli.RawServer.says;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.RawServer;
import orycli.RawServer.Answer;
import orycli.http.OutcomeUnknownException;
import orycli.json.Json;

/** New secrets, and the end of old ones. */
final class RotationTest {
    private static final String POST = "POST /admin/clients/a%2Fb/secrets/rotate HTTP/1.1";
    private static final String DELETE = "DELETE /admin/clients/a%2Fb/secrets/rotate HTTP/1.1";
    private static final String MISSING = "{\"error\":\"Unable to locate the resource\",\"error_description\":\"\"}";
    private static final String TOO_OLD = "; Hydra has no rotation of secrets before July 2026";

    static Stream<Answer> lost() {
        return Stream.of(
                resets(),
                says(""),
                answers("502 Bad Gateway", ""),
                breaksOff("200 OK", "{"),
                answers("200 OK", "<html>"),
                answers("200 OK", "{\"client_id\":\"a/b\"}"),
                answers("200 OK", "{\"client_id\":\"other\",\"client_secret\":\"new\"}"),
                answers("204 No Content", ""));
    }

    @Test
    void givesANewSecret() throws IOException {
        try (RawServer raw =
                RawServer.start(answers("200 OK", "{\"client_id\":\"a/b\",\"client_secret\":\"generated\"}"))) {
            assertThat(Hydras.at(raw.url()).rotateSecret("a/b").secret()).contains("generated");
            assertThat(raw.requestLines()).containsExactly(POST);
            assertThat(raw.requests().get(0)).contains("Content-Length: 0\r\n").endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @MethodSource("lost")
    void saysThatTheOldSecretStillWorksWhereTheAnswerIsLost(Answer lost) throws IOException {
        try (RawServer raw = RawServer.start(lost)) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.rotateSecret("a/b"))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.advice()).isEqualTo("The old secret still works. Rotate it again."))
                    .hasMessageStartingWith("it is unknown whether the secret of the client a/b was rotated");
            assertThat(raw.requestLines()).containsExactly(POST);
        }
    }

    @Test
    void tellsAMissingClientFromAServerThatCannotRotate() throws IOException {
        try (RawServer raw = RawServer.start(
                answers("404 Not Found", MISSING),
                answers("404 Not Found", "<html>"),
                answers("405 Method Not Allowed", ""),
                answers("404 Not Found", MISSING),
                answers("404 Not Found", "404 page not found"))) {
            HydraAdminClient hydra = Hydras.at(raw.url());
            String rotate = "cannot rotate the secret of the client a/b: ";
            String drop = "cannot end the old secrets of the client a/b: ";

            assertThatThrownBy(() -> hydra.rotateSecret("a/b"))
                    .isInstanceOf(ApiException.class)
                    .hasMessage(rotate + "404 Not Found: Unable to locate the resource");
            assertThatThrownBy(() -> hydra.rotateSecret("a/b"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(rotate + "the server answered 404 Not Found" + TOO_OLD);
            assertThatThrownBy(() -> hydra.rotateSecret("a/b"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(rotate + "the server answered 405 Method Not Allowed" + TOO_OLD);
            assertThatThrownBy(() -> hydra.dropOldSecrets("a/b"))
                    .isInstanceOf(ApiException.class)
                    .hasMessage(drop + "404 Not Found: Unable to locate the resource");
            assertThatThrownBy(() -> hydra.dropOldSecrets("a/b"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(drop + "the server answered 404 Not Found" + TOO_OLD);
        }
    }

    @ParameterizedTest
    @CsvSource({"200 OK, {}", "204 No Content, ''"})
    void endsTheOldSecrets(String status, String body) throws IOException {
        try (RawServer raw = RawServer.start(resets(), answers("503 Busy", ""), answers(status, body))) {
            Hydras.at(raw.url()).dropOldSecrets("a/b");

            assertThat(raw.requestLines()).containsExactly(DELETE, DELETE, DELETE);
        }
    }

    @Test
    void saysThatTheOldSecretsMayHaveEnded() throws IOException {
        try (RawServer raw = RawServer.start(resets(), answers("403 Forbidden", ""))) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.dropOldSecrets("a/b"))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.advice()).isEqualTo("To end them again does no harm."))
                    .hasMessage(
                            "it is unknown whether the old secrets of the client a/b were ended: the server answered"
                                    + " 403 Forbidden");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop/", "..", ""})
    void sendsNothingWhereTheIdWouldNameAnotherClient(String id) throws IOException {
        try (RawServer raw = RawServer.start()) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.rotateSecret(id)).isInstanceOf(InvalidClientException.class);
            assertThatThrownBy(() -> hydra.dropOldSecrets(id)).isInstanceOf(InvalidClientException.class);
            assertThat(raw.requestLines()).isEmpty();
        }
    }

    @Test
    void needsNotBeTakenBack() throws IOException {
        try (RawServer raw = RawServer.start()) {
            Change change = Change.rotate(Hydras.at(raw.url()), "a1");
            OAuth2Client sent = new OAuth2Client(
                    Json.nodes().objectNode().put("client_id", "a1").put("client_secret", "new"));

            assertThat(change.isSecretOurs()).isFalse();
            assertThat(change.done(sent)).isEqualTo("the client a1 has a new secret");
            assertThat(change.takeBack(sent))
                    .isEqualTo("the new secret of the client a1 is lost, but the old one still works: rotate it again");
            assertThat(change.lookUp()).isEqualTo("The old secret still works. Rotate it again.");
            assertThat(raw.requestLines()).isEmpty();
        }
    }
}
