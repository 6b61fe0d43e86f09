package orycli.command.option;

import java.util.Optional;
import orycli.hydra.ClientField;
import orycli.hydra.ClientRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flag that chooses a new client's id. */
@Command(optionListHeading = "Client:")
public final class IdOption {
    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The client's id. The server gives it one where there is none.")
    private Optional<String> id = Optional.empty();

    /**
     * The id alone, where it is given.
     *
     * @throws UsageException where no client can have it
     */
    public ClientRequest given() {
        if (id.filter(String::isEmpty).isPresent()) {
            throw new UsageException("--id is empty; leave it out to have one generated");
        }
        ClientRequest.Builder request = ClientRequest.builder();
        id.ifPresent(text -> request.set(ClientField.CLIENT_ID, text));
        return ClientOptions.checked(request.build());
    }
}
