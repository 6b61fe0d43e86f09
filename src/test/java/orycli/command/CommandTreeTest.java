package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import orycli.Cli;
import picocli.CommandLine;

/** The stubs of commands that are not asked for, and the commands that they stand for. */
final class CommandTreeTest {
    private static CommandNode tree() {
        return OryCommandLine.create(new Cli().terminal(OutputStream.nullOutputStream()))
                .tree();
    }

    @Test
    void onlyTheAskedCommandIsBuilt() {
        CommandNode tree = tree();
        CommandNode create = tree.child("create").orElseThrow();

        CommandLine line = tree.build(List.of(create));

        CommandLine built = child(line, "create");
        assertThat(built.getCommandSpec().optionsMap()).containsKey("--help");
        assertThat(line.getSubcommands().keySet())
                .isEqualTo(Set.of(
                        "create", "get", "list", "ls", "update", "delete", "rotate", "import", "use", "auth", "sandbox",
                        "version"));
        assertThat(isStub(child(line, "sandbox"))).isTrue();
        assertThat(isStub(child(line, "version"))).isTrue();
        assertThat(isStub(child(built, "oauth2-client"))).isTrue();
    }

    @Test
    void anAliasLeadsToTheSameCommand() {
        CommandNode create = tree().child("create").orElseThrow();

        assertThat(create.child("client"))
                .isPresent()
                .hasValueSatisfying(node -> assertThat(node.name()).isEqualTo("oauth2-client"));
        assertThat(create.child("clients")).isEmpty();
    }

    private static CommandLine child(CommandLine line, String name) {
        return Objects.requireNonNull(line.getSubcommands().get(name), name);
    }

    private static boolean isStub(CommandLine line) {
        return line.getCommandSpec().userObject() == null
                && line.getCommandSpec().options().isEmpty();
    }
}
