package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import orycli.Cli;
import picocli.CommandLine;

/** The commands that there are, and what is known of those that are not asked for. */
final class CommandTreeTest {
    private static CommandNode tree() {
        return OryCommandLine.create(new Cli().terminal(OutputStream.nullOutputStream()))
                .tree();
    }

    @Test
    void aGroupSaysWhatThereIs() {
        assertThat(tree().children().stream().filter(CommandNode::isGroup).map(CommandNode::summary))
                .containsExactly(
                        "Create oauth2-client.",
                        "Get oauth2-client or project.",
                        "List oauth2-clients, projects or workspaces.",
                        "Update oauth2-client.",
                        "Delete oauth2-client or access-tokens.",
                        "Rotate oauth2-client-secret.",
                        "Import oauth2-client.",
                        "Perform client-credentials, authorization-code or device-code.",
                        "Introspect token.",
                        "Revoke token.",
                        "Select project or workspace.",
                        "Complete commands in bash, zsh, fish or powershell.");
    }

    /** picocli reflects on all that it is given, and only one command is asked for. */
    @Test
    void theAskedCommandIsBuiltAlone() {
        CommandNode auth = tree().child("auth").orElseThrow();

        CommandLine line = LeafCommand.of(auth, "ory auth");

        assertThat(line.getParent()).isNull();
        assertThat(line.getSubcommands()).isEmpty();
        assertThat(line.getCommandSpec().optionsMap()).containsKeys("--help", "--error-format", "--format");
    }

    @Test
    void anAliasLeadsToTheSameCommand() {
        CommandNode create = tree().child("create").orElseThrow();

        assertThat(create.child("client"))
                .isPresent()
                .hasValueSatisfying(node -> assertThat(node.name()).isEqualTo("oauth2-client"));
        assertThat(create.child("clients")).isEmpty();
    }
}
