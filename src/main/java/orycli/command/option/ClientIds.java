package orycli.command.option;

import java.util.List;
import java.util.Optional;
import orycli.hydra.ClientId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The clients that a command is for. */
@Command
public final class ClientIds {
    @Parameters(arity = "0..*", paramLabel = "ID...", hideParamSyntax = true, description = "The ids of the clients.")
    private List<String> ids = List.of();

    /**
     * All of them, in the order in which they were named, at least one.
     *
     * @throws UsageException where none is named, or no client can have one of the ids
     */
    public List<String> all() {
        if (ids.isEmpty()) {
            throw new UsageException("name the id of a client");
        }
        ids.forEach(ClientIds::checked);
        return ids;
    }

    /**
     * The one that a command with a single id was given.
     *
     * @throws UsageException where there is none, or no client can have it
     */
    public static String checked(Optional<String> id) {
        return checked(id.orElseThrow(() -> new UsageException("name the id of the client")));
    }

    private static String checked(String id) {
        ClientId.problem(id).ifPresent(problem -> {
            throw new UsageException(problem);
        });
        return id;
    }
}
