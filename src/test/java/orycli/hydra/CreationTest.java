package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orycli.RawServer.answers;
import static orycli.RawServer.resets;
import static orycli.hydra.Hydras.withId;
import static orycli.hydra.Hydras.withSecret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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

/** What becomes of a client whose server misbehaves. None stays whose secret nobody has, unless it is named. */
final class CreationTest {
    private static final String POST = "POST /admin/clients HTTP/1.1";
    private static final String DELETE = "DELETE /admin/clients/a1 HTTP/1.1";
    private static final Answer GONE = answers("204 No Content", "");
    private static final String SECRETIVE = "{\"client_id\":\"a1\",\"client_secret\":\"generated\"}";

    static Stream<String> unreadable() {
        return Stream.of(
                "{\"client_id\":\"a1\",\"metadata\":1e99999999999999999999}",
                "{\"client_id\":\"a1\",\"metadata\":" + "[".repeat(100_000),
                "{\"client_id\":\"a1\",\"metadata\":" + "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_001),
                "{\"client_id\":{}}",
                "{\"client_id\":1}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void takesBackWhatItCannotRead(String body) throws IOException {
        try (RawServer raw = RawServer.start(answers("201 Created", body, "Location: /admin/clients/a1"), GONE)) {
            assertLost(
                    raw,
                    ClientRequest.empty(),
                    "cannot create the client: the server's answer cannot be read: it is not a client",
                    "The client a1 was deleted again.");
            assertThat(raw.requestLines()).containsExactly(POST, DELETE);
        }
    }

    /** What no server may send makes the HTTP library throw what it does not announce. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -5", "Retry-After: \u00E9", "Date: \u00E9\r\nRetry-After: \u00E9"})
    void takesBackWhatComesWithABrokenHead(String header) throws IOException {
        String head = "HTTP/1.1 201 Created\r\nLocation: /admin/clients/a1\r\nConnection: close\r\n" + header;
        try (RawServer raw = RawServer.start(RawServer.says(head + "\r\n\r\n{"), GONE)) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.create(ClientRequest.empty()))
                    .isInstanceOfSatisfying(
                            LostClientException.class,
                            e -> assertThat(e.advice()).isEqualTo("The client a1 was deleted again."))
                    .hasMessageStartingWith("cannot create the client: the server's answer cannot be read: it ");
            assertThat(raw.requestLines()).containsExactly(POST, DELETE);
        }
    }

    /** Whoever asked for one client must not have another one deleted. */
    @Test
    void takesBackWhatItAskedForWhereTheAnswerIsAboutAnotherClient() throws IOException {
        try (RawServer raw = RawServer.start(
                answers("201 Created", "{\"client_id\":\"victim\"}", "Location: /admin/clients/victim"), GONE)) {
            assertLost(
                    raw,
                    withId("a1"),
                    "cannot create the client: the server's answer is about another client",
                    "The client a1 was deleted again.");
            assertThat(raw.requestLines()).containsExactly(POST, DELETE);
        }
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void namesTheClientWhereTheAnswerToTheDeletionIsAsBad(String body) throws IOException {
        try (RawServer raw = RawServer.start(
                answers("201 Created", "", "Location: /admin/clients/a1"), answers("500 Broken", body))) {
            assertLost(
                    raw,
                    ClientRequest.empty(),
                    "the client a1 was created, but its secret is lost: the server's answer cannot be read: it is not a"
                            + " client",
                    "It could not be deleted again; delete it: DELETE " + raw.url() + "/admin/clients/a1");
            assertThat(raw.requestLines()).containsExactly(POST, DELETE);
        }
    }

    @Test
    void namesTheClientWhereTheReasonIsLongerThanTheStack() throws IOException {
        String error = "{\"error\":\"" + "a_".repeat(20_000) + "a\",\"error_description\":\"x\"}";
        try (RawServer raw = RawServer.start(answers("400 Bad Request", error))) {
            Change change = Change.create(Hydras.at(raw.url()), ClientRequest.empty());

            assertThat(change.takeBack(client(SECRETIVE)))
                    .startsWith("the client a1 was created, its secret is lost, and it could not be deleted: ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK, <html>, the server's answer cannot be read: it is not a client",
        "200 OK, {\"client_id\":\"b2\"}, the server's answer is about another client",
        "202 Accepted, '', the server answered 202 Accepted",
        "204 No Content, '', the server answered 204 No Content",
    })
    void saysThatItIsUnknownWhetherItWasCreated(String status, String body, String reason) throws IOException {
        try (RawServer raw = RawServer.start(answers(status, body))) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.create(withId("a1")))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.advice())
                                    .isEqualTo("Before you try again, look whether it exists: GET " + raw.url()
                                            + "/admin/clients/a1"))
                    .hasMessage("it is unknown whether the client was created: " + reason);
            assertThat(raw.requestLines()).containsExactly(POST);
        }
    }

    @ParameterizedTest
    @CsvSource({"502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"})
    void aGatewayDoesNotKnowWhatTheServerDid(String status) throws IOException {
        try (RawServer raw = RawServer.start(answers(status, ""))) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.create(ClientRequest.empty()))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("it is unknown whether the client was created: the server answered " + status);
            assertThat(raw.requestLines()).containsExactly(POST);
        }
    }

    @Test
    void aConnectionThatBreaksIsTheCauseOfTheDoubt() throws IOException {
        try (RawServer raw = RawServer.start(resets())) {
            HydraAdminClient hydra = Hydras.at(raw.url());

            assertThatThrownBy(() -> hydra.create(ClientRequest.empty()))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("it is unknown whether the client was created")
                    .hasCauseInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void takesBackAClientWhoseSecretNobodyHas() throws IOException {
        try (RawServer raw = RawServer.start(GONE, answers("403 Forbidden", ""))) {
            Change change = Change.create(Hydras.at(raw.url()), ClientRequest.empty());

            assertThat(change.isSecretOurs()).isFalse();
            assertThat(change.takeBack(client(SECRETIVE))).isEqualTo("the client a1 was deleted again");
            assertThat(change.takeBack(client(SECRETIVE)))
                    .isEqualTo("the client a1 was created, its secret is lost, and it could not be deleted:"
                            + " cannot delete the client a1: 403 Forbidden");
            assertThat(change.takingBack(client(SECRETIVE)))
                    .isEqualTo("the client a1 was created, its secret is lost, and it is unknown whether it was"
                            + " deleted again");
            assertThat(raw.requestLines()).containsExactly(DELETE, DELETE);
        }
    }

    @Test
    void saysThatAClientStaysThatLosesNoSecret() throws IOException {
        try (RawServer raw = RawServer.start()) {
            Change ours = Change.create(Hydras.at(raw.url()), withSecret("my-own-secret"));
            Change theirs = Change.create(Hydras.at(raw.url()), ClientRequest.empty());

            assertThat(ours.isSecretOurs()).isTrue();
            assertThat(ours.done(client(SECRETIVE)))
                    .isEqualTo("the client a1 was created, with the secret that you gave it");
            assertThat(theirs.done(client("{\"client_id\":\"a1\"}"))).isEqualTo("the client a1 was created");
            assertThat(raw.requestLines()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{}, /admin/clients",
        "{\"client_id\":\"a/b\"}, /admin/clients/a%2Fb",
        "{\"client_name\":\"my app & co\"}, /admin/clients?client_name=my%20app%20%26%20co"
    })
    void saysHowToLookWhetherTheClientExists(String request, String path) throws IOException {
        Change change = Change.create(Hydras.at("http://127.0.0.1:1"), ClientRequest.of(Json.parse(request)));

        assertThat(change.unknown()).isEqualTo("it is unknown whether the client was created");
        assertThat(change.lookUp())
                .isEqualTo("Before you try again, look whether it exists: GET http://127.0.0.1:1" + path);
    }

    private static void assertLost(RawServer raw, ClientRequest request, String message, String advice)
            throws IOException {
        HydraAdminClient hydra = Hydras.at(raw.url());

        assertThatThrownBy(() -> hydra.create(request))
                .isInstanceOfSatisfying(LostClientException.class, e -> {
                    assertThat(e.advice()).isEqualTo(advice);
                    assertThat(e.connectionFailed()).isFalse();
                })
                .hasMessage(message);
    }

    private static OAuth2Client client(String json) throws IOException {
        return new OAuth2Client((ObjectNode) Json.parse(json));
    }
}
