package orycli.command.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orycli.command.option.ClientFlag.Section;
import orycli.command.option.value.CsvList;
import orycli.command.option.value.KnownValues;
import orycli.command.option.value.Quoted;
import orycli.command.option.value.TextInput;
import orycli.hydra.ClientField;
import orycli.hydra.ClientField.Kind;
import orycli.hydra.ClientRequest;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.text.GoDuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The flags of {@link ClientFlag}. */
@Command
public final class ClientOptions {
    /** What Hydra gives a client that comes without a scope. */
    private static final String SCOPE_OF_THE_SERVER = "offline_access,offline,openid, given by the server";

    private final TextInput input;
    private final Map<ClientFlag, OptionSpec> options = new EnumMap<>(ClientFlag.class);

    /** @param defaults what the command puts in the place of flags that are not given, for the help */
    public ClientOptions(Context context, ClientRequest defaults) {
        this.input = new TextInput(context.terminal());
        for (ClientFlag flag : ClientFlag.values()) {
            options.put(flag, option(flag, defaults));
        }
    }

    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        for (Section section : Section.values()) {
            CommandSpec flags = CommandSpec.create();
            flags.usageMessage().optionListHeading(section.heading());
            options.forEach((flag, option) -> {
                if (flag.section() == section) {
                    flags.addOption(option);
                }
            });
            command.addMixin(section.name(), flags);
        }
    }

    private static OptionSpec option(ClientFlag flag, ClientRequest defaults) {
        OptionSpec.Builder option = OptionSpec.builder(flag.names().toArray(String[]::new))
                .description(flag.description() + defaultOf(flag, defaults))
                .completionCandidates(flag.known().map(KnownValues::values).orElse(List.of()));
        if (flag.section() == Section.LIFESPANS) {
            // Hardly anybody wants them: they stand at the end of the help.
            option.order(1);
        }
        return switch (flag.field().kind()) {
            case LIST, WORDS ->
                option.type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(flag.label())
                        .build();
            // Without an arity of its own, so that --flag=false is taken too.
            case BOOLEAN -> option.type(Boolean.class).build();
            case STRING, JSON, DURATION, READ_ONLY ->
                option.type(String.class).paramLabel(flag.label()).build();
        };
    }

    private static String defaultOf(ClientFlag flag, ClientRequest defaults) {
        JsonNode value = defaults.json().path(flag.field().field());
        if (flag == ClientFlag.SCOPE && value.isTextual() && value.asText().isEmpty()) {
            return " Default: " + SCOPE_OF_THE_SERVER;
        }
        String text = value.isArray()
                ? String.join(",", texts(value))
                : value.isContainerNode() ? Json.write(value) : value.asText("");
        return value.isMissingNode() || value.isBoolean() || text.isEmpty() ? "" : " Default: " + text;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /**
     * What was typed, and nothing else.
     *
     * @throws IOException where a file cannot be read or does not hold what it should
     * @throws UsageException where a flag's value is not what it should be
     */
    public ClientRequest given() throws IOException {
        ClientRequest.Builder request = ClientRequest.builder();
        for (Map.Entry<ClientFlag, OptionSpec> entry : options.entrySet()) {
            ClientFlag flag = entry.getKey();
            Object value = entry.getValue().getValue();
            if (value == null) {
                continue;
            }
            switch (flag.field().kind()) {
                case STRING, DURATION, READ_ONLY -> request.set(flag.field(), text(flag, (String) value));
                case BOOLEAN -> request.set(flag.field(), (Boolean) value);
                case LIST, WORDS -> request.set(flag.field(), list(flag, (List<?>) value));
                case JSON -> request.set(flag.field(), json(flag, (String) value));
            }
        }
        return checked(request.build());
    }

    /** @throws UsageException where no server should be sent what was typed */
    static ClientRequest checked(ClientRequest typed) {
        typed.problem().ifPresent(problem -> {
            throw new UsageException(problem);
        });
        return typed;
    }

    /** The values that one of the list flags was given in one use. */
    static List<String> list(ClientFlag flag, List<?> uses) {
        List<String> values = new ArrayList<>();
        for (Object use : uses) {
            try {
                values.addAll(CsvList.parse((String) use));
            } catch (IllegalArgumentException e) {
                throw new UsageException(flag.flag() + " has " + e.getMessage());
            }
        }
        values.forEach(value -> check(flag, value));
        return values;
    }

    private static String text(ClientFlag flag, String value) {
        if (flag.field().kind() == Kind.DURATION && GoDuration.parse(value).isEmpty()) {
            throw new UsageException(flag.flag() + " is not a duration such as 1h30m: " + Quoted.of(value));
        }
        check(flag, value);
        return value;
    }

    /** @throws UsageException where nobody can mean the value */
    static void check(ClientFlag flag, String value) {
        if (flag.isBlankFree() && value.chars().anyMatch(Character::isWhitespace)) {
            String split = flag.field().kind() == Kind.LIST ? "; separate values with commas" : "";
            throw new UsageException(flag.flag() + " has a blank in it: " + Quoted.of(value) + split);
        }
        flag.known().flatMap(known -> known.meantBy(value)).ifPresent(meant -> {
            throw new UsageException(
                    flag.flag() + " does not know " + Quoted.of(value) + "; did you mean '" + meant + "'?");
        });
    }

    private JsonNode json(ClientFlag flag, String text) throws IOException {
        boolean isFile = text.startsWith("@");
        String file = isFile ? text.substring(1) : "";
        if (isFile && file.isEmpty()) {
            throw new UsageException(flag.flag() + " names no file behind the @");
        }
        try {
            return Json.parse(isFile ? input.read(file) : text);
        } catch (JsonSyntaxException e) {
            if (isFile) {
                throw TextInput.unusable(file, "it is not JSON: " + e.getMessage());
            }
            throw new UsageException(flag.flag() + " is not JSON: " + e.getMessage());
        }
    }

    /** What a server will take and what yet is most likely not meant: sentences. */
    public static List<String> doubts(ClientRequest request) {
        List<String> doubts = new ArrayList<>();
        for (ClientFlag flag : ClientFlag.values()) {
            JsonNode value = request.json().path(flag.field().field());
            List<String> values =
                    value.isArray() ? texts(value) : value.isTextual() ? List.of(value.asText()) : List.of();
            flag.known()
                    .ifPresent(known -> values.stream()
                            .filter(some -> !some.isEmpty() && !known.isKnown(some))
                            .map(some -> flag.field().field() + " has " + Quoted.of(some)
                                    + ", which Ory Hydra does not know; it is sent as it is."
                                    + known.meantBy(some)
                                            .map(meant -> " Did you mean '" + meant + "'?")
                                            .orElse(""))
                            .forEach(doubts::add));
        }
        boolean isPublic = is(request, ClientField.TOKEN_ENDPOINT_AUTH_METHOD, "none");
        if (isPublic && is(request, ClientField.GRANT_TYPES, "client_credentials")) {
            doubts.add(
                    "a client with the authentication method 'none' cannot use the grant type 'client_credentials'.");
        }
        return doubts;
    }

    private static boolean is(ClientRequest request, ClientField field, String value) {
        JsonNode node = request.json().path(field.field());
        return Stream.concat(Stream.of(node.asText("")), texts(node).stream()).anyMatch(value::equals);
    }
}
