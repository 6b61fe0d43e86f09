package orycli.output;

import java.util.Arrays;

/** Text in which {@code *} stands for any characters and {@code ?} for any one, unless after a {@code \}. */
final class Wildcard {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] pattern;

    private Wildcard(int[] pattern) {
        this.pattern = pattern;
    }

    static Wildcard parse(String text) {
        int[] characters = text.codePoints().toArray();
        int[] pattern = new int[characters.length];
        int length = 0;
        for (int i = 0; i < characters.length; i++) {
            int character = characters[i];
            if (character == '\\' && i + 1 < characters.length) {
                i++;
                pattern[length++] = characters[i];
            } else {
                pattern[length++] = character == '*' ? ANY : character == '?' ? ONE : character;
            }
        }
        return new Wildcard(Arrays.copyOf(pattern, length));
    }

    boolean matches(String text) {
        int[] characters = text.codePoints().toArray();
        int at = 0;
        int next = 0;
        int star = -1; // the last * that was met, which takes all before "taken"
        int taken = 0;
        while (at < characters.length) {
            if (next < pattern.length && pattern[next] == ANY) {
                star = next++;
                taken = at;
            } else if (next < pattern.length && (pattern[next] == ONE || pattern[next] == characters[at])) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next] == ANY) {
            next++;
        }
        return next == pattern.length;
    }
}
