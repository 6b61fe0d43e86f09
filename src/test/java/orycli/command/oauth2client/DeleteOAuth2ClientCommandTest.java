package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.json.Json;

final class DeleteOAuth2ClientCommandTest {
    private static final String MISSING =
            "Error: cannot delete the client nope: 404 Not Found: Unable to locate the resource\n";

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @BeforeEach
    void addClients() {
        for (String id : List.of("a", "b", "c")) {
            hydra.add(Json.nodes().objectNode().put("client_id", id));
        }
    }

    private Cli.Result delete(String... words) {
        return delete(Cli.at(hydra.url()), words);
    }

    private static Cli.Result delete(Cli cli, String... words) {
        List<String> all = new ArrayList<>(List.of("delete", "oauth2-client"));
        all.addAll(List.of(words));
        return cli.execute(all.toArray(String[]::new));
    }

    private String left() {
        return Cli.at(hydra.url()).execute("list", "clients", "-q").stdout();
    }

    @ParameterizedTest
    @CsvSource({
        "--format=table, 'ID\ta\t\n'",
        "--format=json, '\"a\"\n'",
        "--format=json-pretty, '\"a\"\n'",
        "--format=yaml, 'a\n'",
        "-q, 'a\n'"
    })
    void printsTheOneThatWasDeleted(String format, String printed) {
        assertThat(delete("a", format)).isEqualTo(new Cli.Result(0, printed, ""));
        assertThat(hydra.requests()).containsExactly("DELETE /admin/clients/a");
        assertThat(left()).isEqualTo("b\nc\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--format=table, 'ID\t\nb\t\na\t\n'",
        "--format=json, '[\"b\",\"a\"]\n'",
        "--format=json-pretty, '[\n  \"b\",\n  \"a\"\n]\n'",
        "--format=yaml, '- b\n- a\n'",
        "-q, 'b\na\n'"
    })
    void printsAllThatWereDeleted(String format, String printed) {
        assertThat(delete("b", "a", format)).isEqualTo(new Cli.Result(0, printed, ""));
        assertThat(hydra.requests()).containsExactly("DELETE /admin/clients/b", "DELETE /admin/clients/a");
        assertThat(left()).isEqualTo("c\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauth2-client", "oauth2-clients", "client", "clients"})
    void goesByManyNames(String name) {
        assertThat(Cli.at(hydra.url()).execute("delete", name, "a")).isEqualTo(new Cli.Result(0, "ID\ta\t\n", ""));
    }

    @Test
    void goesOnAfterAFailureAndNamesEachWithItsReason() {
        hydra.answerOnce(403, Map.of(), "{\"error\":\"not allowed\"}");

        assertThat(delete("a", "nope", "b", "c", "--format", "json"))
                .isEqualTo(new Cli.Result(
                        3,
                        "[\"b\",\"c\"]\n",
                        "Error: cannot delete the client a: 403 Client Error: not allowed\n" + MISSING));
        assertThat(left()).isEqualTo("a\n");
    }

    /** One or many is told by what was done, not by what was asked. */
    @Test
    void printsOneWhereTheOthersFailed() {
        assertThat(delete("a", "nope", "--format", "json")).isEqualTo(new Cli.Result(3, "\"a\"\n", MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "yaml", "jsonpath=0"})
    void printsNothingWhereNoneWasDeleted(String format) {
        assertThat(delete("nope", "--format", format)).isEqualTo(new Cli.Result(1, "", MISSING));
        assertThat(delete("nope", "a/../nope", "--format", format).stdout()).isEmpty();
    }

    @Test
    void mayIgnoreThatAClientIsMissing() {
        assertThat(delete("nope", "--ignore-not-found")).isEqualTo(new Cli.Result(0, "", ""));
        assertThat(delete("nope", "a", "--ignore-not-found")).isEqualTo(new Cli.Result(0, "ID\ta\t\n", ""));
    }

    /** It says nothing of the client. */
    @Test
    void doesNotTakeAWebPageForAMissingClient() {
        hydra.answerOnce(404, Map.of("Content-Type", "text/html"), "<html></html>");

        assertThat(delete("a", "--ignore-not-found"))
                .isEqualTo(Creation.failure(
                        1,
                        "Error: cannot delete the client a: 404 Client Error",
                        "Is the endpoint the address of an Ory Hydra's admin API, such as http://127.0.0.1:4445,"
                                + " without /admin?"));
    }

    @Test
    void deletesAClientOnceThatIsNamedTwice() {
        assertThat(delete("a", "b", "a", "-q")).isEqualTo(new Cli.Result(0, "a\nb\n", ""));
        assertThat(hydra.calls()).hasSize(2);
    }

    @Test
    void takesAClientForDeletedThatIsGoneAfterTheAnswerWasLost() {
        hydra.loseAnswerOnce();

        assertThat(delete("a")).isEqualTo(new Cli.Result(0, "ID\ta\t\n", ""));
        assertThat(hydra.requests()).containsExactly("DELETE /admin/clients/a", "DELETE /admin/clients/a");
    }

    @Test
    void asksAPersonFirstNamingTheClientsAndTheServer() {
        assertThat(delete(Cli.at(hydra.url()).onScreen().stdin("y\n"), "a", "b", "-q"))
                .isEqualTo(new Cli.Result(0, "a\nb\n", "Delete 2 clients (a, b) at " + hydra.url() + "/? [y/N] "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "", "\n", "maybe\n"})
    void deletesNothingWithoutAYes(String answer) {
        assertThat(delete(Cli.at(hydra.url()).onScreen().stdin(answer), "a", "b"))
                .isEqualTo(new Cli.Result(
                        1, "", "Delete 2 clients (a, b) at " + hydra.url() + "/? [y/N] Error: nothing was deleted\n"));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void namesNoMoreClientsThanCanBeRead() {
        String[] ids = IntStream.range(0, 12).mapToObj(i -> "n" + i).toArray(String[]::new);

        assertThat(delete(Cli.at(hydra.url()).onScreen().stdin("n\n"), ids).stderr())
                .startsWith("Delete 12 clients (n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 and 2 more) at ");
    }

    @Test
    void asksNobodyWhoAgreesBeforehand() {
        assertThat(delete(Cli.at(hydra.url()).onScreen(), "a", "b", "-q", "-y"))
                .isEqualTo(new Cli.Result(0, "a\nb\n", ""));
    }

    @Test
    void asksForNoSingleClient() {
        assertThat(delete(Cli.at(hydra.url()).onScreen(), "a", "a", "-q")).isEqualTo(new Cli.Result(0, "a\n", ""));
    }

    /** Whoever does not see the result does not expect a question. */
    @Test
    void asksNobodyWhoseResultGoesElsewhere() {
        assertThat(delete(Cli.at(hydra.url()).interactive(), "a", "b", "-q"))
                .isEqualTo(new Cli.Result(0, "a\nb\n", ""));
    }

    @Test
    void namesWhatWasDeletedWhereThatCannotBePrinted() {
        assertThat(delete(Cli.at(hydra.url()).stdout(Creation.fullDisk()), "a", "nope", "b"))
                .isEqualTo(new Cli.Result(
                        1,
                        "",
                        MISSING
                                + "Error: cannot write to standard output: No space left on device; what was deleted:"
                                + " a, b\n"));
    }

    @Test
    void tellsWhatWasDeletedBeforeAnInterrupt() {
        hydra.answerOnce(204, Map.of(), "");
        hydra.answerOnce(429, Map.of("Retry-After", "1"), "{}");

        assertThat(delete(Cli.at(hydra.url()).interrupted(), "a", "b", "c"))
                .isEqualTo(new Cli.Result(130, "ID\ta\t\n", ""));
        assertThat(hydra.requests()).containsExactly("DELETE /admin/clients/a", "DELETE /admin/clients/b");
    }
}
