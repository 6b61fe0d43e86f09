package orycli.command.option;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;
import orycli.hydra.ClientField;
import orycli.hydra.ClientField.Kind;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** What the flags of a client become in the body of the request. */
final class ClientOptionsTest {
    private static final String DEFAULTS = """
            {"grant_types":["authorization_code"],"response_types":["code"],
            "token_endpoint_auth_method":"client_secret_basic","request_object_signing_alg":"RS256",
            "subject_type":"public","metadata":{},"scope":"","skip_consent":false,"skip_logout_consent":false,
            "backchannel_logout_session_required":false,"frontchannel_logout_session_required":false}""";

    private static final String LIFESPAN = "--client-credentials-grant-access-token-lifespan";

    @RegisterExtension
    private final FakeHydra hydra = FakeHydra.lenient();

    private JsonNode sent(String... flags) {
        Cli.Result result = Cli.at(hydra.url()).create(flags);

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return hydra.body();
    }

    private static ObjectNode defaultsWith(ClientField field, JsonNode value) throws JsonSyntaxException {
        ObjectNode body = (ObjectNode) Json.parse(DEFAULTS);
        body.set(field.field(), value);
        return body;
    }

    private static JsonNode text(String value) {
        return Json.nodes().textNode(value);
    }

    private static JsonNode list(String... values) {
        return Stream.of(values)
                .collect(
                        Json.nodes()::arrayNode, (array, value) -> array.add(value), (one, other) -> one.addAll(other));
    }

    private static Stream<ClientField> fields(Kind kind) {
        return ClientField.writable().stream().filter(field -> field.kind() == kind);
    }

    static Stream<ClientField> strings() {
        return fields(Kind.STRING);
    }

    static Stream<ClientField> texts() {
        return freeTexts().filter(field -> !uris().toList().contains(field));
    }

    static Stream<ClientField> uris() {
        return Stream.of(ClientFlag.values())
                .filter(flag -> flag.label().equals("URI") || flag.label().equals("ORIGIN"))
                .map(ClientFlag::field);
    }

    static Stream<ClientField> lists() {
        return fields(Kind.LIST);
    }

    static Stream<ClientField> booleans() {
        return fields(Kind.BOOLEAN);
    }

    static Stream<ClientField> jsons() {
        return fields(Kind.JSON);
    }

    static Stream<ClientField> durations() {
        return fields(Kind.DURATION);
    }

    @Test
    void everyFieldHasAFlag() {
        assertThat(Stream.of(ClientFlag.values()).map(ClientFlag::field))
                .containsExactlyInAnyOrderElementsOf(ClientField.writable().stream()
                        .filter(field -> field != ClientField.CLIENT_ID && field != ClientField.CLIENT_SECRET)
                        .toList());
    }

    @Test
    void defaultsAreSentWithoutAnyFlag() throws JsonSyntaxException {
        assertThat(sent()).isEqualTo(Json.parse(DEFAULTS));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void aStringIsSentAsItIs(ClientField field) throws JsonSyntaxException {
        assertThat(sent(ClientFlag.nameOf(field), "some-value")).isEqualTo(defaultsWith(field, text("some-value")));
    }

    /** All but those that are refused where they hold control characters, or nothing. */
    static Stream<ClientField> freeTexts() {
        return strings().filter(field -> field != ClientField.CLIENT_ID && field != ClientField.CLIENT_SECRET);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aStringMayHoldAnything(ClientField field) throws JsonSyntaxException {
        String anything = " Zoë’s “app” 日本語 🚀 <b>&amp; \"q\" 'q' \\n \\ \n\r\t\u0001\u001b[31m\u007f\u009b\u202e\u2028"
                + " ${user.home} ${sys:x} %n $1 @file --id=x ";

        assertThat(sent(ClientFlag.nameOf(field), anything)).isEqualTo(defaultsWith(field, text(anything)));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void aStringMayStandBehindAnEqualsSign(ClientField field) throws JsonSyntaxException {
        assertThat(sent(ClientFlag.nameOf(field) + "=a=b")).isEqualTo(defaultsWith(field, text("a=b")));
    }

    @ParameterizedTest
    @MethodSource("uris")
    void aUriHasNoBlanks(ClientField field) {
        assertThat(Cli.at(hydra.url()).create(ClientFlag.nameOf(field), "https://a.example/ cb"))
                .isEqualTo(new Cli.Result(2, "", """
                        Error: %s has a blank in it: 'https://a.example/ cb'%s
                        See 'ory create oauth2-client --help'.
                        """.formatted(
                        ClientFlag.nameOf(field), field.kind() == Kind.LIST ? "; separate values with commas" : "")));
        assertThat(hydra.calls()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("freeTexts")
    void anEmptyStringIsSent(ClientField field) throws JsonSyntaxException {
        assertThat(sent(ClientFlag.nameOf(field), "")).isEqualTo(defaultsWith(field, text("")));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void theLastUseOfAStringWins(ClientField field) throws JsonSyntaxException {
        assertThat(sent(ClientFlag.nameOf(field), "first", ClientFlag.nameOf(field), "last"))
                .isEqualTo(defaultsWith(field, text("last")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nope", "-", "-x", "@file", "=", "-quiet", "---owner"})
    void aValueMayLookLikeSomethingElse(String value) throws JsonSyntaxException {
        assertThat(sent("--name", value)).isEqualTo(defaultsWith(ClientField.CLIENT_NAME, text(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--owner", "-q", "--id=x", "--secret-file=/nowhere", "--help", "-n"})
    void aFlagIsAValueBehindAnEqualsSignOnly(String value) throws JsonSyntaxException {
        assertThat(sent("--name=" + value)).isEqualTo(defaultsWith(ClientField.CLIENT_NAME, text(value)));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListTakesRepeatedFlagsAndCommas(ClientField field) throws JsonSyntaxException {
        assertThat(sent(
                        ClientFlag.nameOf(field),
                        "a,b",
                        ClientFlag.nameOf(field) + "=c",
                        ClientFlag.nameOf(field),
                        "a"))
                .isEqualTo(defaultsWith(field, list("a", "b", "c", "a")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void anEmptyValueEmptiesAList(ClientField field) throws JsonSyntaxException {
        assertThat(sent(ClientFlag.nameOf(field), "")).isEqualTo(defaultsWith(field, list()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            `a b`,           `["a b"]`
            `"a,b",c`,       `["a,b","c"]`
            `"a""b"`,        `["a\\"b"]`
            `\"\"\"\"`,      `["\\""]`
            `""`,            `[""]`
            `a,`,            `["a",""]`
            `,a`,            `["","a"]`
            `,`,             `["",""]`
            `a,,b`,          `["a","","b"]`
            ` a , b `,       `["a","b"]`
            `" a " , b`,     `[" a ","b"]`
            ` `,             `[]`
            `日本語,é`,       `["日本語","é"]`
            `a'b`,           `["a'b"]`
            `a\\,b`,         `["a\\\\","b"]`
            """)
    void valuesOfAListAreQuotedAsInCsv(String value, String sent) throws JsonSyntaxException {
        assertThat(sent("--contact", value)).isEqualTo(defaultsWith(ClientField.CONTACTS, Json.parse(sent)));
    }

    @Test
    void aQuotedValueMayHoldALineBreak() throws JsonSyntaxException {
        assertThat(sent("--contact", "\"a\nb\",c")).isEqualTo(defaultsWith(ClientField.CONTACTS, list("a\nb", "c")));
    }

    @Test
    void anEmptyUseAddsNothingToAList() throws JsonSyntaxException {
        assertThat(sent("--contact", "a", "--contact", "", "--contact", "b"))
                .isEqualTo(defaultsWith(ClientField.CONTACTS, list("a", "b")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            openid,                          openid
            'openid,offline',                openid offline
            '"a,b",c',                       'a,b c'
            '',                              ''
            """)
    void scopesAreJoinedWithSpaces(String value, String sent) throws JsonSyntaxException {
        assertThat(sent("--scope", value)).isEqualTo(defaultsWith(ClientField.SCOPE, text(sent)));
    }

    @Test
    void repeatedScopesAreJoinedToo() throws JsonSyntaxException {
        assertThat(sent("--scope", "a,b", "-a", "c", "--scope=d"))
                .isEqualTo(defaultsWith(ClientField.SCOPE, text("a b c d")));
    }

    @ParameterizedTest
    @MethodSource("booleans")
    void aBooleanNeedsNoValue(ClientField field) throws JsonSyntaxException {
        assertThat(sent(ClientFlag.nameOf(field), "--name", "x")
                        .path(field.field())
                        .booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("booleans")
    void aBooleanMayBeFalse(ClientField field) throws JsonSyntaxException {
        JsonNode no = Json.nodes().booleanNode(false);

        assertThat(sent(ClientFlag.nameOf(field), ClientFlag.nameOf(field) + "=false"))
                .isEqualTo(defaultsWith(field, no));
    }

    @ParameterizedTest
    @CsvSource({
        "1,true", "t,true", "T,true", "true,true", "TRUE,true", "True,true",
        "0,false", "f,false", "F,false", "false,false", "FALSE,false", "False,false"
    })
    void aBooleanIsWrittenAsInGo(String word, boolean sent) throws JsonSyntaxException {
        // The other value first, so that the word alone decides.
        assertThat(sent("--skip-consent=" + !sent, "--skip-consent=" + word))
                .isEqualTo(defaultsWith(ClientField.SKIP_CONSENT, Json.nodes().booleanNode(sent)));
    }

    @ParameterizedTest
    @MethodSource("jsons")
    void jsonIsSentAsItIs(ClientField field) throws JsonSyntaxException {
        String json =
                " {\"keys\":[], \"b\" : [1, null, true, {}], \"a\": 1.50, \"big\": 12345678901234567890, \"e\": \"é\\u0041\"}";

        assertThat(sent(ClientFlag.nameOf(field), json)).isEqualTo(defaultsWith(field, Json.parse(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "5", "1.50", "\"text\"", "true", "null", "{}"})
    void metadataMayBeAnyJson(String json) throws JsonSyntaxException {
        assertThat(sent("--metadata", json)).isEqualTo(defaultsWith(ClientField.METADATA, Json.parse(json)));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void aDurationIsSentAsItIsWritten(ClientField field) throws JsonSyntaxException {
        assertThat(sent(ClientFlag.nameOf(field), "1h30m")).isEqualTo(defaultsWith(field, text("1h30m")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5s", "100µs", "100us", "7ns", "20ms", "0s", "1h1h", "2562047h", "0.000001h"})
    void aDurationIsOneOfGo(String duration) throws JsonSyntaxException {
        assertThat(sent(LIFESPAN, duration))
                .isEqualTo(defaultsWith(ClientField.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN, text(duration)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "h", "1d", "-1h", "+1h", "1H", "1 h", "1h ", ".5s", "1.s", "1,5s", "1e3s", "2562048h"})
    void nothingElseIsADuration(String text) {
        assertThat(Cli.at(hydra.url()).create(LIFESPAN, text))
                .isEqualTo(new Cli.Result(2, "", """
                Error: %s is not a duration such as 1h30m: '%s'
                See 'ory create oauth2-client --help'.
                """.formatted(LIFESPAN, text)));
        assertThat(hydra.calls()).isEmpty();
    }

    @Test
    void aDurationMayHaveAnyNumberOfParts() throws JsonSyntaxException {
        String duration = "1ns".repeat(50_000);

        assertThat(sent(LIFESPAN, duration))
                .isEqualTo(defaultsWith(ClientField.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN, text(duration)));
    }

    @ParameterizedTest
    @CsvSource({"-n,--name", "-g,--grant-type", "-r,--response-type", "-a,--scope"})
    void aShortNameIsThatOfALongOne(String shortName, String longName) {
        JsonNode body = sent(shortName, "x", longName + "=y", shortName + "z");

        ClientField field = ClientField.writable().stream()
                .filter(some -> ClientFlag.nameOf(some).equals(longName))
                .findFirst()
                .orElseThrow();
        assertThat(body.path(field.field()))
                .isEqualTo(
                        switch (field.kind()) {
                            case LIST -> list("x", "y", "z");
                            case WORDS -> text("x y z");
                            case STRING, READ_ONLY, BOOLEAN, JSON, DURATION -> text("z");
                        });
    }
}
