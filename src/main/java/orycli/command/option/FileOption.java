package orycli.command.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import orycli.command.option.value.TextInput;
import orycli.hydra.ClientRequest;
import orycli.hydra.InvalidClientException;
import orycli.yaml.Documents;
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
            description = "Read the client from a file, JSON or YAML. Other flags win over it, and no defaults apply.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--ignore-unknown", description = "Leave out fields of the file that this version does not know.")
    private boolean ignoresUnknown;

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
            context.notes().say("Waiting for a client, in JSON or YAML, on standard input.");
        }
        String text = input.read(name);
        JsonNode client;
        try {
            client = Documents.parse(text, name);
        } catch (IOException e) {
            throw TextInput.unusable(name, String.valueOf(e.getMessage()));
        }
        try {
            return ignoresUnknown ? known(client) : ClientRequest.of(client);
        } catch (InvalidClientException e) {
            throw TextInput.unusable(name, e.getMessage() + MisspeltFields.suggestions(e.unknownFields()));
        }
    }

    private ClientRequest known(JsonNode client) throws InvalidClientException {
        ClientRequest.Reading reading = ClientRequest.read(client);
        if (!reading.unknown().isEmpty()) {
            context.notes()
                    .warn("the file has fields that this version does not know, which are left out: "
                            + String.join(", ", reading.unknown()));
        }
        return reading.request();
    }
}
