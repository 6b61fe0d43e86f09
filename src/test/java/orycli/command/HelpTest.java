package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.command.option.ClientFlag;
import orycli.hydra.ClientField;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;

/** What the program says about itself. */
final class HelpTest {
    private static final String CREATE_CLIENT = "create oauth2-client";

    private static final String ROOT = """
            Usage: ory COMMAND [FLAGS]

            Manages OAuth 2.0 clients on Ory Network and self-hosted Ory Hydra.

            Examples:
              # try it, without a server
              ory sandbox create oauth2-client --name "my app"

              # on your own Ory Hydra
              ory create oauth2-client --endpoint http://127.0.0.1:4445 --name "my app"

              # on Ory Network: sign in, select a project, create
              ory auth
              ory use project silly-raman
              ory create oauth2-client --name "my app" --redirect-uri http://localhost/cb

            Commands:
              create         Create oauth2-client.
              get            Get oauth2-client or project.
              list, ls       List oauth2-clients, projects or workspaces.
              update         Update oauth2-client.
              delete         Delete oauth2-client or access-tokens.
              rotate         Rotate oauth2-client-secret.
              import         Import oauth2-client.
              perform        Perform client-credentials, authorization-code or device-code.
              introspect     Introspect token.
              revoke         Revoke token.
              use            Select project or workspace.
              auth           Sign in to Ory Network with a browser, or show who is signed
                             in.
              sandbox        Run an in-memory Hydra on loopback, for trying commands and
                             testing scripts.
              completion     Complete commands in bash, zsh, fish or powershell.
              version        Print the version.
              help           Explain a command, or one of the topics below.

            Flags:
              -h, --help     Show this help.
                  --version  Print the version.

            Help topics:
              exit-codes     What the exit code of a command says.
              environment    The environment variables that are read.
              formats        How results and failures are printed.

            See 'ory COMMAND --help', and 'ory help TOPIC'.

            Questions about Ory Hydra and Ory Network are answered at
            https://github.com/orgs/ory/discussions.
            """;

    private static final String CREATE = """
            Usage: ory create COMMAND [FLAGS]

            Create oauth2-client.

            Commands:
              oauth2-client, client  Create an OAuth 2.0 client.

            Flags:
              -h, --help             Show this help.

            See 'ory create COMMAND --help'.
            """;

    private static final String GET = """
            Usage: ory get oauth2-client ID... [FLAGS]

            Get OAuth 2.0 clients.

            One client is printed as an object, several as an array or table, in the order
            asked. A server never shows a secret again.

            Examples:
              ory get oauth2-client my-app --format json-pretty

              # copy a client to another server
              ory get oauth2-client my-app --format json |
                ory create oauth2-client --file - --endpoint http://127.0.0.1:4445

            Arguments:
              ID...                         The ids of the clients.

            Flags:
              -h, --help                    Show this help.

            """;

    private static final String EXIT_CODES = """
            What the exit code of a command says.

            Exit codes:
              0    done
              1    the server or a file said no
              2    wrong usage; nothing was sent
              3    some of several items failed
              4    not signed in, or the credentials were refused
              5    the server could not be reached, or it is unknown whether it acted
              130  interrupted (129 by SIGHUP, 143 by SIGTERM)

            Behind 'ory sandbox --', the exit code is that of the program.

            With --error-format json a failure also names its kind on stderr; see 'ory help
            formats'.
            """;

    private static final CommandNode TREE = OryCommandLine.create(new Cli().terminal(OutputStream.nullOutputStream()))
            .tree();

    /** The words of every command that there is. */
    static Stream<String> commands() {
        return commands("", TREE);
    }

    private static Stream<String> commands(String words, CommandNode node) {
        return Stream.concat(
                Stream.of(words),
                node.children().stream().flatMap(child -> commands((words + " " + child.name()).strip(), child)));
    }

    private static CommandNode node(String command) {
        List<CommandNode> path = Arguments.of(TREE, List.of(command.split(" "))).path();
        return path.isEmpty() ? TREE : path.get(path.size() - 1);
    }

    /** The help of a command, {@code create}, say. */
    private static String helpOf(String command) {
        Cli.Result result = Cli.run((command + " --help").strip().split(" "));

        assertThat(result.exitCode()).isZero();
        return result.stdout();
    }

    /** The flags that are explained, by all their names. */
    private static Set<String> flags(String help) {
        return help.lines()
                .filter(line -> line.matches(" {2}(-.*|    --.*)"))
                .flatMap(line -> Pattern.compile("(?<=^ {2}|^ {6}|, )--?[A-Za-z-]+")
                        .matcher(line)
                        .results()
                        .map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-h", "--help", "help", "help --help"})
    void theProgramListsItsCommands(String words) {
        assertThat(Cli.run(words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(new Cli.Result(0, ROOT, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "create -h", "create --help", "help create", "-h create", "create --help --nope"})
    void aGroupListsItsCommands(String words) {
        assertThat(Cli.run(words.split(" "))).isEqualTo(new Cli.Result(0, CREATE, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create oauth2-client -h",
                "create oauth2-client --help",
                "create client --help",
                "help create oauth2-client",
                "help create client",
                "-h create oauth2-client",
                "create -h oauth2-client",
                "create oauth2-client --name x -h",
                "create oauth2-client -h --name x",
                "create oauth2-client -qh",
                "create oauth2-client extra -h",
                "create oauth2-client --nope --help",
                "create --name x oauth2-client -h",
            })
    void helpIsPrintedWhereverItIsAskedFor(String words) {
        assertThat(Cli.run(words.split(" "))).isEqualTo(new Cli.Result(0, helpOf(CREATE_CLIENT), ""));
    }

    @Test
    void aValueIsNoQuestionForHelp() {
        assertThat(Cli.run("create", "oauth2-client", "--name=--help").exitCode())
                .isEqualTo(ExitCode.NOT_AUTHENTICATED);
    }

    @Test
    void helpIsNotAFailedWriteInDisguise() {
        Cli.Result result = new Cli().stdout(new FullDisk()).execute("--help");

        assertThat(result)
                .isEqualTo(new Cli.Result(1, "", "Error: cannot write to standard output: No space left on device\n"));
    }

    @Test
    void theVersionIsPrintedForPrograms() {
        Cli.Result result = Cli.run("version", "--format", "json");

        assertThat(result)
                .isEqualTo(new Cli.Result(
                        0,
                        "{\"version\":\"%s\",\"commit\":\"%s\",\"date\":\"%s\",\"runtime\":\"java\",\"java\":\"%s\"}\n"
                                .formatted(
                                        BuildInfo.read().version(),
                                        BuildInfo.read().commit(),
                                        BuildInfo.read().date(),
                                        Runtime.version()),
                        ""));
        assertThat(Cli.run("version", "-q").stdout()).isEqualTo(BuildInfo.read().version() + "\n");
        assertThat(Cli.run("version", "--format", "table")).isEqualTo(Cli.run("version"));
    }

    @Test
    void theVersionIsPrintedByAFlagAndByACommand() {
        Cli.Result result = Cli.run("version");

        assertThat(result.stdout())
                .matches("Version: {4}\\S+\\nJava: {7}" + Pattern.quote("" + Runtime.version()) + "\\n");
        assertThat(result).isEqualTo(new Cli.Result(0, result.stdout(), "")).isEqualTo(Cli.run("--version"));
    }

    @Test
    void examplesComeBeforeFlagsAndWhatHardlyAnybodyWantsComesLast() {
        assertThat(helpOf(CREATE_CLIENT).lines().filter(line -> line.matches("\\S.*:")))
                .containsExactly(
                        "Examples:",
                        "Flags:",
                        "Client:",
                        "Redirects and URLs:",
                        "Authentication at the token endpoint:",
                        "Logout:",
                        "Secret and encryption:",
                        "Server:",
                        "Connection and session:",
                        "Output:",
                        "Token lifespans, such as 1h30m:");
    }

    @Test
    void aCommandIsExplained() {
        assertThat(helpOf("get oauth2-client")).startsWith(GET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help exit-codes", "help help exit-codes", "--help exit-codes", "help exit-codes -h"})
    void aTopicIsExplained(String words) {
        assertThat(Cli.run(words.split(" "))).isEqualTo(new Cli.Result(0, EXIT_CODES, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            help exit-code       | unknown command 'exit-code'; did you mean 'exit-codes'?
            help env             | unknown command 'env'; did you mean 'environment'?
            help creat           | unknown command 'creat'; did you mean 'create'?
            exit-codes           | unknown command 'exit-codes'
            help exit-codes more | unknown command 'exit-codes'
            """)
    void aTopicThatThereIsNotIsAnError(String words, String message) {
        assertThat(Cli.run(words.split(" ")))
                .isEqualTo(new Cli.Result(2, "", "Error: " + message + "\nSee 'ory --help'.\n"));
    }

    @Test
    void theManualNamesEveryVariable() throws IOException {
        List<String> inThePages = Files.readString(Path.of("docs", "targets.md"))
                .lines()
                .filter(line -> line.matches("\\| `[A-Z0-9_]+`.*"))
                .flatMap(line -> Pattern.compile("`([A-Z0-9_]+)`")
                        .matcher(line.substring(0, line.indexOf('|', 1)))
                        .results()
                        .map(name -> name.group(1)))
                .toList();

        assertThat(Cli.run("help", "environment").stdout().lines())
                .filteredOn(line -> line.matches(" {2}[A-Z].*"))
                .extracting(line -> line.strip().replaceFirst(" .*", ""))
                .containsExactlyInAnyOrderElementsOf(inThePages);
    }

    @Test
    void theManualNamesEveryFormat() {
        assertThat(Cli.run("help", "formats").stdout().lines())
                .filteredOn(line -> line.matches(" {2}[a-z]+(-[a-z]+)?(=[A-Z]+)? {2,}.*"))
                .extracting(line -> line.strip().replaceFirst(" .*", ""))
                .containsExactly("table", "json", "json-pretty", "yaml", "jsonpath=PATH", "jsonpointer=POINTER");
    }

    /** What is sent, or done, where a flag is not given. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --metadata                     | {}
            --grant-type                   | authorization_code
            --response-type                | code
            --scope                        | offline_access,offline,openid, given by the server
            --subject-type                 | public
            --token-endpoint-auth-method   | client_secret_basic
            --request-object-signing-alg   | RS256
            --if-exists                    | fail
            --config                       | ORY_CONFIG_PATH, or .ory-cloud.json in your home
            --timeout                      | 30s
            --format                       | table
            --error-format                 | ORY_ERROR_FORMAT, or text
            """)
    void defaultsAreShown(String flag, String value) {
        String help = helpOf(CREATE_CLIENT).replaceAll("\n {10,}", " ");

        assertThat(help.lines().filter(line -> line.matches(".*" + flag + "=.*")))
                .singleElement(STRING)
                .endsWith(" Default: " + value);
    }

    /** The same flag has other words where it is about something else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create oauth2-client       | Print ids only.
            perform client-credentials | Print the access token only.
            perform authorization-code | Print the access token only.
            perform device-code        | Print the access token only.
            introspect token           | Print true or false only.
            version                    | Print the version only.
            perform authorization-code | or separated by commas. Default: offline,openid
            perform device-code        | or separated by commas. Default: offline,openid
            perform client-credentials | The public API of an Ory Hydra. Also set by ORY_SDK_URL.
            """)
    void flagsAreExplainedForTheirCommand(String command, String text) {
        assertThat(helpOf(command).replaceAll("\n {10,}", " ")).contains(text + "\n");
    }

    @Test
    void theScopeIsIndeedGivenByTheServer() {
        assertThat(Cli.run("sandbox", "create", "oauth2-client", "--format", "jsonpath=scope")
                        .stdout())
                .isEqualTo("\"offline_access offline openid\"\n");
    }

    @Test
    void everyFlagIsExplained() {
        Stream<String> others = Stream.of(
                ("--file --if-exists --ignore-unknown --wait --secret-file --dry-run --pgp-key --pgp-key-url --keybase --endpoint -e --project --workspace"
                                + " --config -c --http-header -H --ca-cert --client-cert --client-key"
                                + " --skip-tls-verify --timeout --debug --yes -y --format --quiet -q --error-format --help -h"
                                + " -n -g -r -a")
                        .split(" "));

        assertThat(flags(helpOf(CREATE_CLIENT)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(others, ClientField.writable().stream().map(ClientFlag::nameOf))
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsTheScreen(String command) {
        assertThat(helpOf(command).lines()).isNotEmpty().allMatch(line -> line.length() <= 80);
        assertThat(wideHelpOf(command, 100).lines()).allMatch(line -> line.length() <= 100);
        assertThat(wideHelpOf(command, 400)).isEqualTo(wideHelpOf(command, 100));
    }

    private static String wideHelpOf(String command, int columns) {
        return new Cli()
                .onScreen(columns)
                .execute((command + " --help").strip().split(" "))
                .stdout();
    }

    @Test
    void helpIsAsWideAsTheScreen() {
        Cli.Result narrow = new Cli().onScreen(50).execute("use", "--help");

        assertThat(narrow).isEqualTo(new Cli.Result(0, """
                Usage: ory use COMMAND [FLAGS]

                Select project or workspace.

                Commands:
                  project     Select a project for the commands
                              that follow, or show which one is
                              selected.
                  workspace, workspaces, ws
                              Select a workspace for the commands
                              that follow, or show which one is
                              selected.

                Flags:
                  -h, --help  Show this help.

                See 'ory use COMMAND --help'.
                """, ""));
        assertThat(Cli.with("COLUMNS", "50").execute("use", "--help")).isEqualTo(narrow);
        assertThat(Cli.with("COLUMNS", "50").onScreen(90).execute("use", "--help"))
                .isEqualTo(narrow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "wide", "99999999999"})
    void aWidthThatIsNoneIsNotHeeded(String columns) {
        assertThat(Cli.with("COLUMNS", columns).execute("--help")).isEqualTo(Cli.run("--help"));
        assertThat(new Cli().onScreen().and("COLUMNS", columns).execute("--help"))
                .isEqualTo(Cli.run("--help"));
    }

    @Test
    void headingsAreBoldOnAScreen() {
        String bold = CREATE.replaceAll("(Usage|Commands|Flags):", "\033[1m$1:\033[0m");

        assertThat(new Cli().onScreen().and("TERM", "xterm").execute("create")).isEqualTo(new Cli.Result(0, bold, ""));
        assertThat(new Cli().interactive().and("TERM", "xterm").execute("create"))
                .isEqualTo(new Cli.Result(0, CREATE, ""));
        assertThat(new Cli().onScreen().execute("create")).isEqualTo(new Cli.Result(0, CREATE, ""));
        assertThat(new Cli().onScreen().and("TERM", "dumb").execute("create")).isEqualTo(new Cli.Result(0, CREATE, ""));
        assertThat(new Cli()
                        .onScreen()
                        .and("TERM", "xterm")
                        .and("NO_COLOR", "1")
                        .execute("create"))
                .isEqualTo(new Cli.Result(0, CREATE, ""));
    }

    /** An example that is broken into two lines can no longer be copied; texts are paragraphs, and no lines. */
    @ParameterizedTest
    @MethodSource("commands")
    void examplesAreShownAsTheyAre(String command) {
        Command annotation = node(command)
                .command()
                .map(maker -> maker.get().getClass().getAnnotation(Command.class))
                .orElse(null);
        List<String> examples = annotation == null ? List.of() : List.of(annotation.footer());

        assertThat(examples).allMatch(line -> line.length() <= 78 && !line.matches("Examples:| {3,}.*"));
        assertThat(helpOf(command))
                .contains(examples.stream()
                        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesUseCommandsAndFlagsThatExist(String command) {
        String help = helpOf(command);
        List<String> examples = Pattern.compile("(?<=^ {2}|\\$\\(|sandbox )ory [^|#]*", Pattern.MULTILINE)
                .matcher(help.substring(help.indexOf("\nExamples:\n") + 1, end(help))
                        .replace("\\\n", " ")
                        .replaceAll("\\$\\(gpg.*?\\)", "KEY"))
                .results()
                .map(MatchResult::group)
                .flatMap(String::lines)
                .filter(line -> line.startsWith("ory "))
                .toList();

        assertThat(examples.isEmpty()).isEqualTo(!help.contains("\nExamples:\n"));
        for (String example : examples) {
            List<String> words = List.of(example.split(" "));
            String named = named(words.subList(1, words.size()));
            Set<String> known = flags(helpOf(named));
            if (named.equals("sandbox")) {
                known.addAll(flags(helpOf(CREATE_CLIENT)));
            }
            assertThat(named).as(example).isNotEmpty();
            assertThat(words).filteredOn(word -> word.matches("--?[a-zA-Z].*")).isSubsetOf(known);
        }
    }

    /** Where the examples end: at the next heading. */
    private static int end(String help) {
        int begin = help.indexOf("\nExamples:\n");
        Matcher heading = Pattern.compile("^\\S", Pattern.MULTILINE).matcher(help);
        return begin >= 0 && heading.find(begin + "\nExamples:\n".length()) ? heading.start() : help.length();
    }

    private static String named(List<String> words) {
        return Arguments.of(TREE, words).path().stream().map(CommandNode::name).collect(Collectors.joining(" "));
    }
}
