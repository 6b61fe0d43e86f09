package orycli.command.option;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orycli.command.option.value.Suggestion;
import orycli.command.option.value.TextInput;
import orycli.hydra.ClientField;
import orycli.hydra.ClientRequest;
import orycli.hydra.HydraAdminClient;
import orycli.hydra.InvalidClientException;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flag that names a file with a client in it. */
@Command(optionListHeading = "Client:")
public final class FileOption {
    private final Context context;
    private final TextInput input;

    @Option(
            names = "--file",
            paramLabel = "FILE|-",
            description = "Read the client from a JSON file. Other flags win over it, and no defaults apply.")
    private Optional<String> file = Optional.empty();

    public FileOption(Context context) {
        this.context = context;
        this.input = new TextInput(context.terminal());
    }

    public boolean isGiven() {
        return file.isPresent();
    }

    /**
     * The client in the file, where one is named.
     *
     * @throws IOException where the file cannot be read or holds no client
     */
    public Optional<ClientRequest> request() throws IOException {
        return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
    }

    private ClientRequest read(String name) throws IOException {
        if (name.isEmpty()) {
            throw new UsageException("--file names no file");
        }
        if (name.equals("-") && context.terminal().interactive()) {
            context.notes().say("Waiting for a client in JSON on standard input.");
        }
        try {
            ClientRequest request = ClientRequest.of(Json.parse(input.read(name)));
            if (request.hasPrivateKey()) {
                throw TextInput.unusable(name, ClientOptions.PRIVATE_KEY);
            }
            Optional<String> id = request.id().filter(some -> !HydraAdminClient.hasUrl(some));
            if (id.isPresent()) {
                throw TextInput.unusable(name, "no URL can name a client with the id '" + id.get() + "'");
            }
            return request;
        } catch (JsonSyntaxException e) {
            throw TextInput.unusable(name, String.valueOf(e.getMessage()));
        } catch (InvalidClientException e) {
            List<String> fields =
                    Stream.of(ClientField.values()).map(ClientField::field).toList();
            throw TextInput.unusable(
                    name,
                    e.getMessage()
                            + e.unknownField()
                                    .map(unknown -> Suggestion.of(unknown, fields))
                                    .orElse(""));
        }
    }
}
