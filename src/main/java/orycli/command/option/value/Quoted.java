package orycli.command.option.value;

/** What was typed, as a message repeats it: in quotes, and no longer than a person reads. */
public final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    public static String of(String typed) {
        return typed.codePointCount(0, typed.length()) <= LONGEST
                ? "'" + typed + "'"
                : "'" + typed.substring(0, typed.offsetByCodePoints(0, LONGEST)) + "…'";
    }
}
