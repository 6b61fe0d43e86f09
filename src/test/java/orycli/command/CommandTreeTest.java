package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orycli.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The stubs of commands that are not asked for, and the commands that they stand for. */
final class CommandTreeTest {
    private static CommandNode tree() {
        return OryCommandLine.create(new Cli().terminal(OutputStream.nullOutputStream()))
                .tree();
    }

    static Stream<Named<CommandNode>> nodes() {
        return withDescendants(tree()).map(node -> Named.of(node.name(), node));
    }

    private static Stream<CommandNode> withDescendants(CommandNode node) {
        return Stream.concat(Stream.of(node), node.children().stream().flatMap(CommandTreeTest::withDescendants));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aStubSaysWhatItsCommandSays(CommandNode node) {
        Command command = node.command().get().getClass().getAnnotation(Command.class);

        CommandSpec stub = node.stub();

        assertThat(stub.name()).isEqualTo(command.name());
        assertThat(stub.aliases()).containsExactly(command.aliases());
        assertThat(stub.usageMessage().description()).containsExactly(command.description());
    }

    @Test
    void onlyTheAskedCommandIsBuilt() {
        CommandNode tree = tree();
        CommandNode create = tree.child("create").orElseThrow();

        CommandLine line = tree.build(List.of(create), CommandLine.defaultFactory());

        CommandLine built = child(line, "create");
        assertThat(built.<Object>getCommand()).isInstanceOf(CreateCommand.class);
        assertThat(line.getSubcommands().keySet())
                .isEqualTo(Set.of("create", "get", "list", "ls", "use", "auth", "sandbox", "version"));
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
