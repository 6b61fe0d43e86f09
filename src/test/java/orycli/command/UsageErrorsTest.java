package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.FakeHydra;

/** What is said of command lines that cannot be meant. Nothing is sent for any of them. */
final class UsageErrorsTest {
    private static final String NO_SERVER = """
            Error: you are not signed in
            Set ORY_PROJECT_API_KEY to the API key of a project, or run 'ory auth' in a terminal.
            For your own Ory Hydra set --endpoint or ORY_SDK_URL; to try the command, put 'ory sandbox' in front.
            """;

    @RegisterExtension
    private final FakeHydra hydra = new FakeHydra();

    @AfterEach
    void nothingWasSent() {
        assertThat(hydra.calls()).isEmpty();
    }

    private Cli.Result create(String... flags) {
        return Cli.at(hydra.url()).create(flags);
    }

    private static Cli.Result usage(String command, String message) {
        return new Cli.Result(2, "", "Error: " + message + "\nSee '" + command + " --help'.\n");
    }

    private static Cli.Result usage(String message) {
        return usage("ory create oauth2-client", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            creat                                | ory        | unknown command 'creat'; did you mean 'create'?
            cre client                           | ory        | unknown command 'cre'; did you mean 'create'?
            lst projects                         | ory        | unknown command 'lst'; did you mean 'list'?
            list wor                             | ory list   | unknown command 'wor'; did you mean 'workspaces'?
            destroy client                       | ory        | unknown command 'destroy'
            creat oauth2-client                  | ory        | unknown command 'creat'; did you mean 'create'?
            crate --name hunter2                 | ory        | unknown command 'crate'; did you mean 'create'?
            create oauth2-clien                  | ory create | unknown command 'oauth2-clien'; did you mean 'oauth2-client'?
            create oauth2-clients --name x       | ory create | unknown command 'oauth2-clients'; did you mean 'oauth2-client'?
            create -q oauth2-clien               | ory create | unknown flag '-q'; 'ory create' needs a command
            --nope                               | ory        | unknown flag '--nope'; 'ory' needs a command
            --nope create oauth2-client          | ory        | unknown flag '--nope'; 'ory' needs a command
            -q create client                     | ory        | unknown flag '-q'; 'ory' needs a command
            create --nope                        | ory create | unknown flag '--nope'; 'ory create' needs a command
            -                                    | ory        | unknown command '-'
            version extra                        | ory version | unexpected argument 'extra'
            """)
    void anUnknownCommandIsNamedAndANearOneSuggested(String words, String command, String message) {
        assertThat(Cli.at(hydra.url()).execute(words.split(" "))).isEqualTo(usage(command, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --nonsense               | unknown flag '--nonsense'
            --nmae hunter2           | unknown flag '--nmae'; did you mean '--name'?
            --nam hunter2            | unknown flag '--nam'; did you mean '--name'?
            --nam=hunter2            | unknown flag '--nam'; did you mean '--name'?
            --na hunter2             | unknown flag '--na'; did you mean '--name'?
            --NAME hunter2           | unknown flag '--NAME'; did you mean '--name'?
            --token-endpoint hunter2 | unknown flag '--token-endpoint'; did you mean '--token-endpoint-auth-method'?
            --xy hunter2             | unknown flag '--xy'
            --tls hunter2            | unknown flag '--tls'
            --ti hunter2             | unknown flag '--ti'; did you mean '--timeout'?
            -shunter2                | unknown flag '-s'
            -qs                      | unknown flag '-s'
            -s=hunter2               | unknown flag '-s'
            extra                    | unexpected argument 'extra'
            extra hunter2            | unexpected argument 'extra'
            extra --secret hunter2   | unexpected argument
            -                        | unexpected argument '-'
            -- extra                 | unexpected argument 'extra'
            --skip-consent extra     | unexpected argument 'extra' behind --skip-consent
            """)
    void anUnknownFlagIsNamedWithoutWhatFollowsIt(String flags, String message) {
        assertThat(create(flags.split(" "))).isEqualTo(usage(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --name --dry-run         | the flag --name has no value, as --dry-run follows; write --name=--dry-run if that is meant
            -n --dry-run             | the flag --name has no value, as --dry-run follows; write --name=--dry-run if that is meant
            --name -q                | the flag --name has no value, as -q follows; write --name=-q if that is meant
            --name --id=x            | the flag --name has no value, as --id follows; write --name=--id if that is meant
            --name --secret hunter2  | the flag --name has no value, as --secret follows; write --name=--secret if that is meant
            -qn --secret=hunter2     | the flag --name has no value, as --secret follows; write --name=--secret if that is meant
            -name=app                | unknown flag '-name'; did you mean '--name'?
            -name app                | unknown flag '-name'; did you mean '--name'?
            -redirect-uri=http://x   | unknown flag '-redirect-uri'; did you mean '--redirect-uri'?
            -grant-type=x            | unknown flag '-grant-type'; did you mean '--grant-type'?
            -secret=hunter2          | unknown flag '-secret'; did you mean '--secret'?
            """)
    void whatWouldBeReadAsSomethingElseIsRefused(String flags, String message) {
        assertThat(create(flags.split(" "))).isEqualTo(usage(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --name my app            | unexpected argument 'app' behind --name; put a value with blanks in quotes, as in --name "a b"
            --scope openid email     | unexpected argument 'email' behind --scope; separate the values of a list with commas, as in --scope a,b
            --skip-consent true      | unexpected argument 'true' behind --skip-consent; a switch takes its value as in --skip-consent=true
            --skip-consent false     | unexpected argument 'false' behind --skip-consent; a switch takes its value as in --skip-consent=true
            --secret= hunter2        | unexpected argument behind --secret; put a value with blanks in quotes, as in --secret "a b"
            --secret hunter 2        | unexpected argument behind --secret; put a value with blanks in quotes, as in --secret "a b"
            -H X-Token: hunter2      | unexpected argument behind --http-header; put a value with blanks in quotes, as in --http-header "a b"
            """)
    void aValueInSeveralWordsIsExplained(String flags, String message) {
        assertThat(create(flags.split(" "))).isEqualTo(usage(message));
    }

    @Test
    void aMisspeltFlagWithAValueOfTwoLinesIsNotRepeated() {
        assertThat(create("--secrt=abc\nhunter2")).isEqualTo(usage("unknown flag '--secrt'; did you mean '--secret'?"));
        assertThat(create("--secrt\nhunter2")).isEqualTo(usage("unknown flag '--secrt'; did you mean '--secret'?"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --client-id x            | unknown flag '--client-id'; here it is --id
            --client-secret hunter2  | unknown flag '--client-secret'; here it is --secret
            --client-name x          | unknown flag '--client-name'; here it is --name
            --callback x             | unknown flag '--callback'; here it is --redirect-uri
            --callbacks x            | unknown flag '--callbacks'; here it is --redirect-uri
            --post-logout-redirect-uri x | unknown flag '--post-logout-redirect-uri'; here it is --post-logout-callback
            --post-logout-callbacks x | unknown flag '--post-logout-callbacks'; here it is --post-logout-callback
            --allowed-scopes x       | unknown flag '--allowed-scopes'; here it is --scope
            --is-public              | unknown flag '--is-public'; here it is --token-endpoint-auth-method none
            --public                 | unknown flag '--public'; here it is --token-endpoint-auth-method none
            --url http://x           | unknown flag '--url'; here it is --endpoint
            --insecure               | unknown flag '--insecure'; here it is --skip-tls-verify
            --verbose                | unknown flag '--verbose'; here it is --debug
            --output json            | unknown flag '--output'; here it is --format
            --json                   | unknown flag '--json'; here it is --format json
            --access-token hunter2   | unknown flag '--access-token'; here it is -H 'Authorization: Bearer TOKEN'
            --fake-tls-termination   | unknown flag '--fake-tls-termination'; here it is -H 'X-Forwarded-Proto: https'
            --fail-after 2m          | unknown flag '--fail-after'; here it is --wait
            -o json                  | unknown flag '-o'; here it is --format
            -f client.json           | unknown flag '-f'; here it is --file or --format
            """)
    void whatOtherProgramsCallAFlagIsTranslated(String flags, String message) {
        assertThat(create(flags.split(" "))).isEqualTo(usage(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clients create --name x  | ory | unknown command 'clients'; here it is 'ory create oauth2-client'
            clients list             | ory | unknown command 'clients'; here it is 'ory list oauth2-clients'
            clients delete x         | ory | unknown command 'clients'; here it is 'ory delete oauth2-client'
            clients                  | ory | unknown command 'clients'
            login                    | ory | unknown command 'login'; here it is 'ory auth'
            auth login               | ory auth | unknown command 'login'; here it is 'ory auth'
            get client x --client-id y | ory get oauth2-client | unknown flag '--client-id'
            token client --scope a   | ory | unknown command 'token'; here it is 'ory perform client-credentials'
            token user               | ory | unknown command 'token'; here it is 'ory perform authorization-code'
            token introspect hunter2 | ory | unknown command 'token'; here it is 'ory introspect token'
            token revoke hunter2     | ory | unknown command 'token'; here it is 'ory revoke token'
            token delete             | ory | unknown command 'token'; here it is 'ory delete access-tokens'
            token flush              | ory | unknown command 'token'
            introspect hunter2       | ory introspect | unknown command; here it is 'ory introspect token'
            introspect -             | ory introspect | unknown command; here it is 'ory introspect token'
            revoke tokens hunter2    | ory revoke | unknown command; here it is 'ory revoke token'
            delete tokens x          | ory delete | unknown command 'tokens'; here it is 'ory delete access-tokens'
            delete access-token x    | ory delete | unknown command 'access-token'; did you mean 'access-tokens'?
            perform client_credentials | ory perform | unknown command 'client_credentials'; did you mean 'client-credentials'?
            perform authorize-code   | ory perform | unknown command 'authorize-code'; here it is 'ory perform authorization-code'
            perform auth-code        | ory perform | unknown command 'auth-code'; here it is 'ory perform authorization-code'
            perform code             | ory perform | unknown command 'code'; here it is 'ory perform authorization-code'
            perform device           | ory perform | unknown command 'device'; did you mean 'device-code'?
            perform device-flow      | ory perform | unknown command 'device-flow'; here it is 'ory perform device-code'
            perform client           | ory perform | unknown command 'client'; did you mean 'client-credentials'?
            """)
    void whatOtherProgramsCallACommandIsTranslated(String words, String command, String message) {
        assertThat(Cli.at(hydra.url()).execute(words.split(" "))).isEqualTo(usage(command, message));
    }

    @Test
    void theVariableOfOtherProgramsIsNoted() {
        assertThat(Cli.with("HYDRA_ADMIN_URL", hydra.url()).create()).isEqualTo(new Cli.Result(4, "", """
                Error: you are not signed in
                Set ORY_PROJECT_API_KEY to the API key of a project, or run 'ory auth' in a terminal.
                HYDRA_ADMIN_URL is set; ory reads ORY_SDK_URL.
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -h --name create             | ory        | unknown flag '--name'; 'ory' needs a command
            create -h --name oauth2-client | ory create | unknown flag '--name'; 'ory create' needs a command
            help foo auth                | ory        | unknown command 'foo'
            foo -h version               | ory        | unknown command 'foo'
            use -h --x project           | ory use    | unknown flag '--x'; 'ory use' needs a command
            """)
    void whoAsksForHelpIsToldWhatIsNotUnderstood(String words, String command, String message) {
        assertThat(Cli.run(words.split(" "))).isEqualTo(usage(command, message));
    }

    @Test
    void helpIsNotACommandOfItsOwn() {
        assertThat(Cli.run(Stream.generate(() -> "help").limit(10_000).toArray(String[]::new)))
                .isEqualTo(usage("ory", "unknown command 'help'"));
    }

    @Test
    void aHugeWordIsNotRepeated() {
        String huge = "x".repeat(100_000);

        assertThat(create("--" + huge)).isEqualTo(usage("unknown flag '--…'"));
        assertThat(create(huge)).isEqualTo(usage("unexpected argument '" + "x".repeat(80) + "…'"));
        assertThat(create("--timeout", huge).stderr()).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -g CLIENT_CREDENTIALS    | --grant-type does not know 'CLIENT_CREDENTIALS'; did you mean 'client_credentials'?
            -g client-credentials    | --grant-type does not know 'client-credentials'; did you mean 'client_credentials'?
            -g client_credential     | --grant-type does not know 'client_credential'; did you mean 'client_credentials'?
            -g authorize_code        | --grant-type does not know 'authorize_code'; did you mean 'authorization_code'?
            -g device_code           | --grant-type does not know 'device_code'; did you mean 'urn:ietf:params:oauth:grant-type:device_code'?
            -g authorisation_code    | --grant-type does not know 'authorisation_code'; did you mean 'authorization_code'?
            -r idtoken               | --response-type does not know 'idtoken'; did you mean 'id_token'?
            -r CODE id_token         | --response-type does not know 'CODE id_token'; did you mean 'code id_token'?
            --token-endpoint-auth-method None | --token-endpoint-auth-method does not know 'None'; did you mean 'none'?
            --token-endpoint-auth-method basic | --token-endpoint-auth-method does not know 'basic'; did you mean 'client_secret_basic'?
            --subject-type Pairwise  | --subject-type does not know 'Pairwise'; did you mean 'pairwise'?
            --request-object-signing-alg rs256 | --request-object-signing-alg does not know 'rs256'; did you mean 'RS256'?
            """)
    void aSlipForAKnownValueIsRefused(String flags, String message) {
        assertThat(create(flags.split(" ", 2))).isEqualTo(usage(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -g password                                    | grant_types has 'password', which Ory Hydra does not know; it is sent as it is.
            --token-endpoint-auth-method client_secret_jwt | token_endpoint_auth_method has 'client_secret_jwt', which Ory Hydra does not know; it is sent as it is.
            -g client_credentials --token-endpoint-auth-method none | a client with the authentication method 'none' cannot use the grant type 'client_credentials'.
            """)
    void whatIsMostLikelyNotMeantIsSentWithAWarning(String flags, String warning) {
        Cli.Result result = Cli.at(hydra.url()).create(("--dry-run -q " + flags).split(" "));

        assertThat(result).isEqualTo(new Cli.Result(0, "", "Warning: " + warning + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--request-object-signing-alg none",
                "--request-object-signing-alg ES256K",
                "--access-token-strategy JWT",
                "-g refresh_token,implicit",
                "--userinfo-signed-response-alg RS256"
            })
    void aKnownValueAlwaysPasses(String flags) {
        assertThat(Cli.at(hydra.url()).create(("--dry-run -q " + flags).split(" ")))
                .isEqualTo(new Cli.Result(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--error-format xml", "--error-format="})
    void errorsHaveTwoFormats(String flags) {
        assertThat(create(flags.split(" ")))
                .isEqualTo(usage("the format of errors is text or json, not '" + flags.replaceFirst(".*[ =]", "")
                        + "' (--error-format, ORY_ERROR_FORMAT)"));
    }

    @ParameterizedTest
    @CsvSource({"--name,--name", "-n,--name", "--scope x -g,--grant-type", "--timeout,--timeout", "-H,--http-header"})
    void aMissingValueIsAskedFor(String flags, String name) {
        assertThat(create(flags.split(" "))).isEqualTo(usage("the flag " + name + " needs a value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sercet hunter2", "--sercet=hunter2", "--sercet= hunter2", "-qshunter2"})
    void aMisspeltSecretIsNotRepeated(String flags) {
        Cli.Result result = create(flags.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).startsWith("Error: unknown flag '").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --skip-consent=maybe                 | --skip-consent: 'maybe' is neither true nor false
            --skip-consent=yes                   | --skip-consent: 'yes' is neither true nor false
            --backchannel-logout-session-required=2 | --backchannel-logout-session-required: '2' is neither true nor false
            --debug=on                           | --debug: 'on' is neither true nor false
            --dry-run=                           | --dry-run: '' is neither true nor false
            --skip-consent --skip-consent=       | --skip-consent: '' is neither true nor false
            -q=                                  | --quiet: '' is neither true nor false
            -q=no                                | --quiet: 'no' is neither true nor false
            --scope a,"b                         | --scope has bad CSV quoting in column 3: the closing quote is missing
            -a a,"b                              | --scope has bad CSV quoting in column 3: the closing quote is missing
            --contact a"b                        | --contact has bad CSV quoting in column 2: a quote inside a value that does not begin with one
            --contact "a"b                       | --contact has bad CSV quoting in column 4: text behind the closing quote
            --contact ok --contact "             | --contact has bad CSV quoting in column 1: the closing quote is missing
            --metadata {"a":hunter2}             | --metadata is not JSON: it is malformed (line 1, column 6)
            --metadata {"a":"hunter2             | --metadata is not JSON: it ends too early (line 1, column 14)
            --metadata hunter2                   | --metadata is not JSON: it is malformed (line 1, column 1)
            --metadata {'a':1}                   | --metadata is not JSON: it is malformed (line 1, column 2)
            --metadata=                          | --metadata is not JSON: it is empty
            --jwks {"k":hunter2}                 | --jwks is not JSON: it is malformed (line 1, column 6)
            --jwks=                              | --jwks is not JSON: it is empty
            --jwks {"keys":[{"kty":"EC","d":"hunter2"}]} | jwks holds a private key, which would go to the server; give the public keys alone
            --jwks {"keys":[{"kty":"oct","k":"hunter2"}]} | jwks holds a private key, which would go to the server; give the public keys alone
            --implicit-grant-id-token-lifespan 1d | --implicit-grant-id-token-lifespan is not a duration such as 1h30m: '1d'
            """)
    void aBadValueIsExplained(String flags, String message) {
        assertThat(create(flags.split(" "))).isEqualTo(usage(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --format nope            | unknown format "nope": it is one of table (or default), json, json-pretty, yaml, jsonpath=PATH, jsonpointer=POINTER, quiet
            --format jsno            | unknown format "jsno": it is one of table (or default), json, json-pretty, yaml, jsonpath=PATH, jsonpointer=POINTER, quiet; did you mean 'json'?
            --format=                | unknown format "": it is one of table (or default), json, json-pretty, yaml, jsonpath=PATH, jsonpointer=POINTER, quiet
            -q --format nope         | unknown format "nope": it is one of table (or default), json, json-pretty, yaml, jsonpath=PATH, jsonpointer=POINTER, quiet
            --timeout x              | --timeout is not a duration such as 30s: 'x'
            --timeout 30             | --timeout is not a duration such as 30s: '30'
            --timeout 0s             | --timeout is not between 1ms and 24h: '0s'
            --timeout 1ns            | --timeout is not between 1ms and 24h: '1ns'
            --timeout 1000h          | --timeout is not between 1ms and 24h: '1000h'
            --ca-cert=               | --ca-cert names no file
            --timeout=               | --timeout is not a duration such as 30s: ''
            -H hunter2               | --http-header is not 'Name: value' in plain ASCII
            -H :hunter2              | --http-header is not 'Name: value' in plain ASCII
            -H X-Token:hunter2é      | --http-header is not 'Name: value' in plain ASCII
            -H=                      | --http-header is not 'Name: value' in plain ASCII
            --client-cert c.pem      | --client-cert and --client-key need each other
            --client-key k.pem       | --client-cert and --client-key need each other
            -c http://localhost/cb   | -c names the configuration file, not a callback; use --redirect-uri http://localhost/cb
            --pgp-key a --keybase b  | only one of --pgp-key, --pgp-key-url and --keybase can be given
            --pgp-key a --pgp-key-url http://b | only one of --pgp-key, --pgp-key-url and --keybase can be given
            --pgp-key-url hunter2    | --pgp-key-url is not a URL such as https://example.org/key.asc
            --pgp-key !!!            | --pgp-key cannot be used: it is neither base64 nor an armored PGP key
            """)
    void aBadSettingIsExplained(String flags, String message) {
        assertThat(create(flags.split(" "))).isEqualTo(usage(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -e http://127.0.0.1:1 --project p   | only one of --endpoint and --project can be given
            --project p -e http://127.0.0.1:1   | only one of --endpoint and --project can be given
            -e http://127.0.0.1:1 --workspace w | only one of --endpoint and --workspace can be given
            -e nonsense                         | --endpoint is not a URL such as http://127.0.0.1:4445: 'nonsense'
            -e 127.0.0.1:4445                   | --endpoint is not a URL such as http://127.0.0.1:4445: '127.0.0.1:4445'
            -e ftp://127.0.0.1                  | --endpoint is not a URL such as http://127.0.0.1:4445: 'ftp://127.0.0.1'
            -e http://127.0.0.1/#hunter2        | --endpoint has a query or a fragment, which no endpoint has
            -e http://127.0.0.1/?x=hunter2      | --endpoint has a query or a fragment, which no endpoint has
            -e ftp://user:hunter2@host          | --endpoint is not a URL such as http://127.0.0.1:4445
            --endpoint=                         | --endpoint is empty
            """)
    void aTargetThatIsNotClearIsRefused(String flags, String message) {
        assertThat(create(flags.split(" "))).isEqualTo(usage(message));
    }

    @Test
    void aVariableThatIsNotAUrlIsNamed() {
        assertThat(Cli.at("nonsense").create())
                .isEqualTo(usage("the environment variable ORY_SDK_URL is not a URL such as http://127.0.0.1:4445:"
                        + " 'nonsense'"));
    }

    @Test
    void withoutAServerTheWaysToNameOneAreListed() {
        assertThat(new Cli().create()).isEqualTo(new Cli.Result(4, "", NO_SERVER));
    }

    @Test
    void anEmptyVariableIsUnset() {
        assertThat(Cli.at("").create()).isEqualTo(new Cli.Result(4, "", NO_SERVER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--project", "--workspace"})
    void aPlaceOnOryNetworkWinsOverTheVariable(String flag) {
        assertThat(create(flag, "mine")).isEqualTo(new Cli.Result(4, "", NO_SERVER));
    }

    @Test
    void theAddressOfAProjectNamesTheProject() {
        assertThat(Cli.at("https://silly-raman-x2mz7c3nkx.projects.oryapis.com").create())
                .isEqualTo(new Cli.Result(4, "", NO_SERVER));
        assertThat(Cli.at("http://p.projects.oryapis.localhost:" + hydra.port())
                        .and("ORY_ORYAPIS_URL", "http://oryapis.localhost:" + hydra.port())
                        .create())
                .isEqualTo(new Cli.Result(4, "", NO_SERVER));
    }

    @Test
    void whatIsTypedCannotForgeALine() {
        assertThat(create("a\nError: b\r\tc\u001b[31md\u009b31me\u202ef\u2028g"))
                .isEqualTo(usage("unexpected argument 'a\\nError: b\\r\\tc\\u001B[31md\\u009B31me\\u202Ef\\u2028g'"));
    }

    @Test
    void aWordThatMayBeTheClientsSecretIsNotRepeated() {
        Cli.Result result = Cli.run("perform", "client-credentials", "--client-id", "app", "hunter2");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr())
                .startsWith("Error: unexpected argument behind --client-id")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client-credentials --scope a b --client-id app | unexpected argument behind --scope; separate the values of a"
                        + " list with commas, as in --scope a,b",
                "client-credentials --debug true --client-id app | unexpected argument behind --debug; a switch takes its value"
                        + " as in --debug=true",
                "client-credentials app --client-id=app | unexpected argument",
            })
    void looksForTheClientInAllThatIsTyped(String typed, String problem) {
        assertThat(Cli.run(("perform " + typed).split(" ")).stderr())
                .isEqualTo("Error: " + problem + "\nSee 'ory perform client-credentials --help'.\n");
    }

    @Test
    void saysWhichFlagNamesAClient() {
        assertThat(Cli.run("perform", "client-credentials", "--client-secret", "hunter2", "app"))
                .isEqualTo(new Cli.Result(2, "", """
                        Error: unexpected argument; the client is named with --client-id
                        See 'ory perform client-credentials --help'.
                        """));
    }
}
