package orycli.command.option;

import java.util.List;
import java.util.Optional;
import orycli.network.OryNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The flags of the commands for Ory Network itself. */
@Command
public final class NetworkOptions {
    private static final String IN_A_TERMINAL =
            "Sign in from a terminal, with a browser on the same computer. Other commands take the API key of a project"
                    + " in ORY_PROJECT_API_KEY instead.";

    private final Context context;

    @Mixin
    private final ConnectionOptions connection;

    private final NetworkAccess access;

    public NetworkOptions(Context context) {
        this.context = context;
        this.connection = new ConnectionOptions(context);
        this.access = new NetworkAccess(context, connection, List.of(NetworkAccess.SIGN_IN));
    }

    /** Ory Network, for a command that asks before it signs in. */
    public OryNetwork network() {
        requireNetwork();
        return access.network(true);
    }

    /** Ory Network, for a command that signs in. */
    public OryNetwork networkToSignInTo() {
        requireNetwork();
        return new NetworkAccess(context, connection, List.of(IN_A_TERMINAL)).network(false);
    }

    private void requireNetwork() {
        if (context.inSandbox()) {
            throw new UsageException("the sandbox is an Ory Hydra, without projects and accounts");
        }
    }

    /** The project that the environment names. */
    public Optional<String> project() {
        return access.project();
    }

    /** The workspace that the environment names. */
    public Optional<String> workspace() {
        return access.workspace();
    }

    /**
     * The workspace that the flag names.
     *
     * @throws UsageException where the key of a project stands beside it
     */
    public Optional<String> workspaceFlag(Optional<String> flag) {
        if (flag.isPresent() && access.key(NetworkAccess.WORKSPACE_KEY).isEmpty()) {
            access.refuseBesideProjectKey("--workspace");
        }
        return flag.map(workspace -> given("the flag --workspace", workspace));
    }

    /**
     * What was given, which may be the value of a variable that a script found empty.
     *
     * @param noun what it is, such as "the project"
     * @throws UsageException where it is empty
     */
    public String given(String noun, String value) {
        return NetworkAccess.given(noun, value);
    }

    /** What to say where nothing is selected. */
    public UsageException nothingSelected(String noun) {
        return new UsageException(
                "no " + noun + " is named or selected; name one of those that 'ory list " + noun + "s' shows");
    }
}
