package orycli.command.option.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who mistyped a word. */
public final class Suggestion {
    /** No name of ours comes near this length; what is longer is a value. */
    private static final int LONGEST = 100;

    private Suggestion() {}

    /** The rest of a sentence that names the nearest of the words; empty where none is near. */
    public static String of(String typed, Collection<String> words) {
        return nearest(typed, words)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    /** The nearest of the words, where one is near. */
    public static Optional<String> nearest(String typed, Collection<String> words) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String meant = bare(typed);
        int farthest = farthest(meant);
        Comparator<String> begunFirst = Comparator.comparing(word -> !isBegun(word, meant));
        return words.stream()
                .filter(word -> !word.equals(typed))
                .min(begunFirst.thenComparing(word -> distance(meant, bare(word), farthest)))
                .filter(word -> isBegun(word, meant) || distance(meant, bare(word), farthest) <= farthest);
    }

    /** Without the dashes of a flag, which every flag has in common. */
    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
    }

    private static boolean isBegun(String word, String meant) {
        return meant.length() > 1 && bare(word).startsWith(meant);
    }

    /** In a short word, what is near has next to nothing in common with it. */
    private static int farthest(String meant) {
        return meant.length() <= 3 ? 1 : Math.max(2, meant.length() / 3);
    }

    /**
     * How many characters must be changed, added, taken away or swapped with the next (Damerau and Levenshtein).
     *
     * @param farthest where it is clear that it is more than that, the answer is just one more
     */
    static int distance(String one, String other, int farthest) {
        if (Math.abs(one.length() - other.length()) > farthest) {
            return farthest + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= one.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[other.length()];
    }
}
