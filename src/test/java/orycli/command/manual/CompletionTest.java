package orycli.command.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import orycli.Cli;

/** The scripts, in the shells that they are for, as far as these are installed here. */
final class CompletionTest {
    /** What a shell is told, to complete the line $LINE by the script $SCRIPT and to print what can follow. */
    private enum Driver {
        BASH("""
                source "$SCRIPT"
                COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_WORDS=()
                while [[ $LINE =~ ^[[:space:]]*([=:@]|[^[:space:]=:@]+)(.*)$ ]]; do
                  COMP_WORDS+=("${BASH_REMATCH[1]}")
                  LINE=${BASH_REMATCH[2]}
                done
                [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=("")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _ory
                printf '%s\\n' "${COMPREPLY[@]}"
                """),
        ZSH("""
                zmodload zsh/zpty zsh/zselect
                export SCRIPT OUT=$HOME/out
                print -r -- '
                  autoload -Uz compinit && compinit -u -D
                  source $SCRIPT
                  compadd() {
                    local -a found
                    [[ " $* " == *" -"[ADO]" "* ]] || { builtin compadd -A found "$@"; print -rl -- $found >> $OUT }
                    builtin compadd "$@"
                  }
                  comppostfuncs=(ended)
                  ended() { print END >> $OUT }
                  print READY >> $OUT
                ' > $HOME/rc
                : > $OUT
                zpty z zsh -f -i
                zpty -w z 'source $HOME/rc'
                until [[ $(<$OUT) == READY* ]]; do zselect -t 2; done
                zpty -n -w z "$LINE"$'\\t'
                until [[ $(<$OUT) == *END ]]; do zselect -t 2; zpty -r -t z >/dev/null; done
                grep -v '^READY$\\|^END$\\|^$' $OUT | LC_ALL=C sort -u
                """),
        FISH("""
                source $SCRIPT
                complete -C $LINE | string replace -r '\\t.*' ''
                """);

        private final String text;

        Driver(String text) {
            this.text = text;
        }

        String shell() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<String> command() {
            return switch (this) {
                case BASH -> List.of("bash", "--norc", "-c", text);
                case ZSH -> List.of("zsh", "-f", "-c", text);
                case FISH -> List.of("fish", "--no-config", "-c", text);
            };
        }
    }

    @TempDir
    private Path folder;

    private Path asked;

    /** A program that is asked for ids, and says what it was asked. */
    @BeforeEach
    void install() throws IOException {
        asked = folder.resolve("asked");
        Path program = Files.createDirectory(folder.resolve("bin")).resolve("ory");
        Files.writeString(program, """
                #!/bin/sh
                echo "$@" > "$HOME/asked"
                printf '%s\\n' web web-2 'it is $(touch evil)'
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("client.json"), "{}");
        Files.createDirectory(folder.resolve("clients"));
    }

    private static boolean isInstalled(String shell) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    }

    /** What the shell offers behind the line. */
    private List<String> complete(Driver driver, String line) throws IOException, InterruptedException {
        assumeTrue(isInstalled(driver.shell()), driver.shell());
        Path script = folder.resolve("script");
        Cli.Result printed = Cli.run("completion", driver.shell());
        assertThat(printed).isEqualTo(new Cli.Result(0, printed.stdout(), ""));
        Files.writeString(script, printed.stdout());
        ProcessBuilder builder = new ProcessBuilder(driver.command()).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("SCRIPT", script.toString());
        builder.environment().put("LINE", line);
        builder.environment().put("TERM", "dumb");
        Path said = folder.resolve("said");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(line).isTrue();
        return new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void commandsAreCompleted(Driver shell) throws Exception {
        assertThat(complete(shell, "ory "))
                .contains("create", "get", "list", "ls", "auth", "sandbox", "completion", "version", "help");
        assertThat(complete(shell, "ory cr")).containsExactly("create");
        assertThat(complete(shell, "ory create ")).containsExactly("client", "oauth2-client");
        assertThat(complete(shell, "ory list p")).containsExactly("projects");
        assertThat(complete(shell, "ory ls w")).containsExactly("workspace", "workspaces", "ws");
        assertThat(complete(shell, "ory create oauth2-client --name get ")).isEmpty();
        assertThat(complete(shell, "ory completion ")).containsExactly("bash", "fish", "powershell", "zsh");
        assertThat(complete(shell, "ory help e")).containsExactly("environment", "exit-codes");
        assertThat(complete(shell, "ory help create ")).containsExactly("client", "oauth2-client");
        assertThat(complete(shell, "ory sandbox create o")).containsExactly("oauth2-client");
    }

    @ParameterizedTest
    @EnumSource
    void flagsAreCompleted(Driver shell) throws Exception {
        assertThat(complete(shell, "ory create oauth2-client --skip-"))
                .containsExactly("--skip-consent", "--skip-logout-consent", "--skip-tls-verify");
        assertThat(complete(shell, "ory sandbox create client --gr")).containsExactly("--grant-type");
        assertThat(complete(shell, "ory --vers")).containsExactly("--version");
        assertThat(complete(shell, "ory create --he")).containsExactly("--help");
    }

    @ParameterizedTest
    @EnumSource
    void knownValuesAreCompleted(Driver shell) throws Exception {
        List<String> formats = complete(shell, "ory create oauth2-client --format=json");

        assertThat(complete(shell, "ory create oauth2-client --subject-type ")).containsExactly("pairwise", "public");
        assertThat(complete(shell, "ory create client -g client")).containsExactly("client_credentials");
        assertThat(complete(shell, "ory create client --if-exists ")).containsExactly("fail", "skip", "update");
        assertThat(complete(shell, "ory list projects --format y")).containsExactly("yaml");
        assertThat(formats.stream().map(format -> format.replace("--format=", "")))
                .containsExactlyInAnyOrder("json", "json-pretty", "jsonpath=", "jsonpointer=");
        assertThat(complete(shell, "ory update client x --add redirect")).containsExactly("redirect-uri=");
        assertThat(complete(shell, "ory update client x --unset logo")).containsExactly("logo-uri");
        assertThat(complete(shell, "ory create client --name ")).isEmpty();
        assertThat(complete(shell, "ory revoke token x --auth-method client"))
                .containsExactly("client_secret_basic", "client_secret_post");
        assertThat(complete(shell, "ory perform authorization-code --response-mode "))
                .containsExactly("form_post", "query");
        assertThat(complete(shell, "ory perform authorization-code --prompt "))
                .containsExactly("consent", "login", "none", "select_account");
    }

    @ParameterizedTest
    @EnumSource
    void filesAreCompletedWhereAFileIsMeant(Driver shell) throws Exception {
        List<String> behindAt = complete(shell, "ory create client --jwks @cli");

        assertThat(complete(shell, "ory create client --file cli").stream().map(CompletionTest::bare))
                .containsExactly("client.json", "clients");
        assertThat(complete(shell, "ory import oauth2-client client.").stream().map(CompletionTest::bare))
                .containsExactly("client.json");
        assertThat(behindAt.stream().map(CompletionTest::bare)).containsExactly("client.json", "clients");
        assertThat(complete(shell, "ory create client --owner cli")).isEmpty();
    }

    private static String bare(String file) {
        return file.replaceFirst("^@", "").replaceFirst("/$", "");
    }

    @ParameterizedTest
    @EnumSource
    void idsAreAskedOfTheServer(Driver shell) throws Exception {
        assertThat(complete(shell, "ory get oauth2-client -e http://127.0.0.1:1 w"))
                .containsExactly("web", "web-2");
        assertThat(Files.readString(asked))
                .matches("__complete clients ory get oauth2-client -e http://127.0.0.1:1( w)?\\n");
        assertThat(complete(shell, "ory use project we")).containsExactly("web", "web-2");
        assertThat(Files.readString(asked)).startsWith("__complete projects ");
        assertThat(complete(shell, "ory get client x --workspace we")).containsExactly("web", "web-2");
        assertThat(Files.readString(asked)).startsWith("__complete workspaces ");
        complete(shell, "ory delete oauth2-client it");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    /** It cannot be tried everywhere. */
    @ParameterizedTest
    @EnumSource
    void everyCommandHasItsFlags(Shell shell) {
        String word = shell.name().toLowerCase(Locale.ROOT);
        Cli.Result result = Cli.run("completion", word);
        List<String> missing = new ArrayList<>();
        for (String flag : List.of("grant-type", "drop-old", "concurrency", "port", "all", "error-format")) {
            if (!result.stdout().matches("(?s).*(--|-l )" + flag + "\\b.*")) {
                missing.add(flag);
            }
        }

        assertThat(missing).isEmpty();
        assertThat(result.stdout()).doesNotContain("@STEPS@", "@VALUED@", "@VALUES@", "@FLAGS@", "@WORDS@");
    }
}
