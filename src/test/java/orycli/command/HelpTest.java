package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orycli.Cli;
import orycli.command.option.ClientFlag;
import orycli.hydra.ClientField;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;

/** What the program says about itself. */
final class HelpTest {
    private static final int WIDTH = 100;
    private static final String CREATE_CLIENT = "create oauth2-client";

    private static final String ROOT = """
            Usage: ory [-h] [--version] [COMMAND]

            Manages OAuth 2.0 clients on Ory Network and self-hosted Ory Hydra.

              -h, --help      Show this help.
                  --version   Print the version.

            Commands:
              create    Create resources.
              get       Get resources.
              list, ls  List resources.
              update    Update resources.
              delete    Delete resources.
              rotate    Rotate secrets.
              import    Import resources.
              use       Select what the other commands work with.
              auth      Sign in to Ory Network with a browser, or show who is signed in.
              sandbox   Run an in-memory Hydra on loopback, for trying commands and testing scripts.
              version   Print the version.
            """;

    private static final String ROOT_EXAMPLES = """

            Examples:
              ory sandbox create oauth2-client --name "my app"     # try it, without a server
              ory create oauth2-client --help
            """;

    private static final String CREATE = """
            Usage: ory create [-h] [COMMAND]

            Create resources.

              -h, --help   Show this help.

            Commands:
              oauth2-client, client  Create an OAuth 2.0 client.
            """;

    private static final String EXIT_CODES = """

            Exit codes:
              0     done
              1     the server or a file said no
              2     wrong usage; nothing was sent
              3     some of several items failed
              4     not signed in, or the credentials were refused
              5     the server could not be reached, or it is unknown whether it acted
              130   interrupted (129 by SIGHUP, 143 by SIGTERM)
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
                .filter(line -> line.matches(" {2,6}-.*"))
                .flatMap(line -> Pattern.compile("(?<=^ {2,6}|, )--?[A-Za-z-]+")
                        .matcher(line)
                        .results()
                        .map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-h", "--help", "help", "help --help"})
    void theProgramListsItsCommands(String words) {
        assertThat(Cli.run(words.isEmpty() ? new String[0] : words.split(" ")))
                .isEqualTo(new Cli.Result(0, ROOT + EXIT_CODES + ROOT_EXAMPLES, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "create -h", "create --help", "help create", "-h create", "create --help --nope"})
    void aGroupListsItsCommands(String words) {
        assertThat(Cli.run(words.split(" "))).isEqualTo(new Cli.Result(0, CREATE + EXIT_CODES, ""));
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
    void theVersionIsPrintedByAFlagAndByACommand() {
        Cli.Result result = Cli.run("version");

        assertThat(result.stdout())
                .matches("Version: {4}\\S+\\nJava: {7}" + Pattern.quote("" + Runtime.version()) + "\\n");
        assertThat(result).isEqualTo(new Cli.Result(0, result.stdout(), "")).isEqualTo(Cli.run("--version"));
    }

    @Test
    void theFlagsOfAClientAreGrouped() {
        assertThat(helpOf(CREATE_CLIENT).lines().filter(line -> line.matches("\\S.*:")))
                .containsExactly(
                        "Client:",
                        "Redirects and URLs:",
                        "Authentication at the token endpoint:",
                        "Logout:",
                        "Token lifespans, such as 1h30m:",
                        "Secret and encryption:",
                        "Where to write:",
                        "Connection and session:",
                        "Output:",
                        "Exit codes:",
                        "Examples:");
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
    void exitCodesAreThoseOfTheProgram(String command) {
        String codes = ExitCode.meanings().entrySet().stream()
                .map(code -> "  %-4s  %s\n".formatted(code.getKey(), code.getValue()))
                .collect(Collectors.joining("", "\nExit codes:\n", ""));

        assertThat(helpOf(command)).contains(codes);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsTheScreen(String command) {
        assertThat(helpOf(command).lines()).isNotEmpty().allMatch(line -> line.length() <= WIDTH);
    }

    /** An example that is broken into two lines can no longer be copied. */
    @ParameterizedTest
    @MethodSource("commands")
    void noLineBelowTheFlagsIsBroken(String command) {
        Command annotation = node(command)
                .command()
                .map(maker -> maker.get().getClass().getAnnotation(Command.class))
                .orElse(null);

        List<String> footer = Stream.of(annotation == null ? new String[0] : annotation.footer())
                .map(line -> line.replace("%%", "%"))
                .toList();
        assertThat(helpOf(command).lines().toList()).endsWith(footer.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesUseCommandsAndFlagsThatExist(String command) {
        String help = helpOf(command);
        List<String> examples = Pattern.compile("(?<=^ {2}|\\$\\(|sandbox )ory [^|#]*", Pattern.MULTILINE)
                .matcher(help.substring(help.indexOf("\nExamples:\n") + 1)
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

    private static String named(List<String> words) {
        return Arguments.of(TREE, words).path().stream().map(CommandNode::name).collect(Collectors.joining(" "));
    }
}
