package orycli.command.option;

import java.util.List;
import java.util.Optional;
import orycli.network.OryNetwork;
import orycli.terminal.Terminal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of the commands for Ory Network itself. */
public final class NetworkOptions {
    private final Terminal terminal;
    private final String version;
    private final boolean inSandbox;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private ConnectionOptions connection;

    /** As {@link TargetOptions} has them. */
    public NetworkOptions(Terminal terminal, String version, boolean inSandbox) {
        this.terminal = terminal;
        this.version = version;
        this.inSandbox = inSandbox;
    }

    /** Ory Network, for a command that asks before it signs in. */
    public OryNetwork network() {
        return network(true, NetworkAccess.SIGN_IN);
    }

    /** Ory Network, for a command that signs in. */
    public OryNetwork networkToSignInTo() {
        return network(
                false,
                "Sign in from a terminal, with a browser on the same computer. Other commands take the API key of a project"
                        + " in ORY_PROJECT_API_KEY instead.");
    }

    private OryNetwork network(boolean asksToSignIn, String advice) {
        if (inSandbox) {
            throw usage("the sandbox is an Ory Hydra, without projects and accounts");
        }
        return networkAccess(advice).network(asksToSignIn);
    }

    private NetworkAccess networkAccess() {
        return networkAccess(NetworkAccess.SIGN_IN);
    }

    private NetworkAccess networkAccess(String advice) {
        return new NetworkAccess(terminal, version, connection, List.of(advice), this::usage);
    }

    /** The project that the environment names. */
    public Optional<String> project() {
        return networkAccess().project();
    }

    /** The workspace that the environment names. */
    public Optional<String> workspace() {
        return networkAccess().workspace();
    }

    /**
     * The workspace that the flag names.
     *
     * @throws ParameterException where the key of a project stands beside it
     */
    public Optional<String> workspaceFlag(Optional<String> flag) {
        if (flag.isPresent()
                && networkAccess().key(NetworkAccess.PROJECT_KEY).isPresent()
                && networkAccess().key(NetworkAccess.WORKSPACE_KEY).isEmpty()) {
            throw usage("--workspace cannot be given beside " + NetworkAccess.PROJECT_KEY
                    + ", which is the key of a project");
        }
        return flag.map(workspace -> given("the flag --workspace", workspace));
    }

    /**
     * What was given, which may be the value of a variable that a script found empty.
     *
     * @param noun what it is, such as "the project"
     * @throws ParameterException where it is empty
     */
    public String given(String noun, String value) {
        return networkAccess().given(noun, value);
    }

    /** What to say where nothing is selected. */
    public ParameterException nothingSelected(String noun) {
        return usage("no " + noun + " is named or selected; name one of those that 'ory list " + noun + "s' shows");
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
