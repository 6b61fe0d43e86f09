package orycli.command.manual;

import java.util.List;

/**
 * What can be typed, and what it means: a flag, an argument, the name of a command.
 *
 * @param names all of them, a short one first; none for an argument
 * @param label what stands for the value; empty where there is none
 * @param text sentences
 * @param values those that make sense, where that can be said
 */
public record Entry(List<String> names, String label, String text, List<String> values) {
    public Entry {
        names = List.copyOf(names);
        values = List.copyOf(values);
    }

    /** A word that stands for itself. */
    public static Entry word(String name, String text) {
        return new Entry(List.of(name), "", text, List.of());
    }

    boolean isFlag() {
        return !names.isEmpty() && names.get(0).startsWith("-");
    }

    /** The names and the label, such as {@code -n, --name=NAME}. */
    String term() {
        String all = String.join(", ", names);
        return label.isEmpty() || names.isEmpty() ? all + label : all + "=" + label;
    }
}
