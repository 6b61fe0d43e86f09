package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orycli.RawServer.answers;
import static orycli.RawServer.breaksOff;
import static orycli.RawServer.resets;
import static orycli.RawServer.says;
import static orycli.hydra.Hydras.withSecret;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.RawServer;
import orycli.RawServer.Answer;
import orycli.http.ConnectionException;
import orycli.http.OutcomeUnknownException;
import orycli.json.Json;

/** A client that is changed, or replaced, by servers good and bad. */
final class UpdateTest {
    private static final String GET = "GET /admin/clients/a1 HTTP/1.1";
    private static final String PATCH = "PATCH /admin/clients/a1 HTTP/1.1";
    private static final String PUT = "PUT /admin/clients/a1 HTTP/1.1";
    private static final Answer UPDATED = answers("200 OK", "{\"client_id\":\"a1\",\"owner\":\"me\"}");
    private static final ClientRequest OWNER =
            ClientRequest.builder().set(ClientField.OWNER, "me").build();
    private static final ClientPatch SET_OWNER = ClientPatch.of(OWNER, Set.of());
    private static final ClientPatch APPEND = SET_OWNER.append(ClientField.REDIRECT_URIS, "http://b/cb");

    static Stream<Answer> lost() {
        return Stream.of(
                resets(), says(""), answers("502 Bad Gateway", ""), answers("504 x", ""), breaksOff("200 OK", "{"));
    }

    @Test
    void patchesWithOneRequest() throws IOException {
        try (RawServer raw = RawServer.start(UPDATED)) {
            OAuth2Client client = Hydras.at(raw.url()).patch("a1", SET_OWNER);

            assertThat(Json.write(client.json())).isEqualTo("{\"client_id\":\"a1\",\"owner\":\"me\"}");
            assertThat(raw.requestLines()).containsExactly(PATCH);
            assertThat(raw.requests().get(0))
                    .contains("Content-Type: application/json\r\n")
                    .endsWith("\r\n\r\n[{\"op\":\"replace\",\"path\":\"/owner\",\"value\":\"me\"}]");
        }
    }

    @Test
    void replacesWithOneRequest() throws IOException {
        try (RawServer raw = RawServer.start(UPDATED)) {
            OAuth2Client client = Hydras.at(raw.url()).replace("a1", OWNER);

            assertThat(client.id()).isEqualTo("a1");
            assertThat(raw.requestLines()).containsExactly(PUT);
            assertThat(raw.requests().get(0))
                    .contains("Content-Type: application/json\r\n")
                    .endsWith("\r\n\r\n{\"owner\":\"me\"}");
        }
    }

    @Test
    void knowsTheSecretThatItSet() throws IOException {
        try (RawServer raw = RawServer.start(UPDATED, UPDATED, UPDATED)) {
            HydraAdminClient hydra = Hydras.at(raw.url());
            ClientRequest secret = withSecret("my-own-secret");

            assertThat(hydra.replace("a1", secret).secret()).contains("my-own-secret");
            assertThat(hydra.patch("a1", ClientPatch.of(secret, Set.of())).secret())
                    .contains("my-own-secret");
            assertThat(hydra.patch("a1", SET_OWNER).secret()).isEmpty();
        }
    }

    @Test
    void hasTheSecretTakenOutOfTheServersWords() throws IOException {
        Answer refusal = answers("400 Bad Request", "{\"error\":\"my-own-secret is too weak\"}");
        try (RawServer raw = RawServer.start(refusal, refusal)) {
            HydraAdminClient hydra = Hydras.at(raw.url());
            ClientRequest secret = withSecret("my-own-secret");
            String message = "cannot update the client a1: 400 Bad Request: [redacted] is too weak";

            assertThatThrownBy(() -> hydra.replace("a1", secret))
                    .isInstanceOf(ApiException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> hydra.patch("a1", ClientPatch.of(secret, Set.of())))
                    .isInstanceOf(ApiException.class)
                    .hasMessage(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop/", "..", ""})
    void sendsNothingWhereTheIdWouldNameAnotherClient(String id) throws IOException {
        try (RawServer raw = RawServer.start()) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.replace(id, OWNER)).isInstanceOf(InvalidClientException.class);
            assertThatThrownBy(() -> hydra.patch(id, SET_OWNER)).isInstanceOf(InvalidClientException.class);
            assertThat(raw.requestLines()).isEmpty();
        }
    }

    @Test
    void sendsNoSecretThatNobodyCanType() throws IOException {
        try (RawServer raw = RawServer.start()) {
            HydraAdminClient hydra = Hydras.at(raw.url());
            ClientRequest secret = withSecret("my-own-secret\r");
            String message = "the client's secret cannot be used: it holds a control character";

            assertThatThrownBy(() -> hydra.replace("a1", secret)).hasMessage(message);
            assertThatThrownBy(() -> hydra.patch("a1", ClientPatch.of(secret, Set.of())))
                    .hasMessage(message);
            assertThat(raw.requestLines()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("lost")
    void sendsAgainWhatDoesNoHarmTwice(Answer lost) throws IOException {
        try (RawServer raw = RawServer.start(lost, UPDATED, lost, lost, UPDATED)) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThat(hydra.patch("a1", SET_OWNER).id()).isEqualTo("a1");
            assertThat(hydra.replace("a1", OWNER).id()).isEqualTo("a1");
            assertThat(raw.requestLines()).containsExactly(PATCH, PATCH, PUT, PUT, PUT);
        }
    }

    @Test
    void saysThatItIsUnknownWhetherItWasUpdated() throws IOException {
        try (RawServer raw = RawServer.start()) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.patch("a1", SET_OWNER))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.advice()).isEqualTo("To update it again does no harm."))
                    .hasMessage("it is unknown whether the client a1 was updated")
                    .hasCauseInstanceOf(ConnectionException.class);
            assertThat(raw.requestLines()).hasSize(5).containsOnly(PATCH);
        }
    }

    @Test
    void saysWhichSecretsMayBeValid() throws IOException {
        try (RawServer raw = RawServer.start(resets(), answers("403 Forbidden", ""))) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.replace("a1", withSecret("my-own-secret")))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.advice())
                                    .isEqualTo("Either its old secret is valid or the new one. To update it again does"
                                            + " no harm."))
                    .hasMessage("it is unknown whether the client a1 was updated: the server answered 403 Forbidden");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 OK         | <html>               | the server's answer cannot be read: it is not a client
            200 OK         | {"client_id":"b2"}   | the server's answer is about another client
            202 Accepted   | ''                   | the server answered 202 Accepted
            """)
    void aPageSaysNothingOfWhatHappened(String status, String body, String reason) throws IOException {
        Answer page = answers(status, body);
        try (RawServer raw = RawServer.start(page, page)) {
            HydraAdminClient hydra = Hydras.at(raw.url());
            String message = "it is unknown whether the client a1 was updated: " + reason;

            assertThatThrownBy(() -> hydra.patch("a1", SET_OWNER))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> hydra.replace("a1", OWNER))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage(message);
            assertThat(raw.requestLines()).containsExactly(PATCH, PUT);
        }
    }

    @Test
    void repeatsTheServersReason() throws IOException {
        try (RawServer raw = RawServer.start(
                answers("404 Not Found", "{\"error\":\"Unable to locate the resource\",\"error_description\":\"\"}"))) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.patch("a1", SET_OWNER))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.status()).isEqualTo(404))
                    .hasMessage("cannot update the client a1: 404 Not Found: Unable to locate the resource");
        }
    }

    @Test
    void appendsOnce() throws IOException {
        try (RawServer raw = RawServer.start(answers("429 Too Many", ""), UPDATED)) {
            assertThat(Hydras.at(raw.url()).patch("a1", APPEND).id()).isEqualTo("a1");
            assertThat(raw.requestLines()).containsExactly(PATCH, PATCH);
            assertThat(raw.requests().get(0))
                    .endsWith("{\"op\":\"add\",\"path\":\"/redirect_uris/-\",\"value\":\"http://b/cb\"}]");
        }
    }

    @ParameterizedTest
    @MethodSource("lost")
    void looksWhetherItHasAppendedWhereTheAnswerIsLost(Answer lost) throws IOException {
        String found = "{\"client_id\":\"a1\",\"owner\":\"me\",\"redirect_uris\":[\"http://a/cb\",\"http://b/cb\"]}";
        try (RawServer raw = RawServer.start(lost, answers("200 OK", found))) {
            assertThat(Json.write(Hydras.at(raw.url()).patch("a1", APPEND).json()))
                    .isEqualTo(found);
            assertThat(raw.requestLines()).containsExactly(PATCH, GET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"a1\",\"owner\":\"me\",\"redirect_uris\":[\"http://a/cb\"]}",
                "{\"client_id\":\"a1\",\"owner\":\"you\",\"redirect_uris\":[\"http://b/cb\"]}",
                "{\"client_id\":\"a1\"}"
            })
    void appendsNothingTwiceWhereItIsNotThereYet(String found) throws IOException {
        try (RawServer raw = RawServer.start(resets(), answers("200 OK", found))) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.patch("a1", APPEND))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.advice())
                                    .isEqualTo(
                                            "Before you try again, look at it: GET " + raw.url() + "/admin/clients/a1"))
                    .hasMessage("the client a1 has not been updated so far, and it is unknown whether it will be")
                    .hasCauseInstanceOf(ConnectionException.class);
            assertThat(raw.requestLines()).containsExactly(PATCH, GET);
        }
    }

    @Test
    void saysThatItIsUnknownWhetherItHasAppendedWhereItCannotLook() throws IOException {
        try (RawServer raw = RawServer.start(answers("502 Bad Gateway", ""), answers("403 Forbidden", ""))) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.patch("a1", APPEND))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("it is unknown whether the client a1 was updated: the server answered 502 Bad Gateway");
            assertThat(raw.requestLines()).containsExactly(PATCH, GET);
        }
    }

    @Test
    void appendsToAListThatItHasReplaced() throws IOException {
        ClientPatch patch = ClientPatch.of(
                        ClientRequest.of(Json.parse("{\"redirect_uris\":[\"http://a/cb\"]}")), Set.of())
                .append(ClientField.REDIRECT_URIS, "http://b/cb");
        String found = "{\"client_id\":\"a1\",\"redirect_uris\":[\"http://a/cb\",\"http://b/cb\"]}";
        try (RawServer raw = RawServer.start(resets(), answers("200 OK", found))) {
            assertThat(Hydras.at(raw.url()).patch("a1", patch).id()).isEqualTo("a1");
        }
    }

    @Test
    void nothingIsLostThatWouldHaveToBeTakenBack() throws IOException {
        HydraAdminClient hydra = Hydras.at("http://127.0.0.1:1");
        OAuth2Client sent = new OAuth2Client(Json.nodes().objectNode().put("client_id", "a1"));
        Change change = Change.patch(hydra, "a1", SET_OWNER);
        Change secret = Change.replace(hydra, "a1", withSecret("my-own-secret"));

        assertThat(change.isSecretOurs()).isTrue();
        assertThat(change.done(sent)).isEqualTo("the client a1 was updated");
        assertThat(secret.done(sent)).isEqualTo("the client a1 was updated, with the secret that you gave it");
        assertThat(secret.unknown()).isEqualTo("it is unknown whether the client a1 was updated");
    }
}
