package orycli.command.option;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import orycli.command.option.value.Quoted;
import orycli.command.option.value.Suggestion;
import orycli.hydra.ClientField;
import orycli.hydra.ClientField.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags that change a client's fields by less, or more, than a value that is given. */
@Command(optionListHeading = "Single values and defaults:")
public final class ListChangeOptions {
    @Option(
            names = "--add",
            paramLabel = "FLAG=VALUE",
            description = "Add one value to a list, such as redirect-uri=https://app.example.org/cb. Can be repeated.")
    private List<String> additions = List.of();

    @Option(
            names = "--remove",
            paramLabel = "FLAG=VALUE",
            description = "Remove one value from a list. Can be repeated.")
    private List<String> removals = List.of();

    @Option(
            names = "--unset",
            paramLabel = "FLAG",
            description = "Put a field back to its default, such as logo-uri. Can be repeated.")
    private List<String> unset = List.of();

    /** Whether any of them is given. */
    public boolean isGiven() {
        return Stream.of(additions, removals, unset).anyMatch(values -> !values.isEmpty());
    }

    /**
     * The fields that get their defaults back.
     *
     * @throws UsageException where there is no such field
     */
    public Set<ClientField> unset() {
        Set<ClientField> fields = EnumSet.noneOf(ClientField.class);
        unset.forEach(name -> fields.add(flag("--unset", name).field()));
        return fields;
    }

    /**
     * The values to add, by field.
     *
     * @throws UsageException where there is no such list, or a value that it cannot have
     */
    public Map<ClientField, List<String>> additions() {
        return values("--add", additions);
    }

    /**
     * The values to remove, by field.
     *
     * @throws UsageException where there is no such list
     */
    public Map<ClientField, List<String>> removals() {
        return values("--remove", removals);
    }

    private static Map<ClientField, List<String>> values(String option, List<String> uses) {
        Map<ClientField, List<String>> values = new EnumMap<>(ClientField.class);
        for (String use : uses) {
            int equalsSign = use.indexOf('=');
            if (equalsSign < 0) {
                throw new UsageException(option + " needs FLAG=VALUE, such as " + option + " redirect-uri=URI");
            }
            ClientFlag flag = flag(option, use.substring(0, equalsSign));
            Kind kind = flag.field().kind();
            if (kind != Kind.LIST && kind != Kind.WORDS) {
                throw new UsageException(option + ": " + flag.flag() + " has no list of values");
            }
            String value = use.substring(equalsSign + 1);
            if (value.isEmpty()) {
                throw new UsageException(option + ": the value of " + flag.flag() + " is empty");
            }
            if (option.equals("--add")) {
                ClientOptions.check(flag, value);
            }
            values.computeIfAbsent(flag.field(), field -> new ArrayList<>()).add(value);
        }
        return values;
    }

    private static ClientFlag flag(String option, String typed) {
        String name = typed.replaceFirst("^--", "");
        if (name.equals("secret") || name.equals("id")) {
            throw new UsageException(option + ": a client always has its " + name);
        }
        List<String> names = Stream.of(ClientFlag.values())
                .map(flag -> flag.flag().substring(2))
                .toList();
        Optional<ClientFlag> flag = Stream.of(ClientFlag.values())
                .filter(some ->
                        some.flag().equals("--" + name) || some.field().field().equals(name))
                .findFirst();
        return flag.orElseThrow(
                () -> new UsageException(option + " does not know " + Quoted.of(name) + Suggestion.of(name, names)));
    }
}
