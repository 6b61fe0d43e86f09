package orycli.command.option.value;

/** What was typed, as a message repeats it: in quotes, and no longer than a person reads. */
public final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    /** A flag that was taken for a value may have a secret behind its equals sign. */
    public static String of(String typed) {
        int equalsSign = typed.startsWith("-") ? typed.indexOf('=') : -1;
        if (equalsSign > 0 && equalsSign < LONGEST) {
            return "'" + typed.substring(0, equalsSign) + "=…'";
        }
        return typed.codePointCount(0, typed.length()) <= LONGEST
                ? "'" + typed + "'"
                : "'" + typed.substring(0, typed.offsetByCodePoints(0, LONGEST)) + "…'";
    }
}
