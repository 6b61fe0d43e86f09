package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orycli.Cli;

/** Command lines as they are typed, the commands that they name, and the order in which they are read. */
final class ArgumentsTest {
    private static Arguments arguments(String... words) {
        CommandNode tree = OryCommandLine.create(new Cli().terminal(OutputStream.nullOutputStream()))
                .tree();
        return Arguments.of(tree, Arrays.asList(words));
    }

    private static void check(String typed, String path, String ordered) {
        Arguments arguments = arguments(typed.isEmpty() ? new String[0] : typed.split(" "));

        assertThat(arguments.path().stream().map(CommandNode::name).collect(Collectors.joining(" ")))
                .isEqualTo(path);
        assertThat(String.join(" ", ordered(arguments))).isEqualTo(ordered);
    }

    private static List<String> ordered(Arguments arguments) {
        return Stream.concat(arguments.path().stream().map(CommandNode::name), arguments.words().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                       | ''                    | ''
            create                                   | create                | create
            create oauth2-client                     | create oauth2-client  | create oauth2-client
            create client                            | create oauth2-client  | create oauth2-client
            create oauth2-client --name x            | create oauth2-client  | create oauth2-client --name x
            create oauth2-client create              | create oauth2-client  | create oauth2-client create
            crate oauth2-client                      | ''                    | crate oauth2-client
            create oauth2-clien --name x             | create                | create oauth2-clien --name x
            create version                           | create                | create version
            oauth2-client create                     | ''                    | oauth2-client create
            """)
    void findsTheCommand(String typed, String path, String ordered) {
        check(typed, path, ordered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create --name x oauth2-client            | create oauth2-client  | create oauth2-client --name x
            create --name=x oauth2-client            | create oauth2-client  | create oauth2-client --name=x
            create -n x oauth2-client -a y           | create oauth2-client  | create oauth2-client -n x -a y
            create -n=x oauth2-client                | create oauth2-client  | create oauth2-client -n=x
            -e http://x create oauth2-client         | create oauth2-client  | create oauth2-client -e http://x
            -e http://x create -q client --id y      | create oauth2-client  | create oauth2-client -e http://x -q --id y
            create --name oauth2-client oauth2-client | create oauth2-client | create oauth2-client --name oauth2-client
            create --name --id oauth2-client         | create oauth2-client  | create oauth2-client --name --id
            create --skip-consent oauth2-client      | create                | create --skip-consent oauth2-client
            create --name                            | create                | create --name
            """)
    void aFlagBeforeTheNameTakesTheNextWord(String typed, String path, String ordered) {
        check(typed, path, ordered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -h create oauth2-client                  | create oauth2-client  | create oauth2-client -h
            --help create oauth2-client              | create oauth2-client  | create oauth2-client --help
            create -h oauth2-client                  | create oauth2-client  | create oauth2-client -h
            --version create                         | create                | create --version
            create -q oauth2-client                  | create oauth2-client  | create oauth2-client -q
            create --quiet oauth2-client             | create oauth2-client  | create oauth2-client --quiet
            create -y oauth2-client                  | create oauth2-client  | create oauth2-client -y
            create --yes oauth2-client               | create oauth2-client  | create oauth2-client --yes
            -q create oauth2-client                  | ''                    | -q create oauth2-client
            --yes create create oauth2-client        | create oauth2-client  | create oauth2-client --yes create
            create -qy oauth2-client                 | create oauth2-client  | create oauth2-client -qy
            --debug create oauth2-client             | create oauth2-client  | create oauth2-client --debug
            create --dry-run oauth2-client           | create oauth2-client  | create oauth2-client --dry-run
            auth --skip-tls-verify logout            | auth logout           | auth logout --skip-tls-verify
            auth --debug logout                      | auth logout           | auth logout --debug
            -qy create oauth2-client                 | create oauth2-client  | create oauth2-client -qy
            create -nx oauth2-client                 | create oauth2-client  | create oauth2-client -nx
            """)
    void aSwitchTakesNone(String typed, String path, String ordered) {
        check(typed, path, ordered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -- create                                | ''                    | -- create
            create -- oauth2-client                  | create                | create -- oauth2-client
            create -q -- oauth2-client               | create                | create -q -- oauth2-client
            create oauth2-client --name x -- y       | create oauth2-client  | create oauth2-client --name x -- y
            -                                        | ''                    | -
            create - oauth2-client                   | create                | create - oauth2-client
            create --name - oauth2-client            | create oauth2-client  | create oauth2-client --name -
            """)
    void nothingIsMovedAcrossWhatIsNoFlag(String typed, String path, String ordered) {
        check(typed, path, ordered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            help                                     | ''                    | --help
            help create                              | create                | create --help
            help create oauth2-client                | create oauth2-client  | create oauth2-client --help
            help create client                       | create oauth2-client  | create oauth2-client --help
            help help                                | ''                    | --help
            create help                              | create                | create help
            """)
    void helpIsAFlagOfItsTopic(String typed, String path, String ordered) {
        check(typed, path, ordered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sandbox                                  | sandbox               | sandbox
            sandbox --port 1                         | sandbox               | sandbox --port 1
            sandbox -h                               | sandbox               | sandbox -h
            sandbox create client --name x           | sandbox               | sandbox -- create client --name x
            sandbox --port 1 create client -q        | sandbox               | sandbox --port 1 -- create client -q
            sandbox create client --help             | sandbox               | sandbox -- create client --help
            sandbox -- ./run --port 1                | sandbox               | sandbox -- -- ./run --port 1
            sandbox --port=1 -- ./run -- x           | sandbox               | sandbox --port=1 -- -- ./run -- x
            --port 1 sandbox create client           | sandbox               | sandbox --port 1 -- create client
            """)
    void whatFollowsTheSandboxIsPassedOnAsItIs(String typed, String path, String ordered) {
        check(typed, path, ordered);
    }

    @Test
    void wordsAreNotTakenApart() {
        assertThat(ordered(arguments("create", "--name", "my app", "client", "--scope", "")))
                .containsExactly("create", "oauth2-client", "--name", "my app", "--scope", "");
        assertThat(ordered(arguments("", "create"))).containsExactly("", "create");
    }
}
