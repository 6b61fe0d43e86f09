package orycli.command.option.value;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values that make sense for a flag, which a server may have more of: one of them always passes, what must be a slip
 * for one of them can be told, and whatever else there is may be meant.
 *
 * @param words whether a value is made of several of them, separated by blanks, in any order
 * @param otherNames what some call one of the values, in the form of {@link #plain}
 * @param ignoresCase whether servers do
 */
public record KnownValues(List<String> values, boolean words, Map<String, String> otherNames, boolean ignoresCase) {
    /** In a short word, one letter makes another word. */
    private static final int SHORTEST_FOR_A_SLIP = 8;

    public static KnownValues of(String... values) {
        return new KnownValues(List.of(values), false, Map.of(), false);
    }

    public KnownValues inAnyCase() {
        return new KnownValues(values, words, otherNames, true);
    }

    public KnownValues ofWords() {
        return new KnownValues(values, true, otherNames, ignoresCase);
    }

    /**
     * The same, with other names.
     *
     * @param names each with the value that it means, in lower case and without dashes and blanks
     */
    public KnownValues alsoCalled(Map<String, String> names) {
        return new KnownValues(values, words, names, ignoresCase);
    }

    public boolean isKnown(String value) {
        return (words ? Stream.of(value.split(" +")) : Stream.of(value))
                .allMatch(word -> values.stream()
                        .anyMatch(known -> ignoresCase ? known.equalsIgnoreCase(word) : known.equals(word)));
    }

    /** The value that is meant by one that nobody can mean. */
    public Optional<String> meantBy(String value) {
        if (isKnown(value)) {
            return Optional.empty();
        }
        if (words && value.contains(" ")) {
            String meant = Stream.of(value.split(" +"))
                    .map(word -> meantBy(word).orElse(word))
                    .collect(Collectors.joining(" "));
            return Optional.of(meant).filter(this::isKnown);
        }
        String plain = plain(value);
        return values.stream()
                .filter(known -> plain(known).equals(plain))
                .findFirst()
                .or(() -> Optional.ofNullable(otherNames.get(plain)))
                .or(() -> values.stream()
                        .filter(known -> known.length() >= SHORTEST_FOR_A_SLIP
                                && Suggestion.distance(known, value.toLowerCase(Locale.ROOT), 1) <= 1)
                        .findFirst());
    }

    /** For people: {@code code, token or none.} */
    public String sentence() {
        int last = values.size() - 1;
        return String.join(", ", values.subList(0, last)) + " or " + values.get(last) + ".";
    }

    /** What is left of a value when nobody looks closely. */
    private static String plain(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
