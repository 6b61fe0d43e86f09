package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;
import static orycli.command.oauth2client.Creation.CLIENT;
import static orycli.command.oauth2client.Creation.CREATED;
import static orycli.command.oauth2client.Creation.answer;
import static orycli.command.oauth2client.Creation.at;
import static orycli.command.oauth2client.Creation.failure;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;

/** Every status that a server may answer, and which of them the request is sent again for. */
final class CreateStatusTest {
    private static final String HYDRA_SAYS_NO = """
            {"error":"invalid_client_metadata","error_description":"The value of one of the Client Metadata fields is \
            invalid and the server has rejected this request. Note that an Authorization Server MAY choose to \
            substitute a valid value for any requested parameter of a Client's Metadata. Field 'jwks_uri' is odd."}""";
    private static final String NETWORK_SAYS_NO = """
            {"error":{"code":400,"status":"Bad Request","message":"The request was malformed","reason":"Field \
            'jwks_uri' is odd.","request":"f00"}}""";
    private static final String BUSY = "{\"error\":{\"code\":429,\"message\":\"rate limit exceeded\"}}";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final Cli cli = new Cli();

    @Test
    void repeatsWhatHydraSaysLast() {
        server.enqueue(answer(400, HYDRA_SAYS_NO));

        assertThat(run())
                .isEqualTo(failure(1, "Error: cannot create the client: 400 Client Error: Field 'jwks_uri' is odd."));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
        assertThat(cli.pauses()).isEmpty();
    }

    @Test
    void repeatsTheReasonOfOryNetwork() {
        server.enqueue(answer(400, NETWORK_SAYS_NO));

        assertThat(run())
                .isEqualTo(failure(1, "Error: cannot create the client: 400 Client Error: Field 'jwks_uri' is odd."));
    }

    @Test
    void asksForCredentialsWhereTheServerDoes() {
        server.enqueue(answer(401, "{\"error\":{\"code\":401,\"message\":\"no session\"}}"));

        assertThat(run())
                .isEqualTo(failure(
                        4,
                        "Error: cannot create the client: 401 Client Error: no session",
                        "Give the server the credentials that it asks for: -H 'Authorization: Bearer TOKEN', or,"
                                + " on Ory Network, a project's key in ORY_PROJECT_API_KEY."));
    }

    @ParameterizedTest
    @CsvSource({"403, Client", "409, Client", "413, Client", "500, Server", "501, Server"})
    void saysWhatTheServerRefusedWithoutTryingAgain(int status, String kind) {
        server.enqueue(answer(status, "{\"error\":\"no such luck\",\"error_description\":\"\"}"));

        assertThat(run())
                .isEqualTo(
                        failure(1, "Error: cannot create the client: " + status + " " + kind + " Error: no such luck"));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
        assertThat(cli.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, Client", "413, Client", "500, Server"})
    void saysNothingOfTheEndpointWhereItIsAProxyThatRefuses(int status, String kind) {
        server.enqueue(answer(status, "<html>", "Content-Type: text/html"));

        assertThat(run()).isEqualTo(failure(1, "Error: cannot create the client: " + status + " " + kind + " Error"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void doubtsTheEndpointThatKnowsNoClients(int status) {
        server.enqueue(answer(status, ""));

        assertThat(run())
                .isEqualTo(
                        failure(
                                1,
                                "Error: cannot create the client: " + status + " Client Error",
                                "Is the endpoint the address of an Ory Hydra's admin API, such as http://127.0.0.1:4445, without /admin?"));
    }

    @Test
    void saysHowLongToWaitOnlyWhereTheLimitIsReached() {
        server.enqueue(answer(409, "{\"error\":\"it exists\"}", "x-ratelimit-reset: 30"));

        assertThat(run()).isEqualTo(failure(1, "Error: cannot create the client: 409 Client Error: it exists"));
    }

    @Test
    void triesFourTimesMoreAndWaitsLongerEachTime() {
        enqueue(5, answer(429, BUSY));

        assertThat(run())
                .isEqualTo(failure(1, "Error: cannot create the client: 429 Client Error: rate limit exceeded"));
        assertThat(Creation.requests(server)).isEqualTo(Collections.nCopies(5, "POST /admin/clients"));
        List<Duration> pauses = cli.pauses();
        assertThat(pauses).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ofMillis(250L << i), Duration.ofMillis(500L << i));
        }
    }

    @Test
    void succeedsAsSoonAsTheServerHasTime() {
        server.enqueue(answer(429, BUSY));
        server.enqueue(answer(503, "", "Retry-After: 1"));
        server.enqueue(answer(201, CLIENT));

        assertThat(run()).isEqualTo(CREATED);
        assertThat(cli.pauses().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(cli.pauses().get(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    /** The server said that it did nothing, so there is nothing to say of it. */
    @Test
    void endsWithoutAWordWhereItIsInterruptedInTheWait() {
        server.enqueue(answer(429, BUSY));

        assertThat(cli.interrupted().execute(at(server.url("/")))).isEqualTo(new Cli.Result(130, "", ""));
        assertThat(Creation.requests(server)).containsExactly("POST /admin/clients");
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After: 7, 7",
        "x-ratelimit-reset: 9, 9",
        "Retry-After: 60, 60",
    })
    void waitsAsLongAsTheServerAsks(String header, int seconds) {
        server.enqueue(answer(429, BUSY, header));
        server.enqueue(answer(201, CLIENT));

        assertThat(run()).isEqualTo(CREATED);
        assertThat(cli.pauses()).containsExactly(Duration.ofSeconds(seconds));
    }

    @Test
    void waitsForTheLongerOfTwoTimes() {
        server.enqueue(answer(429, BUSY, "Retry-After: 3", "x-ratelimit-reset: 8"));
        server.enqueue(answer(429, BUSY, "Retry-After: 8", "x-ratelimit-reset: 3"));
        server.enqueue(answer(201, CLIENT));

        assertThat(run()).isEqualTo(CREATED);
        assertThat(cli.pauses()).containsExactly(Duration.ofSeconds(8), Duration.ofSeconds(8));
    }

    @Test
    void waitsUntilTheDateThatTheServerNames() {
        server.enqueue(
                answer(429, BUSY, "Date: Wed, 21 Oct 2026 07:28:00 GMT", "Retry-After: Wed, 21 Oct 2026 07:28:12 GMT"));
        server.enqueue(answer(201, CLIENT));

        assertThat(run()).isEqualTo(CREATED);
        assertThat(cli.pauses()).containsExactly(Duration.ofSeconds(12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-ratelimit-reset: 0",
                "Retry-After: 0",
                "Retry-After: -5",
                "Retry-After: soon",
                "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"
            })
    void waitsItsOwnTimeWhereTheServersIsShorterOrNone(String header) {
        server.enqueue(answer(429, BUSY, header));
        server.enqueue(answer(201, CLIENT));

        assertThat(run()).isEqualTo(CREATED);
        assertThat(cli.pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(250), Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @CsvSource({
        "429, Client, Retry-After: 61, 61",
        "429, Client, x-ratelimit-reset: 3600, 3600",
        "503, Server, Retry-After: 120, 120",
        "503, Server, Retry-After: 99999999999, 99999999999",
    })
    void failsAtOnceWhereTheServerAsksForTooMuchPatience(int status, String kind, String header, String seconds) {
        server.enqueue(answer(status, BUSY, header));

        assertThat(run())
                .isEqualTo(failure(
                        1,
                        "Error: cannot create the client: " + status + " " + kind
                                + " Error: rate limit exceeded; try again in " + seconds + " s"));
        assertThat(cli.pauses()).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** OkHttp would send it again by itself, at once. */
    @Test
    void waitsWhereABusyServerAsksForNoPatience() {
        enqueue(5, answer(503, BUSY, "Retry-After: 0"));

        assertThat(run())
                .isEqualTo(failure(1, "Error: cannot create the client: 503 Server Error: rate limit exceeded"));
        assertThat(cli.pauses()).hasSize(4);
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void sendsNothingTwiceThatAGatewayMayHaveDelivered(int status) {
        server.enqueue(answer(status, BUSY));

        assertThat(run())
                .isEqualTo(failure(
                        5,
                        "Error: it is unknown whether the client was created: the server answered " + status
                                + " Server Error",
                        "Before you try again, look whether it exists: GET " + server.url("/admin/clients")));
        assertThat(cli.pauses()).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void triesAgainWhereTwoTransactionsMet() {
        MockResponse met = answer(400, """
                {"error":"invalid_request","error_description":"Unable to serialize access due to a concurrent update \
                in another session. Please retry."}""", "x-ratelimit-reset: 50");
        server.enqueue(met);
        server.enqueue(answer(201, CLIENT));

        assertThat(run()).isEqualTo(CREATED);
        assertThat(cli.pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(250), Duration.ofMillis(500)));
    }

    @Test
    void takesTheServersWordForAConflictBehindATransactionThatWasRolledBack() {
        server.enqueue(answer(400, "{\"error\":\"Unable to serialize access due to a concurrent update\"}"));
        server.enqueue(answer(503, "", "Retry-After: 1"));
        server.enqueue(answer(409, "{\"error\":\"it exists\"}"));

        assertThat(run("--id", "a1"))
                .isEqualTo(failure(1, "Error: cannot create the client: there is already a client a1"));
        assertThat(Creation.requests(server)).isEqualTo(Collections.nCopies(3, "POST /admin/clients"));
    }

    @Test
    void takes200ForCreated() {
        server.enqueue(answer(200, CLIENT));

        assertThat(run()).isEqualTo(CREATED);
    }

    private Cli.Result run(String... flags) {
        return cli.execute(at(server.url("/"), flags));
    }

    private void enqueue(int times, MockResponse response) {
        IntStream.range(0, times).forEach(i -> server.enqueue(response));
    }
}
