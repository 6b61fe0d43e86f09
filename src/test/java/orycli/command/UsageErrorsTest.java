package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

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
            --ca-cert=               | no file can have the name ''
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
            --endpoint=                         | --endpoint is not a URL such as http://127.0.0.1:4445: ''
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
}
