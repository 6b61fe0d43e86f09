package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orycli.RawServer.answers;
import static orycli.RawServer.resets;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import orycli.RawServer;
import orycli.RawServer.Answer;
import orycli.http.OutcomeUnknownException;
import orycli.hydra.Upsert.Outcome;
import orycli.hydra.Upsert.Stored;
import orycli.json.Json;

/** Clients that may be there already. */
final class UpsertTest {
    private static final String POST = "POST /admin/clients HTTP/1.1";
    private static final String GET = "GET /admin/clients/a1 HTTP/1.1";
    private static final String PATCH = "PATCH /admin/clients/a1 HTTP/1.1";
    private static final String DELETE = "DELETE /admin/clients/a1 HTTP/1.1";
    private static final Answer CREATED =
            answers("201 Created", "{\"client_id\":\"a1\",\"client_secret\":\"generated\"}");
    private static final Answer EXISTS = answers("409 Conflict", "{\"error\":\"it exists\"}");
    private static final Answer THERE = answers("200 OK", "{\"client_id\":\"a1\",\"owner\":\"you\"}");
    private static final String GIVEN = "{\"client_id\":\"a1\",\"owner\":\"me\"}";
    private static final String WITH_DEFAULTS = "{\"client_id\":\"a1\",\"owner\":\"me\",\"subject_type\":\"public\"}";

    @ParameterizedTest
    @EnumSource
    void createsAClientThatIsNotThere(IfExists ifExists) throws IOException {
        try (RawServer raw = RawServer.start(CREATED, answers("204 No Content", ""))) {
            Upsert upsert = upsert(raw, GIVEN, ifExists);
            Stored stored = upsert.put();

            assertThat(stored.outcome()).isEqualTo(Outcome.CREATED);
            assertThat(stored.client().secret()).contains("generated");
            assertThat(upsert.isSecretOurs()).isFalse();
            assertThat(upsert.takeBack(stored.client())).isEqualTo("the client a1 was deleted again");
            assertThat(raw.requestLines()).containsExactly(POST, DELETE);
            assertThat(raw.requests().get(0)).endsWith(WITH_DEFAULTS);
        }
    }

    @Test
    void saysThatThereIsAlreadySuchAClient() throws IOException {
        try (RawServer raw = RawServer.start(EXISTS)) {
            Upsert upsert = upsert(raw, GIVEN, IfExists.FAIL);

            assertThatThrownBy(upsert::put)
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.status()).isEqualTo(409))
                    .hasMessage("cannot create the client: there is already a client a1");
            assertThat(upsert.outcome()).isEmpty();
            assertThat(raw.requestLines()).containsExactly(POST);
        }
    }

    @Test
    void skipsAClientThatIsThere() throws IOException {
        try (RawServer raw = RawServer.start(EXISTS, THERE)) {
            Upsert upsert = upsert(raw, "{\"client_id\":\"a1\",\"client_secret\":\"my-own-secret\"}", IfExists.SKIP);
            Stored stored = upsert.put();

            assertThat(stored.outcome()).isEqualTo(Outcome.SKIPPED);
            // Nobody knows whether it has the secret that was given.
            assertThat(Json.write(stored.client().json())).isEqualTo("{\"client_id\":\"a1\",\"owner\":\"you\"}");
            assertThat(upsert.done(stored.client())).isEqualTo("the client a1 was there already, and is as it was");
            assertThat(raw.requestLines()).containsExactly(POST, GET);
        }
    }

    @Test
    void updatesAClientThatIsThereWithWhatIsGivenAlone() throws IOException {
        try (RawServer raw = RawServer.start(EXISTS, THERE)) {
            Upsert upsert = upsert(raw, GIVEN, IfExists.UPDATE);
            Stored stored = upsert.put();

            assertThat(stored.outcome()).isEqualTo(Outcome.UPDATED);
            assertThat(upsert.done(stored.client())).isEqualTo("the client a1 was updated");
            assertThat(raw.requestLines()).containsExactly(POST, PATCH);
            assertThat(raw.requests().get(1))
                    .endsWith("\r\n\r\n[{\"op\":\"replace\",\"path\":\"/owner\",\"value\":\"me\"}]");
        }
    }

    @Test
    void showsTheSecretOfAnUpdateThatSetsOne() throws IOException {
        try (RawServer raw = RawServer.start(EXISTS, THERE)) {
            Stored stored = upsert(raw, "{\"client_id\":\"a1\",\"client_secret\":\"my-own-secret\"}", IfExists.UPDATE)
                    .put();

            assertThat(stored.client().secret()).contains("my-own-secret");
        }
    }

    @Test
    void leavesAClientThatIsThereAsItIsWhereNothingButItsIdIsGiven() throws IOException {
        try (RawServer raw = RawServer.start(EXISTS, THERE)) {
            assertThat(upsert(raw, "{\"client_id\":\"a1\"}", IfExists.UPDATE)
                            .put()
                            .outcome())
                    .isEqualTo(Outcome.SKIPPED);
            assertThat(raw.requestLines()).containsExactly(POST, GET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotKnowTheSecretWhereItsOwnAnswerWasLost(IfExists ifExists) throws IOException {
        String ours = "{\"client_id\":\"a1\",\"owner\":\"me\",\"created_at\":\"" + Instant.now() + "\"}";
        try (RawServer raw = RawServer.start(resets(), EXISTS, answers("200 OK", ours))) {
            Upsert upsert = upsert(raw, GIVEN, ifExists);

            assertThatThrownBy(upsert::put)
                    .isInstanceOfSatisfying(
                            LostClientException.class,
                            e -> assertThat(e.connectionFailed()).isTrue())
                    .hasMessage("the client a1 was created, but the answer with its secret was lost");
            assertThat(raw.requestLines()).containsExactly(POST, POST, GET);
        }
    }

    @Test
    void skipsAClientThatWasThereBeforeItsOwnAnswerWasLost() throws IOException {
        String old = "{\"client_id\":\"a1\",\"owner\":\"me\",\"created_at\":\"2020-01-02T03:04:05Z\"}";
        try (RawServer raw = RawServer.start(resets(), EXISTS, answers("200 OK", old), answers("200 OK", old))) {
            assertThat(upsert(raw, GIVEN, IfExists.SKIP).put().outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(raw.requestLines()).containsExactly(POST, POST, GET, GET);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "FAIL")
    void takesNoOtherRefusalForAClientThatIsThere(IfExists ifExists) throws IOException {
        try (RawServer raw =
                RawServer.start(answers("400 Bad Request", "{\"error\":\"no\"}"), answers("409 Conflict", "<html>"))) {
            assertThatThrownBy(() -> upsert(raw, GIVEN, ifExists).put())
                    .isInstanceOf(ApiException.class)
                    .hasMessage("cannot create the client a1: 400 Bad Request: no");
            assertThatThrownBy(() -> upsert(raw, GIVEN, ifExists).put())
                    .isInstanceOf(ApiException.class)
                    .hasMessage("cannot create the client a1: 409 Conflict");
            assertThat(raw.requestLines()).containsExactly(POST, POST);
        }
    }

    @Test
    void saysWhatIsUnknownAtEachStep() throws IOException {
        try (RawServer raw = RawServer.start(EXISTS, resets(), answers("403 Forbidden", ""))) {
            Upsert upsert = upsert(raw, GIVEN, IfExists.UPDATE);

            assertThat(upsert.unknown()).isEqualTo("it is unknown whether the client was created");
            assertThat(upsert.lookUp())
                    .isEqualTo("Before you try again, look whether it exists: GET " + raw.url() + "/admin/clients/a1");
            assertThatThrownBy(upsert::put)
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("it is unknown whether the client a1 was updated: the server answered 403 Forbidden");
            assertThat(upsert.unknown()).isEqualTo("it is unknown whether the client a1 was updated");
            assertThat(upsert.isSecretOurs()).isTrue();
        }
    }

    private static Upsert upsert(RawServer raw, String given, IfExists ifExists) throws IOException {
        ClientRequest request = ClientRequest.of(Json.parse(given));
        ClientRequest defaults =
                ClientRequest.builder().set(ClientField.SUBJECT_TYPE, "public").build();
        return new Upsert(Hydras.at(raw.url()), request.over(defaults), request, ifExists);
    }
}
